import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import { journyxEndpoint, ocambaEndpoint, openGateway } from './support/running-gateway.ts'
import { findDeadPort, openRawAnswer, openSandbox, openUpstream } from './support/test-upstream.ts'

describe('gateway: parts that fail', () => {
  it('answers 502 for an upstream that is not there, and says no address', async () => {
    const port = await findDeadPort()
    await using gateway = await openGateway({
      upstreams: { api: { url: `http://127.0.0.1:${port}` } },
    })
    const { status, codes, text } = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/x' },
      { method: 'POST', relative_url: '/x' },
    ])
    assert.equal(status, 200)
    assert.deepEqual(codes, [502, 502])
    assert.doesNotMatch(text, new RegExp(`127\\.0\\.0\\.1|${port}`))
    assert.doesNotMatch(text, /unknown/)
  })

  it('answers 504 in place of a part without an answer; the others are untouched', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({
      upstreams: { api: { url: sandbox.url } },
      endpoints: [{ ...ocambaEndpoint, limits: { partTime: 600 } }],
    })
    const { status, codes, parts } = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/debug/echo' },
      { method: 'GET', relative_url: '/debug/broken?how=no-answer' },
      { method: 'POST', relative_url: '/debug/broken?how=no-answer', body: {} },
      { method: 'GET', relative_url: '/debug/echo' },
    ])
    assert.equal(status, 200)
    assert.deepEqual(codes, [200, 504, 504, 200])
    assert.equal(parts[1]?.error?.title, 'Gateway timeout.')
    assert.doesNotMatch(parts[1]?.error?.message ?? '', /unknown/)
    assert.match(parts[2]?.error?.message ?? '', /unknown whether it took effect/)
  })

  it('answers 502 in place of broken answers; the others are untouched', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({
      upstreams: { api: { url: sandbox.url } },
      endpoints: [ocambaEndpoint, journyxEndpoint],
    })
    const { codes } = await postOcamba(gateway.url, [
      { method: 'GET', relative_url: '/debug/broken?how=reset' },
      { method: 'GET', relative_url: '/debug/broken?how=truncated' },
      { method: 'GET', relative_url: '/debug/broken?how=bad-chunk' },
      { method: 'GET', relative_url: '/debug/broken?how=bad-json' },
      { method: 'GET', relative_url: '/debug/echo' },
    ])
    assert.deepEqual(codes, [502, 502, 502, 200, 200])
    const journyx = await postJournyx(gateway.url, {
      requests: [
        { method: 'GET', url: '/api/v1/debug/broken', params: { how: 'truncated' } },
        { method: 'GET', url: '/api/v1/debug/echo' },
      ],
    })
    assert.deepEqual(journyx.codes, [502, 200])
    assert.equal(journyx.success, false)
  })

  it('answers 502 for an answer that is no HTTP', async () => {
    await using upstream = await openRawAnswer('SSH-2.0-OpenSSH_9.6\r\n')
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    assert.deepEqual((await postOcamba(gateway.url, manyGets(1))).codes, [502])
  })

  it('says unknown when the answer to an unsafe part broke off or never began', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({ upstreams: { api: { url: sandbox.url } } })
    const { codes, parts } = await postOcamba(gateway.url, [
      { method: 'POST', relative_url: '/debug/broken?how=truncated', body: {} },
      { method: 'DELETE', relative_url: '/debug/broken?how=reset' },
    ])
    assert.deepEqual(codes, [502, 502])
    assert.match(parts[0]?.error?.message ?? '', /unknown/)
    assert.match(parts[1]?.error?.message ?? '', /unknown/)
  })

  it('answers 502 for an answer that is too large', async () => {
    await using sandbox = await openSandbox()
    await using gateway = await openGateway({
      upstreams: { api: { url: sandbox.url } },
      endpoints: [{ ...ocambaEndpoint, limits: { answerBytes: '1KiB', batchAnswerBytes: 1536 } }],
    })
    const { codes } = await postOcamba(
      gateway.url,
      [
        { method: 'GET', relative_url: '/debug/big?bytes=1025&type=text/plain' },
        { method: 'GET', relative_url: '/debug/big?bytes=100&type=text/plain' },
      ],
      { path: '/v2/ocamba/batch?mode=serial' },
    )
    assert.deepEqual(codes, [502, 200])
  })

  it('answers 504 for the whole batch when its time is over before a part was sent', async () => {
    await using upstream = await openUpstream(() => {})
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url, partsInFlight: 1 } },
      endpoints: [
        { ...ocambaEndpoint, path: '/v2/hold/batch' },
        { ...ocambaEndpoint, limits: { batchTime: 100 } },
      ],
    })
    const gone = new AbortController()
    const holding = postOcamba(gateway.url, manyGets(1), {
      path: '/v2/hold/batch',
      signal: gone.signal,
    }).catch(() => 'gone')
    const late = await postOcamba(gateway.url, manyGets(2))
    assert.equal(late.status, 504)
    gone.abort()
    assert.equal(await holding, 'gone')
  })
})
