import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { ocambaOptions, RunningCommand } from './support/command.ts'
import { assertDrains } from './support/draining.ts'
import { connectRaw } from './support/raw-connection.ts'
import { openHolding, openUpstream } from './support/test-upstream.ts'

const { file } = makeConfigFolder()

describe('batchway: signals', { concurrency: 2 }, () => {
  it('finishes the running batch after SIGTERM, takes no more, and ends with 0', async () => {
    await assertDrains((upstream) => ['-u', upstream, ...ocambaOptions])
  })

  it('ends with 0 after SIGTERM when nothing runs, also with idle connections', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand(['-u', upstream.url, ...ocambaOptions])
    const url = await command.url()
    await using idle = await connectRaw(Number(new URL(url).port))
    await idle.write('GET /x HTTP/1.1\r\nHost: x\r\n\r\n')
    assert.equal((await idle.answer()).status, 200)
    command.process.kill('SIGTERM')
    assert.equal((await command.ended).code, 0)
  })

  it('aborts what does not end within the grace time, and ends with 0', async () => {
    await using holding = await openHolding()
    const path = await file('grace.yaml', configFor(holding.url, 'shutdownTime: 100ms\n'))
    await using command = new RunningCommand(['--config', path])
    const lost = assert.rejects(postOcamba(await command.url(), manyGets(1)))
    await holding.first
    command.process.kill('SIGTERM')
    await lost
    assert.equal((await command.ended).code, 0)
  })

  it('ends at once after a second SIGINT', async () => {
    await using holding = await openHolding()
    await using command = new RunningCommand(['-u', holding.url, ...ocambaOptions])
    const lost = assert.rejects(postOcamba(await command.url(), manyGets(1)))
    await holding.first
    command.process.kill('SIGINT')
    await command.says(/finishing what runs/)
    command.process.kill('SIGINT')
    const { code } = await command.ended
    assert.notEqual(code, 0)
    await lost
  })
})
