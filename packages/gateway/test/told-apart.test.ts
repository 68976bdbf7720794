import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { linesOf } from './support/log-lines.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { openGateway } from './support/running-gateway.ts'
import type { RunningServer } from './support/test-upstream.ts'
import { findDeadPort, openHolding, openTcp } from './support/test-upstream.ts'

/** A dialect, and how so many POSTs are written in it. */
interface Writer {
  readonly dialect: string
  readonly path: string
  readonly type: string
  write(count: number): string
}

const writers: readonly Writer[] = [
  {
    dialect: 'odata',
    path: '/svc/$batch',
    type: 'multipart/mixed; boundary=b',
    write: (count) =>
      `${'--b\nContent-Type: application/http\n\nPOST x HTTP/1.1\n\n\n'.repeat(count)}--b--\n`,
  },
  {
    dialect: 'graph',
    path: '/v1.0/$batch',
    type: 'application/json',
    write: (count) => {
      const requests = Array.from({ length: count }, (_, id) => ({
        id: String(id),
        method: 'POST',
        url: '/x',
      }))
      return JSON.stringify({ requests })
    },
  },
  {
    dialect: 'google',
    path: '/batch/farm/v2',
    type: 'multipart/mixed; boundary=b',
    write: (count) =>
      `${'--b\nContent-Type: application/http\n\nPOST /farm/v2/x HTTP/1.1\n\n\n'.repeat(count)}--b--\n`,
  },
  {
    dialect: 'ocamba',
    path: '/v2/ocamba/batch?mode=serial',
    type: 'application/json',
    write: (count) =>
      JSON.stringify(Array.from({ length: count }, () => ({ method: 'POST', relative_url: '/x' }))),
  },
  {
    dialect: 'journyx',
    path: '/api/v1/batch',
    type: 'application/json',
    write: (count) =>
      JSON.stringify({
        requests: Array.from({ length: count }, () => ({ method: 'POST', url: '/api/v1/x' })),
      }),
  },
  {
    dialect: 'ocapi',
    path: '/s/-/dw/batch',
    type: 'multipart/mixed; boundary=b',
    write: (count) => `${'--b\nx-dw-resource-path-extension: baskets\n'.repeat(count)}--b--\n`,
  },
]

/** Posts so many POSTs in a dialect; resolves to the answer as a text. */
async function post(gateway: RunningGateway, writer: Writer, count = 1): Promise<string> {
  const response = await fetch(`${gateway.url}${writer.path}`, {
    method: 'POST',
    headers: {
      'content-type': writer.type,
      'x-dw-client-id': 'alice',
      'x-dw-http-method': 'POST',
      'x-dw-resource-path': '/s/-/dw/shop/v24_5/',
    },
    body: writer.write(count),
  })
  assert.equal(response.status, 200)
  return response.text()
}

/** What the log says of the parts that failed, once the metrics say the same. */
async function reasonsOf(gateway: RunningGateway): Promise<readonly string[]> {
  const reasons = linesOf(gateway, 'part failed').map(
    ({ status, reason, outcomeUnknown }) =>
      `${String(status)} ${String(reason)}${outcomeUnknown === true ? ', outcome unknown' : ''}`,
  )
  const text = await (await fetch(`${gateway.url}/metrics`)).text()
  const counted = [...text.matchAll(/^batchway_parts_total\{(.*)\} (\d+)$/gm)].flatMap(
    ([, labels = '', count = '']) => {
      const [, outcome = ''] = /outcome="(.*?)"/.exec(labels) ?? []
      if (outcome === 'answered') return []
      const told = labels.includes('unknown="true"') ? `${outcome}, outcome unknown` : outcome
      return Array.from({ length: Number(count) }, () => told)
    },
  )
  assert.deepEqual(counted.toSorted(), reasons.map((told) => told.slice(4)).toSorted())
  return reasons
}

function openFor(
  { dialect, path }: Writer,
  upstream: Pick<RunningServer, 'url'>,
  limits: object = {},
): Promise<RunningGateway> {
  const [plain = ''] = path.split('?', 1)
  return openGateway({
    metrics: '/metrics',
    upstreams: { api: { url: upstream.url, connections: 1 } },
    endpoints: [
      { path: plain.replace('/-/', '/:site/'), dialect, upstream: 'api', limits },
      { path: '/hold/batch', dialect: 'ocamba', upstream: 'api' },
    ],
  })
}

const unknown = /unknown whether it took effect/

for (const writer of writers) {
  describe(`what became of an unsafe part, in ${writer.dialect}`, () => {
    it('it was never sent: no connection', async () => {
      const port = await findDeadPort()
      await using gateway = await openFor(writer, { url: `http://127.0.0.1:${port}` })
      const text = await post(gateway, writer)
      assert.match(text, /502/)
      assert.match(text, /could not be reached/)
      assert.doesNotMatch(text, unknown)
      assert.deepEqual(await reasonsOf(gateway), ['502 unreachable'])
    })

    it('it was sent, and the connection broke', async () => {
      await using upstream = await openTcp((socket) => {
        socket.once('data', () => socket.destroy())
      })
      await using gateway = await openFor(writer, upstream)
      const text = await post(gateway, writer)
      assert.match(text, /502/)
      assert.match(text, unknown)
      assert.deepEqual(await reasonsOf(gateway), ['502 unreachable, outcome unknown'])
    })

    it('it was sent, and no answer came in time', async () => {
      await using upstream = await openTcp(() => {})
      await using gateway = await openFor(writer, upstream, { partTime: 100 })
      const text = await post(gateway, writer)
      assert.match(text, /504/)
      assert.match(text, /did not answer in time/)
      assert.match(text, unknown)
      assert.deepEqual(await reasonsOf(gateway), ['504 timeout, outcome unknown'])
    })

    it('it was not sent in time: it waited for a connection', async () => {
      await using upstream = await openHolding()
      await using gateway = await openFor(writer, upstream, { partTime: 100 })
      const holding = fetch(`${gateway.url}/hold/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '[{"method":"GET","relative_url":"/x"}]',
      })
      await upstream.first
      const text = await post(gateway, writer)
      assert.match(text, /504/)
      assert.match(text, /could not be sent in time .* was not run/)
      assert.doesNotMatch(text, unknown)
      assert.deepEqual(await reasonsOf(gateway), ['504 timeout'])
      upstream.release()
      assert.equal((await holding).status, 200)
      assert.equal(upstream.requests.length, 1)
    })

    it('it was not started: the time of the batch was over', async () => {
      await using upstream = await openTcp(() => {})
      await using gateway = await openFor(writer, upstream, { batchTime: 100, partsAtOnce: 1 })
      const text = await post(gateway, writer, 2)
      assert.match(text, /time of the batch ran out before the part was run/)
      assert.deepEqual(await reasonsOf(gateway), [
        '504 timeout, outcome unknown',
        '504 not-started',
      ])
    })
  })
}
