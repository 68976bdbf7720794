import { writeFile } from 'node:fs/promises'
import { standardStream } from '../client/output-file.ts'
import { explainFile } from '../explain-file.ts'

/** Options of `batchway init`. */
export interface InitOptions {
  /** Overwrites a file that is there. */
  readonly force?: boolean
}

/** `batchway init FILE`: exit code 0, or 1 where the file is there already or can't be written. */
export async function initCommand(file: string, { force = false }: InitOptions): Promise<void> {
  if (file === standardStream) {
    process.stdout.write(firstConfig('batchway.yaml'))
    return
  }
  try {
    await writeFile(file, firstConfig(file), { flag: force ? 'w' : 'wx' })
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    const message = isThere
      ? `${file} is there already; give another name, or --force to overwrite it`
      : explainFile(file, error)
    process.stderr.write(`batchway: ${message}\n`)
    process.exitCode = 1
    return
  }
  process.stdout.write(
    `wrote ${file}: set the URL of your API in it, check it with "batchway check ${file}", ` +
      `and start with "batchway --config ${file}"\n`,
  )
}

/** A configuration to begin with. What stands behind "#" and has no blank is a key to be used. */
function firstConfig(file: string): string {
  return `# Configuration of the Batchway gateway.
#   check it:  batchway check ${file}
#   start:     batchway --config ${file}
# All keys: batchway --help. Lines with "#" and no blank behind it are keys to be used as they are.

# Where the gateway listens. Use 0.0.0.0:8080 to be reached from other machines.
listen: 127.0.0.1:8080

# The servers that answer the requests of batches. \${NAME} is read from the environment.
upstreams:
  api:
    url: \${API_URL:-http://127.0.0.1:3000}
    # Requests that are under way to it at a time, shared fairly between callers.
    #partsInFlight: 256

# The URLs where batches are posted.
endpoints:
  - path: /api/$batch
    # The wire protocol: odata, graph, google, ocamba, journyx or ocapi.
    dialect: odata
    upstream: api
    # Requests must stay below this path. Default: the parent of the endpoint's path.
    #base: /api
    # Callers must say who they are.
    #identity: required
    # Limits of one batch, and of each of its requests.
    #limits: { parts: 100, batchBytes: 4MiB, partTime: 30s, batchTime: 2m }
    # Requests that are refused, whatever their spelling.
    #rules: [{ deny: /api/admin/** }]

# What is no batch goes to the API as it is. Without this line it is answered with 404.
forward: api

# How much is logged: fatal, error, warn, info, debug or silent.
#logLevel: info

# Memory for the bodies and answers of all batches together.
#budget: 256MiB

# How long running batches may take when the gateway is told to stop.
#shutdownTime: 10s
`
}
