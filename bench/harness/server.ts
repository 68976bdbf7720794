import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listConfigKeys } from 'batchway'
import { largeParts, pipelining } from '../settings.ts'
import { endpointPath, largeEndpointPath } from '../wires/ours.ts'
import { Child } from './child.ts'
import { progress } from './progress.ts'

const dialects = ['ocamba', 'journyx', 'ocapi'] as const

/** How a measured server is started. */
export interface ServerKind {
  /** Below `bench/`; without it, it is the real gateway command. */
  readonly file?: string
  /** Keys of the gateway's upstream beside its URL. */
  readonly upstreamOptions?: Readonly<Record<string, number>>
  /** Whether it stands before the API: it is told where that is. */
  readonly gateway?: true
  /** Whether it needs packages that only the bench has. */
  readonly peer?: true
}

/** A measured server that runs. */
export interface Server {
  readonly name: string
  readonly url: string
  readonly child: Child
}

export const servers: Readonly<Record<string, ServerKind>> = {
  upstream: { file: 'servers/upstream.ts' },
  node: { file: 'servers/node.ts' },
  fetch: { file: 'servers/fetch.ts' },
  hono: { file: 'servers/hono.ts' },
  express: { file: 'servers/express.ts' },
  fastify: { file: 'servers/fastify.ts' },
  gateway: { gateway: true },
  'gateway-pipelining': { gateway: true, upstreamOptions: { pipelining } },
  'bound-in-process': { file: 'bounds/in-process.ts' },
  'bound-gateway': { file: 'bounds/gateway.ts', gateway: true },
  'bound-gateway-validating': { file: 'bounds/gateway-validating.ts', gateway: true },
  'bound-gateway-pipelining': { file: 'bounds/gateway-pipelining.ts', gateway: true },
  'fastify-inject': { file: 'peers/fastify-inject.ts' },
  'hono-fetch': { file: 'peers/hono-fetch.ts' },
  'app-fetch': { file: 'peers/app-fetch.ts' },
  bassmaster: { file: 'peers/bassmaster.js', peer: true },
  'express-batch': { file: 'peers/express-batch.js', peer: true },
  multifetch: { file: 'peers/multifetch.js', peer: true },
  'parse-server': { file: 'peers/parse-server.js', peer: true },
  orpc: { file: 'peers/orpc.js', peer: true },
  trpc: { file: 'peers/trpc.js', peer: true },
}

/** Why a server can't be started here; undefined if it can. */
export function whyNot(kind: ServerKind): string | undefined {
  const known = new Set(listConfigKeys().map(({ key }) => key))
  const unknown = Object.keys(kind.upstreamOptions ?? {}).find(
    (option) => !known.has(`upstreams.<name>.${option}`),
  )
  return unknown === undefined ? undefined : `this gateway's upstreams have no option "${unknown}"`
}

/** Starts a server and waits until it listens. */
export async function startServer(name: string, upstream: string): Promise<Server> {
  const kind = servers[name]
  if (kind === undefined) throw new RangeError(`there is no server "${name}"`)
  try {
    if (kind.file === undefined) return { name, ...(await startGateway({ upstream, ...kind })) }
    const child = new Child(kind.file, kind.gateway === true ? [upstream] : [])
    return { name, url: await heardUrl(child), child }
  } catch (error) {
    throw new Error(`the server "${name}" did not start`, { cause: error })
  }
}

/** The URL on this machine whose port a process tells. */
export async function heardUrl(child: Child): Promise<string> {
  const port = await child.next((message: { port?: number }) => message.port)
  return `http://127.0.0.1:${port}`
}

let isBuilt = false

/** The command is measured as it is installed: without the compiler that runs its sources. */
function buildOnce(): void {
  if (isBuilt) return
  progress('building the packages')
  const script = fileURLToPath(new URL('../../scripts/build.js', import.meta.url))
  execFileSync(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] })
  isBuilt = true
}

/** The real command, with its defaults but for the keys that are given. */
export async function startGateway(options: {
  readonly upstream: string
  readonly upstreamOptions?: Readonly<Record<string, number>>
  readonly keys?: object
}): Promise<{ readonly url: string; readonly child: Child }> {
  const folder = await mkdtemp(join(tmpdir(), 'batchway-bench-'))
  try {
    const file = join(folder, 'batchway.json')
    const config = {
      listen: '127.0.0.1:0',
      upstreams: { api: { url: options.upstream, ...options.upstreamOptions } },
      endpoints: dialects.flatMap(gatewayEndpoints),
      forward: 'api',
      ...options.keys,
    }
    await writeFile(file, JSON.stringify(config))
    buildOnce()
    const child = new Child('../packages/gateway/bin/batchway.js', ['--config', file], 'built')
    return { url: await child.hear(/listens on (http:\/\/\S+)\n/), child }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function gatewayEndpoints(dialect: string): readonly object[] {
  const options = dialect === 'ocapi' ? { options: { paths: 'any' } } : {}
  const common = { base: '/api', dialect, upstream: 'api', ...options }
  return [
    { ...common, path: endpointPath(dialect) },
    { ...common, path: largeEndpointPath(dialect), limits: { parts: largeParts } },
  ]
}
