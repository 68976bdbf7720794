import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Failure, HeaderList, PartOutcome } from '@batchway/core'
import type { Upstream, UpstreamOptions } from '@batchway/core/upstream'
import { createPseudonym, createUpstream, viaNames, viaValue } from '@batchway/core/upstream'
import { createOuter, createPart, createRequest } from '../support/model.ts'
import type { TestPartRun } from '../support/part-run.ts'
import { createPartRun } from '../support/part-run.ts'
import type { TestServer } from '../support/servers.ts'
import { startHttp, startTcp } from '../support/servers.ts'

const bounded = { timeout: 5000 }

interface Open extends AsyncDisposable {
  readonly upstream: Upstream
}

function open(server: Pick<TestServer, 'origin'>, options: UpstreamOptions = {}): Open {
  const upstream = createUpstream(server.origin, options)
  return { upstream, [Symbol.asyncDispose]: () => upstream.destroy() }
}

function send(
  upstream: Upstream,
  method = 'GET',
  run: TestPartRun = createPartRun(),
): Promise<PartOutcome> {
  return upstream.dispatch(createRequest({ part: createPart({ method }), method }), run)
}

/** The outcome of one request to a server that treats every connection alike. */
async function outcomeAt(
  onConnection: (socket: Socket) => void,
  method?: string,
): Promise<PartOutcome> {
  await using server = await startTcp(onConnection)
  await using opened = open(server)
  return await send(opened.upstream, method)
}

function toFailure(outcome: PartOutcome): Failure {
  return outcome.kind === 'failed' ? outcome : assert.fail(`not failed but ${outcome.kind}`)
}

/** Answers each request on a connection with the text for its number; `undefined` closes it. */
function script(answers: readonly (string | undefined)[]): (socket: Socket) => void {
  return (socket) => {
    let count = 0
    socket.on('data', () => {
      const answer = answers[count]
      count += 1
      if (answer === undefined) socket.destroy()
      else socket.write(answer)
    })
  }
}

const fine = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

describe('a server that cannot be reached', () => {
  it('is unreachable when nobody listens', bounded, async () => {
    const server = await startTcp(() => {})
    await server[Symbol.asyncDispose]()
    await using opened = open(server)
    const run = createPartRun()
    const failure = toFailure(await send(opened.upstream, 'POST', run))
    assert.equal(failure.reason, 'unreachable')
    assert.notEqual(failure.outcomeUnknown, true)
    assert.equal(run.timesSent, 0)
  })

  it('is unreachable when its connection breaks before an answer', bounded, async () => {
    const failure = toFailure(await outcomeAt(script([undefined]), 'GET'))
    assert.equal(failure.reason, 'unreachable')
    assert.notEqual(failure.outcomeUnknown, true)
  })

  it('leaves it unknown what an unsafe request did by then', bounded, async () => {
    const failure = toFailure(await outcomeAt(script([undefined]), 'POST'))
    assert.equal(failure.reason, 'unreachable')
    assert.equal(failure.outcomeUnknown, true)
  })

  it('is not asked again on a fresh connection', bounded, async () => {
    await using server = await startTcp(script([undefined]))
    await using opened = open(server)
    await send(opened.upstream)
    assert.equal(server.connections, 1)
  })

  it('does not tell the caller its address', bounded, async () => {
    const server = await startTcp(() => {})
    await server[Symbol.asyncDispose]()
    await using opened = open(server)
    const { message } = toFailure(await send(opened.upstream))
    assert.doesNotMatch(message, /127\.0\.0\.1/)
  })
})

/** Sends two requests; the server closes the first connection when the second one comes. */
async function second(method: string): Promise<{ outcome: PartOutcome; connections: number }> {
  await using server = await startTcp((socket, index) => {
    script(index === 0 ? [fine, undefined] : [fine])(socket)
  })
  await using opened = open(server, { connections: 1 })
  const first = await send(opened.upstream)
  assert.ok(first.kind === 'answered')
  assert.equal(first.resent, undefined)
  const outcome = await send(opened.upstream, method)
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

  it('is not tried a third time', bounded, async () => {
    await using server = await startTcp((socket, index) => {
      script(index === 0 ? [fine, undefined] : [undefined])(socket)
    })
    await using opened = open(server, { connections: 1 })
    await send(opened.upstream)
    assert.equal(toFailure(await send(opened.upstream)).reason, 'unreachable')
    assert.equal(server.connections, 2)
  })

  it('is not tried again when the answer had begun', bounded, async () => {
    await using server = await startTcp((socket) => {
      let count = 0
      socket.on('data', () => {
        count += 1
        if (count === 1) socket.write(fine)
        else socket.end('HTTP/1.1 2')
      })
    })
    await using opened = open(server, { connections: 1 })
    await send(opened.upstream)
    assert.equal(toFailure(await send(opened.upstream)).reason, 'bad-answer')
    assert.equal(server.connections, 1)
  })

  it('is not tried again for a part that was given up', bounded, async () => {
    const run = createPartRun()
    await using server = await startTcp((socket) => {
      let count = 0
      socket.on('data', () => {
        count += 1
        if (count === 1) socket.write(fine)
        else run.cancel()
      })
    })
    await using opened = open(server, { connections: 1 })
    await send(opened.upstream)
    assert.equal((await send(opened.upstream, 'GET', run)).kind, 'failed')
    assert.equal(server.connections, 1)
  })
})

