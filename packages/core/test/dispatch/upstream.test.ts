import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import type { UpstreamOptions } from '@batchway/core/upstream'
import { createUpstream } from '@batchway/core/upstream'
import { createPartRun } from '../support/part-run.ts'
import { answerWith, closeWith, fineAnswer } from '../support/scripted-server.ts'
import { startHttp, startTcp } from '../support/servers.ts'
import { openUpstream, outcomeAt, sendToUpstream, toFailure } from '../support/upstream-client.ts'

const bounded = { timeout: 5000 }

describe('a server that cannot be reached', () => {
  it('is unreachable when nobody listens', bounded, async () => {
    const server = await startTcp(() => {})
    await server[Symbol.asyncDispose]()
    await using opened = openUpstream(server)
    const run = createPartRun()
    const failure = toFailure(await sendToUpstream(opened.upstream, 'POST', run))
    assert.equal(failure.reason, 'unreachable')
    assert.notEqual(failure.outcomeUnknown, true)
    assert.equal(run.timesSent, 0)
  })

  it('is unreachable when its connection breaks before an answer', bounded, async () => {
    const failure = toFailure(await outcomeAt(answerWith([undefined]), 'GET'))
    assert.equal(failure.reason, 'unreachable')
    assert.notEqual(failure.outcomeUnknown, true)
  })

  it('leaves it unknown what an unsafe request did by then', bounded, async () => {
    const failure = toFailure(await outcomeAt(answerWith([undefined]), 'POST'))
    assert.equal(failure.reason, 'unreachable')
    assert.equal(failure.outcomeUnknown, true)
  })

  it('is not asked again on a fresh connection', bounded, async () => {
    await using server = await startTcp(answerWith([undefined]))
    await using opened = openUpstream(server)
    await sendToUpstream(opened.upstream)
    assert.equal(server.connections, 1)
  })

  it('does not tell the caller its address', bounded, async () => {
    const server = await startTcp(() => {})
    await server[Symbol.asyncDispose]()
    await using opened = openUpstream(server)
    const { message } = toFailure(await sendToUpstream(opened.upstream))
    assert.doesNotMatch(message, /127\.0\.0\.1/)
  })
})

describe('a bad answer', () => {
  it('is one that breaks off in its body', bounded, async () => {
    const cut = closeWith('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc')
    assert.equal(toFailure(await outcomeAt(cut)).reason, 'bad-answer')
  })

  it('is one that breaks off between its chunks', bounded, async () => {
    const cut = closeWith('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n')
    assert.equal(toFailure(await outcomeAt(cut)).reason, 'bad-answer')
  })

  it('is one that breaks off in its head', bounded, async () => {
    const cut = closeWith('HTTP/1.1 200 OK\r\nContent-')
    assert.equal(toFailure(await outcomeAt(cut)).reason, 'bad-answer')
  })

  it('is one that is not HTTP', bounded, async () => {
    const failure = toFailure(await outcomeAt(closeWith('SSH-2.0-OpenSSH\r\n')))
    assert.equal(failure.reason, 'bad-answer')
    assert.match(failure.message, /not valid HTTP/)
  })

  it('is one with a broken chunk', bounded, async () => {
    const broken = closeWith('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n')
    assert.equal(toFailure(await outcomeAt(broken)).reason, 'bad-answer')
  })

  it('is one with two lengths', bounded, async () => {
    const double = closeWith('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab')
    assert.equal(toFailure(await outcomeAt(double)).reason, 'bad-answer')
  })

  it('leaves it unknown what an unsafe request did', bounded, async () => {
    const cut = closeWith('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc')
    assert.equal(toFailure(await outcomeAt(cut, 'PUT')).outcomeUnknown, true)
    assert.notEqual(toFailure(await outcomeAt(cut, 'GET')).outcomeUnknown, true)
  })

  it(
    'leaves it unknown what an unsafe request did when the answer is too large',
    bounded,
    async () => {
      await using server = await startTcp(answerWith([fineAnswer]))
      await using opened = openUpstream(server)
      const failure = toFailure(
        await sendToUpstream(opened.upstream, 'POST', createPartRun({ answerLimit: 1 })),
      )
      assert.equal(failure.reason, 'answer-too-large')
      assert.equal(failure.outcomeUnknown, true)
    },
  )

  it('leaves it unknown what an unsafe request did when its coding is wrong', bounded, async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2'
    const coded = closeWith(`${head}\r\n\r\nok`)
    const failure = toFailure(await outcomeAt(coded, 'POST'))
    assert.equal(failure.reason, 'bad-answer')
    assert.equal(failure.outcomeUnknown, true)
    assert.notEqual(toFailure(await outcomeAt(coded, 'GET')).outcomeUnknown, true)
  })

  it('may end with the connection when it names no length', bounded, async () => {
    const outcome = await outcomeAt(closeWith('HTTP/1.1 200 OK\r\n\r\nall of it'))
    assert.ok(outcome.kind === 'answered')
    assert.equal(Buffer.from(outcome.response.body).toString(), 'all of it')
  })

  it('is none when it is HTTP/1.0', bounded, async () => {
    const outcome = await outcomeAt(closeWith('HTTP/1.0 200 OK\r\n\r\nold'))
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
    await using opened = openUpstream(server)
    assert.equal((await sendToUpstream(opened.upstream, 'GET', run)).kind, 'failed')
    await closed
  })

  it('sends nothing when it happens before a connection is free', bounded, async () => {
    const requests: string[] = []
    const arrived = Promise.withResolvers<ServerResponse>()
    await using server = await startHttp((request, response) => {
      requests.push(request.method ?? '')
      arrived.resolve(response)
    })
    await using opened = openUpstream(server, { connections: 1 })
    const first = sendToUpstream(opened.upstream)
    const run = createPartRun()
    const waiting = sendToUpstream(opened.upstream, 'POST', run)
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
  await using opened = openUpstream(server, options)
  const outer = { headers: [['host', 'api.example']] } as const
  await sendToUpstream(opened.upstream, 'GET', createPartRun({ outer }))
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
