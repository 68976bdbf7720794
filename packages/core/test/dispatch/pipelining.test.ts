import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openLanes, reads, send, showAll, shown } from '../support/lane-client.ts'
import type { OnRequest } from '../support/lane-server.ts'
import { createPartRun } from '../support/part-run.ts'
import { openUpstream, toFailure } from '../support/upstream-client.ts'

const bounded = { timeout: 5000 }

const answerAtOnce: OnRequest = (connection) => connection.answer()

describe('pipelining', () => {
  it('sends safe parts behind each other before one of them is answered', bounded, async () => {
    await using opened = await openLanes(4)
    const { server, upstream } = opened
    const sent = reads(8).map((request) => send(upstream, request))
    await server.arrived(8)
    assert.deepEqual(
      server.lanes.map(({ requests }) => requests),
      [reads(8).slice(0, 4), reads(8).slice(4)],
    )
    for (const lane of server.lanes) lane.answer()
    assert.deepEqual(await showAll(sent), reads(8))
  })

  it('is off unless it is asked for', bounded, async () => {
    await using opened = await openLanes(1)
    const { server, upstream } = opened
    const sent = reads(3).map((request) => send(upstream, request))
    await server.arrived(3)
    assert.equal(server.connections, 3)
    for (const lane of server.lanes) lane.answer()
    await Promise.all(sent)
  })

  it('uses its connections again', bounded, async () => {
    await using opened = await openLanes(4, answerAtOnce)
    const { server, upstream } = opened
    await showAll(reads(4).map((request) => send(upstream, request)))
    await showAll(reads(4).map((request) => send(upstream, request)))
    assert.equal(server.connections, 1)
  })

  it('is for GET and OPTIONS', bounded, async () => {
    await using opened = await openLanes(4)
    const { server, upstream } = opened
    const sent = ['OPTIONS /1', 'GET /2', 'OPTIONS /3'].map((request) => send(upstream, request))
    await server.arrived(3)
    assert.equal(server.connections, 1)
    server.lanes[0]?.answer()
    assert.deepEqual(await showAll(sent), ['OPTIONS /1', 'GET /2', 'OPTIONS /3'])
  })

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'REPORT']) {
    it(`never lets ${method} share a connection with unanswered requests`, bounded, async () => {
      await using opened = await openLanes(8)
      const { server, upstream } = opened
      const requests = ['GET /1', `${method} /a`, 'GET /2', `${method} /b`, 'GET /3']
      for (const request of requests) void send(upstream, request)
      await server.arrived(requests.length)
      const alone = server.lanes.filter(({ requests: some }) => some.length === 1)
      assert.deepEqual(
        alone.flatMap((lane) => lane.requests).toSorted(),
        [`${method} /a`, `${method} /b`].toSorted(),
      )
      assert.equal(server.connections, 3)
    })
  }

  it('leaves what has no lane to the other connections', bounded, async () => {
    await using opened = await openLanes(4, undefined, 8)
    const { server, upstream } = opened
    const sent = reads(12).map((request) => send(upstream, request))
    await server.arrived(12)
    assert.deepEqual(
      server.lanes.map(({ requests }) => requests.length).toSorted((one, other) => one - other),
      [1, 1, 1, 1, 4, 4],
    )
    for (const lane of server.lanes) lane.answer()
    assert.deepEqual(await showAll(sent), reads(12))
  })

  it('is refused when it is no whole number of at least 1', () => {
    for (const pipelining of [0, -1, 1.5, Number.NaN]) {
      assert.throws(() => openUpstream({ origin: 'http://127.0.0.1:1' }, { pipelining }), {
        name: 'RangeError',
        message: `pipelining must be a whole number of at least 1, not ${pipelining}`,
      })
    }
  })
})

const answerButSlow: OnRequest = (connection) => {
  if (!connection.requests.includes('GET /slow')) connection.answer()
}