const closing =
  (answer: string): ((socket: Socket) => void) =>
  (socket) => {
    socket.once('data', () => socket.end(answer))
  }

describe('a bad answer', () => {
  it('is one that breaks off in its body', bounded, async () => {
    const cut = closing('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc')
    assert.equal(toFailure(await outcomeAt(cut)).reason, 'bad-answer')
  })

  it('is one that breaks off between its chunks', bounded, async () => {
    const cut = closing('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n')
    assert.equal(toFailure(await outcomeAt(cut)).reason, 'bad-answer')
  })

  it('is one that breaks off in its head', bounded, async () => {
    const cut = closing('HTTP/1.1 200 OK\r\nContent-')
    assert.equal(toFailure(await outcomeAt(cut)).reason, 'bad-answer')
  })

  it('is one that is not HTTP', bounded, async () => {
    assert.equal(toFailure(await outcomeAt(closing('SSH-2.0-OpenSSH\r\n'))).reason, 'bad-answer')
  })

  it('is one with a broken chunk', bounded, async () => {
    const broken = closing('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n')
    assert.equal(toFailure(await outcomeAt(broken)).reason, 'bad-answer')
  })

  it('is one with two lengths', bounded, async () => {
    const double = closing('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab')
    assert.equal(toFailure(await outcomeAt(double)).reason, 'bad-answer')
  })

  it('leaves it unknown what an unsafe request did', bounded, async () => {
    const cut = closing('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc')
    assert.equal(toFailure(await outcomeAt(cut, 'PUT')).outcomeUnknown, true)
    assert.notEqual(toFailure(await outcomeAt(cut, 'GET')).outcomeUnknown, true)
  })

  it(
    'leaves it unknown what an unsafe request did when the answer is too large',
    bounded,
    async () => {
      await using server = await startTcp(script([fine]))
      await using opened = open(server)
      const failure = toFailure(
        await send(opened.upstream, 'POST', createPartRun({ answerLimit: 1 })),
      )
      assert.equal(failure.reason, 'answer-too-large')
      assert.equal(failure.outcomeUnknown, true)
    },
  )

  it('may end with the connection when it names no length', bounded, async () => {
    const outcome = await outcomeAt(closing('HTTP/1.1 200 OK\r\n\r\nall of it'))
    assert.ok(outcome.kind === 'answered')
    assert.equal(Buffer.from(outcome.response.body).toString(), 'all of it')
  })

  it('is none when it is HTTP/1.0', bounded, async () => {
    const outcome = await outcomeAt(closing('HTTP/1.0 200 OK\r\n\r\nold'))
    assert.ok(outcome.kind === 'answered')
  })
})

describe('giving up', () => {
  it('closes the connection', bounded, async () => {
    let closed: Promise<unknown> = Promise.resolve()
    const run = createPartRun()
    await using server = await startTcp((socket) => {
      closed = once(socket, 'close')
      socket.once('data', () => run.cancel())
    })
    await using opened = open(server)
    assert.equal((await send(opened.upstream, 'GET', run)).kind, 'failed')
    await closed
  })

  it('sends nothing when it happens before a connection is free', bounded, async () => {
    const requests: string[] = []
    const arrived = Promise.withResolvers<ServerResponse>()
    await using server = await startHttp((request, response) => {
      requests.push(request.method ?? '')
      arrived.resolve(response)
    })
    await using opened = open(server, { connections: 1 })
    const first = send(opened.upstream)
    const run = createPartRun()
    const waiting = send(opened.upstream, 'POST', run)
    run.cancel()
    const response = await arrived.promise
    response.end()
    await first
    assert.notEqual(toFailure(await waiting).outcomeUnknown, true)
    assert.deepEqual(requests, ['GET'])
    assert.equal(run.timesSent, 0)
  })
})

