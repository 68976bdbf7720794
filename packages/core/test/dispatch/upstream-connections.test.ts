import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { PartOutcome } from '@batchway/core'
import { createPartRun } from '../support/part-run.ts'
import { answerWith, fineAnswer } from '../support/scripted-server.ts'
import { startTcp } from '../support/servers.ts'
import { openUpstream, sendToUpstream, toFailure } from '../support/upstream-client.ts'

const bounded = { timeout: 5000 }

/** Sends two requests; the server closes the first connection when the second one comes. */
async function second(method: string): Promise<{ outcome: PartOutcome; connections: number }> {
  await using server = await startTcp((socket, index) => {
    answerWith(index === 0 ? [fineAnswer, undefined] : [fineAnswer])(socket)
  })
  await using opened = openUpstream(server, { connections: 1 })
  const first = await sendToUpstream(opened.upstream)
  assert.ok(first.kind === 'answered')
  assert.equal(first.resent, undefined)
  const outcome = await sendToUpstream(opened.upstream, method)
  return { outcome, connections: server.connections }
}

describe('a kept-alive connection that the server closes', () => {
  it('costs a safe request nothing: it is sent once more', bounded, async () => {
    const { outcome, connections } = await second('GET')
    assert.ok(outcome.kind === 'answered', JSON.stringify(outcome))
    assert.equal(outcome.resent, true)
    assert.equal(connections, 2)
  })

  it('fails an unsafe request, whose outcome is unknown', bounded, async () => {
    const { outcome, connections } = await second('POST')
    const failure = toFailure(outcome)
    assert.equal(failure.reason, 'unreachable')
    assert.equal(failure.outcomeUnknown, true)
    assert.equal(connections, 1)
  })

  it('fails even an idempotent one that is not safe', bounded, async () => {
    assert.equal(toFailure((await second('DELETE')).outcome).outcomeUnknown, true)
  })

  it('is followed by a new one, as its neighbours may be closed as well', bounded, async () => {
    await using server = await startTcp(answerWith([fineAnswer, undefined]))
    await using opened = openUpstream(server)
    await Promise.all([1, 2, 3].map(() => sendToUpstream(opened.upstream)))
    await setImmediate()
    const idle = server.connections
    const outcome = await sendToUpstream(opened.upstream)
    assert.ok(outcome.kind === 'answered', JSON.stringify(outcome))
    assert.equal(outcome.resent, true)
    assert.equal(server.connections, idle + 1)
  })

  it('is not tried a third time', bounded, async () => {
    await using server = await startTcp((socket, index) => {
      answerWith(index === 0 ? [fineAnswer, undefined] : [undefined])(socket)
    })
    await using opened = openUpstream(server, { connections: 1 })
    await sendToUpstream(opened.upstream)
    assert.equal(toFailure(await sendToUpstream(opened.upstream)).reason, 'unreachable')
    assert.equal(server.connections, 2)
  })

  it('is not tried again when the answer had begun', bounded, async () => {
    await using server = await startTcp((socket) => {
      let count = 0
      socket.on('data', () => {
        count += 1
        if (count === 1) socket.write(fineAnswer)
        else socket.end('HTTP/1.1 2')
      })
    })
    await using opened = openUpstream(server, { connections: 1 })
    await sendToUpstream(opened.upstream)
    assert.equal(toFailure(await sendToUpstream(opened.upstream)).reason, 'bad-answer')
    assert.equal(server.connections, 1)
  })

  it('is not tried again for a part that was given up', bounded, async () => {
    const run = createPartRun()
    await using server = await startTcp((socket) => {
      let count = 0
      socket.on('data', () => {
        count += 1
        if (count === 1) socket.write(fineAnswer)
        else run.cancel()
      })
    })
    await using opened = openUpstream(server, { connections: 1 })
    await sendToUpstream(opened.upstream)
    assert.equal((await sendToUpstream(opened.upstream, 'GET', run)).kind, 'failed')
    assert.equal(server.connections, 1)
  })
})

describe('connections', () => {
  it('are kept alive', bounded, async () => {
    await using server = await startTcp(answerWith([fineAnswer, fineAnswer, fineAnswer]))
    await using opened = openUpstream(server)
    await sendToUpstream(opened.upstream)
    // The pool learns only after the answer that its connection is free again.
    await setImmediate()
    await sendToUpstream(opened.upstream)
    assert.equal(server.connections, 1)
  })

  it('are no more than allowed, and the rest waits', bounded, async () => {
    await using server = await startTcp(answerWith(Array.from({ length: 9 }, () => fineAnswer)))
    await using opened = openUpstream(server, { connections: 2 })
    const sent = Array.from({ length: 8 }, () => sendToUpstream(opened.upstream))
    const outcomes = await Promise.all(sent)
    assert.ok(outcomes.every(({ kind }) => kind === 'answered'))
    assert.ok(server.connections <= 2)
  })
})
