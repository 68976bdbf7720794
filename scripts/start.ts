import type { AddressInfo } from 'node:net'
import { createSandbox } from '@batchway/sandbox'
import { ConfigError, createGateway, readConfig } from 'batchway'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

// Sandbox and gateway together: the documents' own requests get true answers on this machine.
const address = process.argv[2] ?? process.env['LISTEN'] ?? '127.0.0.1:8080'
const file = new URL('../packages/sandbox/batchway.yaml', import.meta.url)

buildConsole()
const sandbox = createSandbox()
await sandbox.listen({ host: '127.0.0.1', port: 0 })
const { port } = sandbox.server.address() as AddressInfo

const environment = { SANDBOX_URL: `http://127.0.0.1:${port}`, LISTEN: address }
try {
  const gateway = createGateway(
    readConfig(await readFile(file, 'utf8'), 'batchway.yaml', environment),
    { directory: fileURLToPath(new URL('.', file)) },
  )
  const url = await gateway.listen()
  process.stdout.write(welcome(url))
  let closing = false
  const close = (): void => {
    if (closing) process.exit(1)
    closing = true
    void gateway
      .close()
      .then(() => sandbox.close())
      .then(() => process.exit(0))
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
} catch (error) {
  await sandbox.close()
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}

/** The pages of the console, where nobody has built them yet: in a fresh clone. */
function buildConsole(): void {
  const page = new URL('../packages/gateway/console-app/index.html', import.meta.url)
  if (existsSync(page)) return
  process.stdout.write('Building the console, once ...\n')
  const script = fileURLToPath(new URL('build-console.js', import.meta.url))
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' })
  if (status !== 0) process.stdout.write('It could not be built; everything else works.\n')
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `${address} is taken by another program; choose another: npm start -- 127.0.0.1:8081`
  }
  return error instanceof Error ? error.message : String(error)
}

function welcome(url: string): string {
  return `Batchway is ready on ${url}, with a sandbox API behind it. See and run batches in a browser:

  ${url}/console/

Or try, in another terminal:

OData (a JSON object or multipart; references between requests)

  curl -s '${url}/odata/$batch' -H 'Content-Type: application/json' -d '{"requests":[{"id":"new","method":"post","url":"Customers","body":{"Name":"Ada"}},{"id":"order","method":"post","url":"$new/Orders","body":{"Item":"Lamp"}},{"id":"list","method":"get","url":"$new/Orders?$select=Item","dependsOn":["order"]}]}'

OData by the sandbox itself, with a group (all of it or nothing)

  curl -s '${url}/api/data/v9.2/$batch' -H 'Content-Type: application/json' -d '{"requests":[{"id":"1","method":"patch","url":"Customers(1)","body":{"Credit":400},"atomicityGroup":"move"},{"id":"2","method":"patch","url":"Customers(2)","body":{"Credit":100},"atomicityGroup":"move"}]}'

Ocamba (a JSON array; parallel, or serial with ?mode=serial)

  curl -s ${url}/v2/ocamba/batch -H 'Authorization: Bearer token' -H 'Content-Type: application/json' -d '[{"method":"GET","relative_url":"/members/10"},{"method":"GET","relative_url":"members/10/roles"}]'

Journyx (a JSON object; "stop_on_error", ETag and If-Match)

  curl -s ${url}/api/v1/batch -u admin:secret -H 'Content-Type: application/json' -d '{"requests":[{"method":"GET","url":"/api/v1/users","params":{"$top":2}},{"method":"GET","url":"/api/v1/entry_codes/codes_bill_types/5CD9A1B20E3F4C5D8A6B7C8D9E0F1A2B"}]}'

OCAPI (multipart; parts inherit headers, an own path may name another site)

  curl -s ${url}/s/SiteGenesis/dw/batch -H 'x-dw-client-id: 11111111-1111-4111-8111-111111111111' -H 'Content-Type: multipart/mixed; boundary=b' -H 'x-dw-http-method: GET' -H 'x-dw-resource-path: /dw/shop/v24_5/' --data-binary $'--b\\nx-dw-content-id: create\\nx-dw-http-method: PUT\\nx-dw-resource-path-extension: account/this/addresses\\n\\n{"last_name":"Lebowski","city":"Boston"}\\n--b\\nx-dw-content-id: read\\nx-dw-resource-path-extension: products/apple-ipod-nano?expand=prices\\n--b\\nx-dw-content-id: other-site\\nx-dw-resource-path: /s/RefArch/dw/shop/v24_5/\\nx-dw-resource-path-extension: products/creative-zen-v\\n--b--'

Graph (a JSON object; "dependsOn")

  curl -s '${url}/v2/ocamba/$batch' -H 'Authorization: Bearer token' -H 'Content-Type: application/json' -d '{"requests":[{"id":"1","method":"GET","url":"/members/10"},{"id":"2","method":"GET","url":"members/10/roles","dependsOn":["1"]}]}'

Google (multipart of whole requests; parts inherit headers and query)

  curl -s ${url}/batch/ocamba/v2 -H 'Authorization: Bearer token' -H 'Content-Type: multipart/mixed; boundary=b' --data-binary $'--b\\nContent-ID: <1>\\n\\nGET /v2/ocamba/members/10\\n\\n--b\\nContent-ID: <2>\\n\\nGET /v2/ocamba/members/10/roles\\n\\n--b--'

Everything else goes to the sandbox as it is:

  curl -s ${url}/v2/ocamba/roles -H 'Authorization: Bearer token'

Ctrl-C ends it.
`
}