async function hostSeen(options: UpstreamOptions): Promise<readonly [unknown, string]> {
  let seen: unknown
  await using server = await startHttp((request, response) => {
    seen = request.headers.host
    response.end()
  })
  await using opened = open(server, options)
  const outer = { headers: [['host', 'api.example']] } as const
  await send(opened.upstream, 'GET', createPartRun({ outer }))
  return [seen, `127.0.0.1:${server.port}`]
}

describe('the host', () => {
  it('is the upstream’s own', bounded, async () => {
    const [seen, own] = await hostSeen({})
    assert.equal(seen, own)
  })

  it('is the one that the caller used, by option', bounded, async () => {
    const [seen] = await hostSeen({ host: 'caller' })
    assert.equal(seen, 'api.example')
  })
})

const via = (...values: string[]): HeaderList => values.map((value) => ['via', value] as const)

const names = (headers: HeaderList): boolean => viaNames({ headers }, 'gw')

describe('Via', () => {
  it('is added behind those that are there', () => {
    assert.equal(viaValue([], 'gw'), '1.1 gw')
    assert.equal(viaValue(via('1.0 a', '2 b (x)'), 'gw'), '1.0 a, 2 b (x), 1.1 gw')
  })

  it('stands on every part', () => {
    const upstream = createUpstream('http://127.0.0.1:1', { pseudonym: 'gw' })
    assert.deepEqual(upstream.partHeaders(createOuter({ headers: via('1.0 a') })), [
      ['via', '1.0 a, 1.1 gw'],
    ])
  })

  it('names a gateway that the request has passed', () => {
    assert.equal(names(via('1.1 gw')), true)
    assert.equal(names(via('1.0 a, 1.1 gw (x), 1.1 b')), true)
    assert.equal(names(via('1.0 a', 'HTTP/1.1 gw')), true)
  })

  it('does not name a gateway whose name is only a part of another one', () => {
    assert.equal(names(via('1.1 gw2')), false)
    assert.equal(names(via('1.1 my-gw')), false)
    assert.equal(names(via('1.1 other (not gw)')), false)
  })

  it('is looked for in no other field', () => {
    assert.equal(names([['x-via', '1.1 gw']]), false)
  })

  it('tells an upstream that a batch is one of its own parts', () => {
    const upstream = createUpstream('http://127.0.0.1:1')
    const headers = upstream.partHeaders(createOuter())
    assert.equal(upstream.isReentrant(createOuter({ headers })), true)
    assert.equal(upstream.isReentrant(createOuter({ headers: via('1.1 other') })), false)
  })

  it('has a name that no other gateway has', () => {
    assert.notEqual(createPseudonym(), createPseudonym())
    assert.match(createPseudonym(), /^batchway-[\w-]{12}$/)
  })
})

describe('the URL of an upstream', () => {
  it('is an origin', () => {
    assert.equal(createUpstream('http://LOCALHOST:80/').origin, 'http://localhost')
    assert.equal(createUpstream('https://h:8443').origin, 'https://h:8443')
  })

  it('is refused with a path, query, fragment or user, or another scheme', () => {
    const wrong = ['http://h/a', 'http://h/?a', 'http://h/#a', 'http://u@h', 'ftp://h', 'h:80', '']
    const accepted = wrong.filter((url) => {
      try {
        createUpstream(url)
        return true
      } catch (error) {
        assert.ok(error instanceof RangeError)
        return false
      }
    })
    assert.deepEqual(accepted, [])
  })

  it('does not show the password of a refused one', () => {
    assert.throws(
      () => createUpstream('http://u:secret@h'),
      (error: Error) => !error.message.includes('secret'),
    )
  })
})

describe('connections', () => {
  it('are kept alive', bounded, async () => {
    await using server = await startTcp(script([fine, fine, fine]))
    await using opened = open(server)
    await send(opened.upstream)
    // The pool learns only after the answer that its connection is free again.
    await setImmediate()
    await send(opened.upstream)
    assert.equal(server.connections, 1)
  })

  it('are no more than allowed, and the rest waits', bounded, async () => {
    await using server = await startTcp(script(Array.from({ length: 9 }, () => fine)))
    await using opened = open(server, { connections: 2 })
    const sent = Array.from({ length: 8 }, () => send(opened.upstream))
    const outcomes = await Promise.all(sent)
    assert.ok(outcomes.every(({ kind }) => kind === 'answered'))
    assert.ok(server.connections <= 2)
  })
})
