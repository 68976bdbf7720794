import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answerTo, Gates } from '../../core/test/support/gates.ts'
import { postPiecewise } from '../../core/test/support/piece-reader.ts'
import { streamForms } from '../../core/test/support/stream-forms.ts'
import type { RunningGateway } from './support/running-gateway.ts'
import { openGateway } from './support/running-gateway.ts'
import type { TestUpstream } from './support/test-upstream.ts'
import { openUpstream } from './support/test-upstream.ts'

const bounded = { timeout: 20_000 }

function openGated(gates: Gates): Promise<TestUpstream> {
  return openUpstream(async ({ target }, response) => {
    await gates.pass(target)
    response.sendDate = false
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(answerTo(target))
  })
}

function openFor(upstream: TestUpstream, endpoint: object): Promise<RunningGateway> {
  return openGateway({
    upstreams: { api: { url: upstream.url } },
    endpoints: [{ path: '/api/batch', base: '/api', upstream: 'api', ...endpoint }],
  })
}

describe('gateway: streaming', () => {
  for (const form of streamForms) {
    it(`hands on what the upstream has answered: ${form.name}`, bounded, async () => {
      const gates = new Gates()
      await using upstream = await openGated(gates)
      await using gateway = await openFor(upstream, form.config)
      const { headers, body } = form.write(['one', 'two'])
      const { prefer } = headers
      const asking = { ...headers, prefer: prefer === undefined ? 'stream' : `${prefer}, stream` }
      const [early = '', late = ''] = form.order === 'any' ? ['two', 'one'] : ['one', 'two']
      gates.open(early)
      const answer = await postPiecewise(`${gateway.url}/api/batch`, { headers: asking, body })
      await answer.until(`{"answer":"${early}"}`)
      gates.open(late)
      const text = await answer.whole()
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
      const buffered = await postPiecewise(`${gateway.url}/api/batch`, { headers, body })
      const whole = await buffered.whole()
      assert.deepEqual(form.read(answer.headers, text), form.read(buffered.headers, whole))
    })
  }

  it('is always done, or never, where the configuration says so', bounded, async () => {
    const gates = new Gates()
    gates.open('one')
    await using upstream = await openGated(gates)
    const headers = { 'content-type': 'application/json' }
    const body = '[{"method":"GET","relative_url":"/one"}]'
    for (const streaming of ['always', 'never'] as const) {
      await using gateway = await openFor(upstream, { dialect: 'ocamba', streaming })
      for (const prefer of [{}, { prefer: 'stream' }]) {
        const batch = { headers: { ...headers, ...prefer }, body }
        const answer = await postPiecewise(`${gateway.url}/api/batch`, batch)
        const start = streaming === 'always' ? '{"parts":[' : '{"total_counter":1,'
        assert.equal((await answer.whole()).slice(0, start.length), start)
      }
    }
  })

  it(
    'ends with the process: the connection breaks and no half answer is whole',
    bounded,
    async () => {
      const gates = new Gates()
      await using upstream = await openGated(gates)
      const gateway = await openFor(upstream, { dialect: 'ocamba' })
      gates.open('one')
      const answer = await postPiecewise(`${gateway.url}/api/batch`, {
        headers: { 'content-type': 'application/json', prefer: 'stream' },
        body: '[{"method":"GET","relative_url":"/one"},{"method":"GET","relative_url":"/two"}]',
      })
      await answer.until('one')
      const broken = assert.rejects(answer.whole())
      await gateway.gateway.close()
      await broken
      const [batch] = gateway.log.lines.filter(({ msg }) => msg === 'batch')
      assert.ok(batch !== undefined, gateway.log.text())
    },
  )
})
