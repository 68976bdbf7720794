import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { makeConfigFolder } from '../support/command-config.ts'
import { ocambaOk } from '../support/fault-answers.ts'
import type { FaultGateway } from '../support/fault-gateway.ts'
import { batchOf, faultLimits, openFaultGateway, paths } from '../support/fault-gateway.ts'
import type { FaultyUpstream } from '../support/faulty-upstream.ts'
import { openFaulty } from '../support/faulty-upstream.ts'
import type { RunningServer } from '../support/test-upstream.ts'
import { openTcp } from '../support/test-upstream.ts'

const folder = makeConfigFolder()
const unknown = /unknown whether it took effect/

const bothFailed = /^\{"total_counter":2,"success_counter":0,"parts":\[\{"code":502,.*\{"code":502,/

const readAndWrite = [
  { method: 'GET', relative_url: '/ok/0' },
  { method: 'POST', relative_url: '/ok/1', body: {} },
]

const ocamba = { dialect: 'ocamba', base: '/v2/ocamba' }

let upstream: FaultyUpstream
let resetting: RunningServer
let gateway: FaultGateway

before(async () => {
  upstream = await openFaulty()
  resetting = await openTcp((socket) => socket.resetAndDestroy())
  gateway = await openFaultGateway(folder, upstream, {
    config: {
      upstreams: {
        api: { url: upstream.url },
        resetting: { url: resetting.url },
        nowhere: { url: 'http://nowhere.invalid:80' },
      },
      endpoints: [
        { ...ocamba, path: paths.ocamba, upstream: 'api', limits: faultLimits },
        { ...ocamba, path: '/resetting/batch', upstream: 'resetting' },
        { ...ocamba, path: '/nowhere/batch', upstream: 'nowhere' },
      ],
    },
  })
})
beforeEach(async () => {
  upstream.intercept = undefined
  if (!upstream.listening) await upstream.comeBack()
})
after(async () => {
  await gateway[Symbol.asyncDispose]()
  await resetting[Symbol.asyncDispose]()
  await upstream[Symbol.asyncDispose]()
})

/** Posts a safe and an unsafe part that both can't be sent anywhere. */
async function failsBoth(path: string, cause: RegExp): Promise<void> {
  const { status, text } = await gateway.post(path, readAndWrite)
  assert.equal(status, 200)
  assert.match(text, bothFailed)
  assert.doesNotMatch(text, unknown, 'nothing was sent')
  assert.doesNotMatch(text, /127\.0\.0\.1|nowhere/)
  const lines = await gateway.failedParts(batchOf(text), 2)
  assert.deepEqual(
    lines.map(({ reason, outcomeUnknown }) => [reason, outcomeUnknown]),
    [
      ['unreachable', undefined],
      ['unreachable', undefined],
    ],
  )
  for (const line of lines) assert.match(line.cause ?? '', cause)
}

describe('an upstream that can’t be reached', () => {
  it('has a name that nobody knows', async () => {
    await failsBoth('/nowhere/batch', /ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT/)
    await gateway.command.says(/"nowhere" does not answer at http:\/\/nowhere\.invalid/)
  })

  it('refuses connections, and is used again as soon as it is back', async () => {
    await upstream.goAway()
    await failsBoth(paths.ocamba, /ECONNREFUSED/)
    assert.equal((await fetch(`${gateway.url}/v2/ocamba/ok/0`)).status, 502)
    await upstream.comeBack()
    const { text } = await gateway.post(paths.ocamba, readAndWrite)
    const parts = `${ocambaOk(0)},${ocambaOk(1)}`
    assert.equal(text, `{"total_counter":2,"success_counter":2,"parts":[${parts}]}`)
    assert.equal((await fetch(`${gateway.url}/v2/ocamba/ok/0`)).status, 200)
  })

  it('resets connections as soon as they are made', async () => {
    const { text } = await gateway.post('/resetting/batch', readAndWrite)
    assert.match(text, bothFailed)
    const [read, write] = await gateway.failedParts(batchOf(text), 2)
    assert.deepEqual([read?.reason, read?.outcomeUnknown], ['unreachable', undefined])
    // It depends on the moment of the reset whether the request had been sent before.
    assert.equal(write?.reason, 'unreachable')
  })
})

describe('an upstream that restarts while a serial batch runs', () => {
  it('fails the parts of the time when it is away, and no others', async () => {
    const count = 2000
    const fatal = 5
    const earlier = upstream.seen.length
    let away: Promise<void> | undefined
    upstream.intercept = ({ path }) => {
      if (path !== `/v2/ocamba/ok/${fatal}`) return false
      away = upstream.goAway()
      return true
    }
    const batch = gateway.post(
      paths.serial,
      Array.from({ length: count }, (_, index) => ({
        method: 'POST',
        relative_url: `/ok/${index}`,
        body: {},
      })),
    )
    await upstream.until(() => away !== undefined)
    await away
    // It is away until a part of another batch was refused.
    let refused = ''
    while (!refused.includes('"code":502')) {
      refused = (await gateway.post(paths.ocamba, readAndWrite.slice(0, 1))).text
    }
    await upstream.comeBack()
    const { text } = await batch
    const { parts } = JSON.parse(text) as {
      parts: readonly { code: number; error?: { message: string } }[]
    }
    const back = parts.findLastIndex(({ code }) => code !== 200) + 1
    const expected = parts.map((_, index) => (index < fatal || index >= back ? 200 : 502))
    assert.deepEqual(
      parts.map(({ code }) => code),
      expected,
    )
    assert.ok(back > fatal + 1, 'parts were refused')
    assert.ok(back < count, 'parts were answered again')
    const unknowns = parts.flatMap(({ error }, index) =>
      unknown.test(error?.message ?? '') ? [index] : [],
    )
    assert.deepEqual(unknowns, [fatal], 'only what was sent may have taken effect')
    const sent = upstream.seen.slice(earlier).filter((request) => request.startsWith('POST'))
    assert.equal(new Set(sent).size, sent.length, 'nothing was sent twice')
  })
})
