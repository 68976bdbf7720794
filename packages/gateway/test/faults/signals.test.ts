import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeConfigFolder } from '../support/command-config.ts'
import { ocambaOk } from '../support/fault-answers.ts'
import type { FaultGateway } from '../support/fault-gateway.ts'
import { openFaultGateway, paths } from '../support/fault-gateway.ts'
import type { Exchange, FaultyUpstream } from '../support/faulty-upstream.ts'
import { okAnswer, openFaulty } from '../support/faulty-upstream.ts'
import { becomesRefused, connectRaw } from '../support/raw-connection.ts'

const folder = makeConfigFolder()

/** A gateway in the middle of a serial batch: the upstream holds its first part. */
interface Midway extends AsyncDisposable {
  readonly gateway: FaultGateway
  readonly upstream: FaultyUpstream
  /** What the caller of the batch gets. */
  readonly answer: Promise<string>
  /** Answers the part that is held, and those that come. */
  release(): void
}

const batch = [0, 1, 2, 3].map((number) => ({
  method: 'POST',
  relative_url: `/ok/${number}`,
  body: { number },
}))

async function openMidway(config: object = {}): Promise<Midway> {
  const upstream = await openFaulty()
  let held: Exchange | undefined
  upstream.intercept = (exchange) => {
    if (held !== undefined) return false
    held = exchange
    return true
  }
  const gateway = await openFaultGateway(folder, upstream, { config })
  const answer = gateway.post(paths.serial, batch).then(
    ({ text }) => text,
    () => 'broken',
  )
  await upstream.until(() => held !== undefined)
  return {
    gateway,
    upstream,
    answer,
    release: () => void held?.socket.write(okAnswer(0)),
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await upstream[Symbol.asyncDispose]()
    },
  }
}

describe('a signal in the middle of a batch', { concurrency: 4 }, () => {
  it('SIGTERM: the batch runs to its end, nobody else gets in, the code is 0', async () => {
    await using midway = await openMidway({ shutdownTime: '5m' })
    const { command, port } = midway.gateway
    command.process.kill('SIGTERM')
    await command.says(/finishing what runs/)
    await becomesRefused(port)
    midway.release()
    const parts = [0, 1, 2, 3].map(ocambaOk).join()
    assert.equal(await midway.answer, `{"total_counter":4,"success_counter":4,"parts":[${parts}]}`)
    assert.equal((await command.ended).code, 0)
    assert.equal(midway.upstream.seen.length, 4)
  })

  it('SIGTERM: what takes longer than the grace time is cut off, the code is 0', async () => {
    await using midway = await openMidway({ shutdownTime: 50 })
    const { command } = midway.gateway
    command.process.kill('SIGTERM')
    assert.equal(await midway.answer, 'broken')
    assert.equal((await command.ended).code, 0)
    await midway.upstream.until(() => midway.upstream.open === 0)
    assert.equal(midway.upstream.seen.length, 1, 'nothing more was sent')
    assert.match(command.stdout, /"part":0,.*"reason":"cancelled","outcomeUnknown":true/)
    assert.match(command.stdout, /"part":1,.*"reason":"not-started"/)
  })

  it('SIGINT twice: it ends at once, with another code', async () => {
    await using midway = await openMidway({ shutdownTime: '5m' })
    const { command } = midway.gateway
    command.process.kill('SIGINT')
    await command.says(/finishing what runs/)
    command.process.kill('SIGINT')
    assert.equal((await command.ended).code, 1)
    assert.equal(await midway.answer, 'broken')
    await midway.upstream.until(() => midway.upstream.open === 0)
    assert.equal(midway.upstream.seen.length, 1)
  })

  it('SIGKILL: the caller sees it, and the port works again in a new process', async () => {
    await using midway = await openMidway()
    const { command, port } = midway.gateway
    command.process.kill('SIGKILL')
    assert.equal(await midway.answer, 'broken')
    assert.equal((await command.ended).code, null)
    await midway.upstream.until(() => midway.upstream.open === 0)
    await using again = await openFaultGateway(folder, midway.upstream, {
      config: { listen: `127.0.0.1:${port}` },
    })
    assert.equal(again.port, port)
    const { text } = await again.post(paths.ocamba, [{ method: 'GET', relative_url: '/ok/9' }])
    assert.equal(text, `{"total_counter":1,"success_counter":1,"parts":[${ocambaOk(9)}]}`)
  })
})

describe('a gateway that was told to end and has ended its batch', () => {
  let midway: Midway

  before(async () => {
    midway = await openMidway({ shutdownTime: '5m' })
  })
  after(() => midway[Symbol.asyncDispose]())

  it('takes no more requests on a connection that is open', async () => {
    const { command, port } = midway.gateway
    await using caller = await connectRaw(port)
    await caller.write('GET /v2/ocamba/ok/7 HTTP/1.1\r\nHost: x\r\n\r\n')
    await caller.answer()
    command.process.kill('SIGTERM')
    await caller.untilOver()
    assert.equal(caller.text, '')
    midway.release()
    assert.match(await midway.answer, /"success_counter":4/)
    assert.equal((await command.ended).code, 0)
  })
})
