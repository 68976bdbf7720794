import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { openLanes, reads, send, showAll } from '../support/lane-client.ts'
import type { OnRequest } from '../support/lane-server.ts'
import { startLaneServer } from '../support/lane-server.ts'
import { createPartRun } from '../support/part-run.ts'
import { openUpstream } from '../support/upstream-client.ts'

const bounded = { timeout: 5000 }

/** Answers so many requests of the first connection and closes it; all of the others. */
function closeAfter(count: number): OnRequest {
  let first: unknown
  return (connection) => {
    first ??= connection
    if (connection !== first) connection.answer()
    else if (connection.requests.length === 5) {
      connection.answer(count)
      connection.socket.end()
    }
  }
}

describe('a lane whose connection breaks', () => {
  for (const count of [0, 2, 4]) {
    it(`after ${count} answers has its other requests sent once more`, bounded, async () => {
      await using opened = await openLanes(5, closeAfter(count))
      const { server, upstream } = opened
      const sent = reads(5).map((request) => send(upstream, request))
      const again = reads(5).slice(count)
      assert.deepEqual(await showAll(sent), [
        ...reads(count),
        ...again.map((request) => `${request} again`),
      ])
      assert.deepEqual(server.requests, [...reads(5), ...again])
      assert.equal(server.connections, 1 + again.length)
    })
  }

  it('has none sent a third time', bounded, async () => {
    await using opened = await openLanes(5, ({ requests, socket }) => {
      if (requests.length === 5 || server.connections > 1) socket.destroy()
    })
    const { server, upstream } = opened
    const sent = reads(5).map((request) => send(upstream, request))
    assert.deepEqual(
      await showAll(sent),
      Array.from({ length: 5 }, () => 'unreachable'),
    )
    assert.deepEqual(server.requests, [...reads(5), ...reads(5)])
  })

  it('is one that the server closes with an answer', bounded, async () => {
    await using opened = await openLanes(3, (connection) => {
      if (connection !== server.lanes[0]) connection.answer()
      else if (connection.requests.length === 3) {
        connection.socket.end(
          'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nlast',
        )
      }
    })
    const { server, upstream } = opened
    const sent = reads(3).map((request) => send(upstream, request))
    assert.deepEqual(await showAll(sent), ['last', 'GET /1 again', 'GET /2 again'])
  })

  for (const [name, text] of [
    ['breaks off', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'],
    ['is not HTTP', 'nonsense\r\n\r\n'],
  ] as const) {
    it(`fails only the part whose answer ${name}`, bounded, async () => {
      await using opened = await openLanes(3, (connection) => {
        if (connection !== server.lanes[0]) connection.answer()
        else if (connection.requests.length === 3) connection.socket.end(text)
      })
      const { server, upstream } = opened
      const sent = reads(3).map((request) => send(upstream, request))
      assert.deepEqual(await showAll(sent), ['bad-answer', 'GET /1 again', 'GET /2 again'])
    })
  }

  it('is one on which an answer is too large', bounded, async () => {
    await using opened = await openLanes(3, (connection) => {
      if (connection !== server.lanes[0]) connection.answer()
      else if (connection.requests.length === 3) {
        connection.socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nmuch')
      }
    })
    const { server, upstream } = opened
    const small = createPartRun({ answerLimit: 10 })
    const sent = reads(3).map((request) =>
      send(upstream, request, request === 'GET /0' ? small : createPartRun()),
    )
    assert.deepEqual(await showAll(sent), ['answer-too-large', 'GET /1 again', 'GET /2 again'])
  })

  it('is followed by a new one', bounded, async () => {
    await using opened = await openLanes(5, closeAfter(5))
    const { server, upstream } = opened
    assert.deepEqual(await showAll(reads(5).map((request) => send(upstream, request))), reads(5))
    const [first] = server.lanes
    if (first?.socket.closed === false) await once(first.socket, 'close')
    assert.deepEqual(await showAll(reads(5).map((request) => send(upstream, request))), reads(5))
    assert.equal(server.connections, 2)
  })

  it('can not be made where nobody listens', bounded, async () => {
    const server = await startLaneServer()
    await server[Symbol.asyncDispose]()
    await using opened = openUpstream(server, { pipelining: 4 })
    const sent = reads(3).map((request) => send(opened.upstream, request))
    assert.deepEqual(await showAll(sent), ['unreachable', 'unreachable', 'unreachable'])
  })
})

describe('the end of an upstream with lanes', () => {
  it('waits for what is under way', bounded, async () => {
    await using opened = await openLanes(4)
    const { server, upstream } = opened
    const sent = reads(6).map((request) => send(upstream, request))
    await server.arrived(6)
    const closing = upstream.close()
    for (const lane of server.lanes) lane.answer()
    await closing
    assert.deepEqual(await showAll(sent), reads(6))
    assert.equal((await send(upstream, 'GET /late')).kind, 'failed')
  })

  it('can be at once, and sends nothing again', bounded, async () => {
    await using opened = await openLanes(4)
    const { server, upstream } = opened
    const sent = reads(6).map((request) => send(upstream, request))
    await server.arrived(6)
    await upstream.destroy()
    assert.ok((await Promise.all(sent)).every(({ kind }) => kind === 'failed'))
    assert.equal(server.connections, 2)
  })
})