describe('a slow part in a lane', () => {
  it('holds back no more than the others of its lane', bounded, async () => {
    await using opened = await openLanes(4, answerButSlow)
    const { server, upstream } = opened
    const requests = ['GET /slow', ...reads(19)]
    const sent = requests.map((request) => send(upstream, request))
    await server.arrived(20)
    const [slow] = server.lanes.filter((lane) => lane.requests.includes('GET /slow'))
    assert.deepEqual(slow?.requests, requests.slice(0, 4))
    // These are answered although the slow one is not.
    assert.deepEqual(await showAll(sent.slice(4)), requests.slice(4))
    slow?.answer()
    assert.deepEqual(await showAll(sent), requests)
  })

  it('holds back none that come later', bounded, async () => {
    await using opened = await openLanes(4, answerButSlow)
    const { server, upstream } = opened
    const slow = send(upstream, 'GET /slow')
    await server.arrived(1)
    assert.equal(shown(await send(upstream, 'GET /1')), 'GET /1')
    server.lanes[0]?.answer()
    assert.equal(shown(await slow), 'GET /slow')
  })

  it('lets the time of those behind it stand still until it is their turn', bounded, async () => {
    await using opened = await openLanes(4)
    const { server, upstream } = opened
    const steps: string[] = []
    const sent = reads(3).map(async (request) => {
      const run = createPartRun()
      run.hold = () => steps.push(`${request} waits`)
      run.resume = () => steps.push(`${request} goes on`)
      await send(upstream, request, run)
      steps.push(`${request} ends`)
    })
    await server.arrived(3)
    assert.deepEqual(steps, ['GET /1 waits', 'GET /2 waits'])
    server.lanes[0]?.answer(1)
    await sent[0]
    assert.deepEqual(steps.slice(2), ['GET /1 goes on', 'GET /0 ends'])
    server.lanes[0]?.answer()
    await Promise.all(sent)
  })

  it('costs the others nothing but a second way when it is given up', bounded, async () => {
    await using opened = await openLanes(4, (connection) => {
      if (connection !== server.lanes[0]) connection.answer()
    })
    const { server, upstream } = opened
    const run = createPartRun()
    const slow = send(upstream, 'GET /slow', run)
    const others = reads(3).map((request) => send(upstream, request))
    await server.arrived(4)
    run.cancel()
    assert.deepEqual(await showAll(others), ['GET /0 again', 'GET /1 again', 'GET /2 again'])
    assert.equal(toFailure(await slow).reason, 'unreachable')
    assert.equal(server.requests.filter((request) => request === 'GET /slow').length, 1)
    assert.deepEqual(
      server.lanes.map(({ requests }) => requests.length),
      [4, 1, 1, 1],
    )
  })

  it('costs those before it nothing when it is given up', bounded, async () => {
    await using opened = await openLanes(4, (connection) => {
      if (connection !== server.lanes[0]) connection.answer()
    })
    const { server, upstream } = opened
    const run = createPartRun()
    const before = reads(2).map((request) => send(upstream, request))
    const slow = send(upstream, 'GET /slow', run)
    const behind = send(upstream, 'GET /behind')
    await server.arrived(4)
    run.cancel()
    server.lanes[0]?.answer(1)
    assert.equal(shown((await before[0]) ?? assert.fail()), 'GET /0')
    server.lanes[0]?.answer(1)
    assert.deepEqual(await showAll([...before, behind]), [...reads(2), 'GET /behind again'])
    assert.equal((await slow).kind, 'failed')
  })

  it('ends its connection when nobody waits for an answer on it any more', bounded, async () => {
    await using opened = await openLanes(4)
    const { server, upstream } = opened
    const runs = [createPartRun(), createPartRun(), createPartRun()]
    const sent = reads(3).map((request, index) => send(upstream, request, runs[index]))
    await server.arrived(3)
    const closed = new Promise((resolve) => server.lanes[0]?.socket.once('close', resolve))
    for (const run of runs.toReversed()) run.cancel('cancelled')
    await closed
    assert.ok((await Promise.all(sent)).every(({ kind }) => kind === 'failed'))
    assert.equal(server.connections, 1)
  })
})
