import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { ocambaOptions, runCommand, RunningCommand } from './support/command.ts'
import { openGateway } from './support/running-gateway.ts'
import { findDeadPort, openUpstream } from './support/test-upstream.ts'

const folder = makeConfigFolder()
const trace = '0af7651916cd43dd8448eb211c80319c'
const span = 'b7ad6b7169203331'

describe('log: traces', () => {
  it('names the trace of the caller where batches are not traced', async () => {
    await using gateway = await openGateway({
      upstreams: { api: { url: `http://127.0.0.1:${await findDeadPort()}` } },
    })
    await postOcamba(gateway.url, manyGets(1), {
      headers: { traceparent: `00-${trace}-${span}-00` },
    })
    assert.deepEqual(
      gateway.log.lines.map((line) => [line['msg'], line['trace_id'], line['span_id']]),
      [
        ['batch', trace, span],
        ['part failed', trace, span],
      ],
    )
  })

  it('believes nothing that is no traceparent', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openGateway({ upstreams: { api: { url: upstream.url } } })
    for (const traceparent of [
      `00-${'0'.repeat(32)}-${span}-01`,
      `00-${trace}-${'0'.repeat(16)}-01`,
      `ff-${trace}-${span}-01`,
      `00-${trace.toUpperCase()}-${span}-01`,
      `00-${trace}-${span}`,
      `00-${trace}-${span}-01x`,
      'secret',
    ]) {
      await postOcamba(gateway.url, manyGets(1), { headers: { traceparent } })
    }
    assert.equal(gateway.log.lines.length, 7)
    assert.doesNotMatch(gateway.log.text(), /trace_id|span_id|secret/)
  })
})

describe('batchway --log-level and --log-format', () => {
  it('write a line per batch in JSON where nobody says more', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand(['--upstream', upstream.url, ...ocambaOptions])
    await postOcamba(await command.url(), manyGets(2))
    const [line] = await command.logged(/^\{.*\}\n/)
    assert.equal((JSON.parse(line) as { parts: number }).parts, 2)
  })

  it('write lines for people, without colours where it is no terminal', async () => {
    await using upstream = await openUpstream()
    const looks = ['--log-format', 'pretty', '--log-level', 'trace']
    const options = ['--upstream', upstream.url, ...looks, ...ocambaOptions]
    await using command = new RunningCommand(options)
    await postOcamba(await command.url(), [{ method: 'GET', relative_url: '/a?token=secret' }])
    const [line] = await command.logged(/^\[[\d:.]+\] INFO <address:127\.0\.0\.1>: batch \{.*\}\n/)
    assert.match(line, /"dialect":"ocamba"/)
    const [part] = await command.logged(/^\[[\d:.]+\] TRACE: part \{.*\}\n/m)
    assert.match(part, /"ms":\d/)
    assert.doesNotMatch(command.stdout, /secret/)
    assert.ok(!command.stdout.includes('\u001b'))
  })

  it('count more than the configuration', async () => {
    await using upstream = await openUpstream()
    const file = await folder.file('level.yaml', configFor(upstream.url, 'logLevel: silent'))
    const options = ['--config', file, '--log-level', 'info']
    await using command = new RunningCommand(options)
    await postOcamba(await command.url(), manyGets(1))
    await command.logged(/"msg":"batch"/)
  })

  it('are refused with the words that there are', async () => {
    const { code, stderr } = await runCommand(['--log-format', 'xml'])
    assert.equal(code, 2)
    assert.match(stderr, /'xml' is invalid.*json, pretty/)
  })
})
