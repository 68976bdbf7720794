import { createSandbox } from '@batchway/sandbox'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, beforeEach } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const command = fileURLToPath(new URL('packages/gateway/bin/batchway.js', root))
const config = fileURLToPath(new URL('packages/sandbox/batchway.yaml', root))

/**
 * Starts a sandbox for the tests of one file; each test begins with the seed data.
 * `read(path)` is a request of its own, by no client and in no batch: `{status, body}`.
 */
export async function startSandbox() {
  const app = createSandbox()
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  after(() => app.close())
  beforeEach(() => fetch(`${url}/debug/reset`, { method: 'POST' }))
  const read = async (path, headers = {}) => {
    const answer = await fetch(`${url}${path}`, { headers })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  return { url, read }
}

/**
 * Starts a sandbox, and the real gateway command in front of it with the configuration that
 * `npm start` uses. `url` is the gateway's; `read` asks the sandbox behind it.
 */
export async function startGateway() {
  const { url: upstream, read } = await startSandbox()
  const gateway = spawn(
    process.execPath,
    ['--conditions=batchway-source', command, '--config', config],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', SANDBOX_URL: upstream, LISTEN: '127.0.0.1:0' },
    },
  )
  const ended = once(gateway, 'close')
  after(async () => {
    gateway.kill('SIGKILL')
    await ended
  })
  let said = ''
  gateway.stderr.setEncoding('utf8')
  for await (const text of gateway.stderr.iterator({ destroyOnReturn: false })) {
    said += text
    const [, url] = /listens on (http:\/\/\S+)\n/.exec(said) ?? []
    if (url === undefined) continue
    gateway.stderr.pipe(process.stderr)
    return { url, read }
  }
  throw new Error(`the gateway ended before it listened: ${said}`)
}

/** The names of the customers that there are, whoever asks. */
export async function namesOfCustomers({ read }) {
  const { body } = await read('/odata/Customers?$select=Name&$orderby=Id')
  return body.value.map(({ Name }) => Name)
}
