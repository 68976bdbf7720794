import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable, pipeline } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { HeaderList, PartOutcome, PartResponse } from '@batchway/core'
import type { NodeListener } from '@batchway/core/node'
import { createNodeBackend } from '@batchway/core/node'
import { createPart, createRequest } from '../support/model.ts'
import type { PartRunSetting } from '../support/part-run.ts'
import { createPartRun } from '../support/part-run.ts'

const bounded = { timeout: 3000 }

interface Sending {
  readonly method?: string
  readonly headers?: HeaderList
  readonly body?: Uint8Array
  readonly setting?: PartRunSetting
}

function send(listener: NodeListener, sending: Sending = {}): Promise<PartOutcome> {
  const { method = 'GET', setting, ...changes } = sending
  const request = createRequest({ part: createPart({ method }), method, ...changes })
  return createNodeBackend(listener).dispatch(request, createPartRun(setting))
}

async function responseTo(listener: NodeListener, sending: Sending = {}): Promise<PartResponse> {
  const outcome = await send(listener, sending)
  return outcome.kind === 'answered' ? outcome.response : assert.fail(outcome.kind)
}

async function bodyOf(listener: NodeListener): Promise<string> {
  return Buffer.from((await responseTo(listener)).body).toString('latin1')
}

const echo: NodeListener = async (request, response) => response.end(await text(request))

const answerLater: NodeListener = (_, response) => {
  process.nextTick(() => response.end('later'))
}

/** Writes a megabyte in the way of writers that wait for their reader. */
const writeMuch: NodeListener = async (_, response) => {
  for (let count = 0; count < 100; count += 1) {
    if (!response.write(Buffer.alloc(10_000))) await once(response, 'drain')
  }
  response.end()
}

describe('a listener', () => {
  it('reads the request as a stream', async () => {
    const { body } = await responseTo(echo, { method: 'POST', body: Buffer.from('né') })
    assert.equal(Buffer.from(body).toString(), 'né')
  })

  it('sees fields joined by the rules of Node', async () => {
    const headers = [
      ['x-twice', '1'],
      ['x-twice', '2'],
      ['cookie', 'a=1'],
      ['cookie', 'b=2'],
      ['content-type', 'a/b'],
      ['content-type', 'c/d'],
    ] as const
    let seen: IncomingMessage['headers'] = {}
    const listener: NodeListener = (request, response) => {
      seen = request.headers
      response.end()
    }
    await send(listener, { headers })
    assert.equal(seen['x-twice'], '1, 2')
    assert.equal(seen.cookie, 'a=1; b=2')
    assert.equal(seen['content-type'], 'a/b')
  })

  it('sees the length of a body, and none without a body', async () => {
    const seen: unknown[] = []
    const listener: NodeListener = (request, response) => {
      seen.push(request.headers['content-length'])
      response.end()
    }
    await send(listener, { method: 'POST', body: Buffer.from('é') })
    await send(listener)
    assert.deepEqual(seen, ['2', undefined])
  })

  it('sees the host, the address and the scheme of the caller', async () => {
    const seen: unknown[] = []
    const listener: NodeListener = (request, response) => {
      const { remoteAddress } = request.socket
      seen.push(request.headers.host, remoteAddress, Reflect.get(request.socket, 'encrypted'))
      response.end()
    }
    const outer = {
      headers: [['host', 'api.example']],
      remoteAddress: '192.0.2.7',
      scheme: 'https',
    } as const
    await send(listener, { setting: { outer } })
    assert.deepEqual(seen, ['api.example', '192.0.2.7', true])
  })

  it('need not read the body', async () => {
    const sending = { method: 'POST', body: Buffer.alloc(100_000) }
    assert.equal((await responseTo((_, response) => response.end('x'), sending)).status, 200)
  })

  it('need not return a promise', async () => {
    assert.equal(await bodyOf(answerLater), 'later')
  })
})

describe('a response', () => {
  it('takes fields by setHeader, appendHeader and writeHead', async () => {
    const { status, headers } = await responseTo((_, response) => {
      response.setHeader('X-A', '1')
      response.setHeader('x-b', ['2', '3'])
      response.appendHeader('x-a', '4')
      response.writeHead(207, 'Odd', { 'X-C': 5 })
      response.end()
    })
    assert.equal(status, 207)
    assert.deepEqual(headers, [
      ['x-a', '1'],
      ['x-a', '4'],
      ['x-b', '2'],
      ['x-b', '3'],
      ['x-c', '5'],
    ])
  })

  it('takes fields of writeHead as a flat list', async () => {
    const { headers } = await responseTo((_, response) => {
      response.writeHead(200, ['Set-Cookie', 'a', 'Set-Cookie', 'b']).end()
    })
    assert.deepEqual(headers, [
      ['set-cookie', 'a'],
      ['set-cookie', 'b'],
    ])
  })

  it('lets fields of writeHead replace those that were set', async () => {
    const { headers } = await responseTo((_, response) => {
      response.setHeader('x-a', 'old')
      response.writeHead(200, { 'X-A': 'new' }).end()
    })
    assert.deepEqual(headers, [['x-a', 'new']])
  })

  it('does not take fields after its head was written', async () => {
    let code: unknown
    await send((_, response) => {
      response.write('x')
      assert.equal(response.headersSent, true)
      try {
        response.setHeader('x-a', '1')
      } catch (error) {
        code = Reflect.get(error as object, 'code')
      }
      response.end()
    })
    assert.equal(code, 'ERR_HTTP_HEADERS_SENT')
  })

  it('lets middleware that hooks writeHead set fields at the last moment', async () => {
    const { headers } = await responseTo((_, response) => {
      const writeHead = response.writeHead.bind(response)
      response.writeHead = (status: number) => {
        response.setHeader('x-late', '1')
        return writeHead(status)
      }
      response.end('x')
    })
    assert.deepEqual(headers, [['x-late', '1']])
  })

  it('writes texts in the encoding that is asked for', async () => {
    assert.equal(
      await bodyOf((_, response) => {
        response.write('e9', 'hex')
        response.write('é', 'latin1')
        response.end('é')
      }),
      '\xe9\xe9\xc3\xa9',
    )
  })

  it('keeps what was written when the app uses its buffer again', async () => {
    assert.equal(
      await bodyOf((_, response) => {
        const buffer = Buffer.from('a')
        response.write(buffer)
        buffer.write('b')
        response.end(buffer)
      }),
      'ab',
    )
  })

  it('can be the end of a pipe', async () => {
    assert.equal(
      await bodyOf((_, response) => Readable.from(['a', 'b', 'c']).pipe(response)),
      'abc',
    )
  })

  it('tells callbacks and listeners that it has ended', async () => {
    const events: string[] = []
    await send((_, response) => {
      response.once('finish', () => events.push('finish'))
      response.once('close', () => events.push('close'))
      response.write('x', () => events.push('written'))
      response.end('y', () => events.push('ended'))
      assert.equal(response.writableEnded, true)
    })
    await setImmediate()
    assert.deepEqual(events.toSorted(), ['close', 'ended', 'finish', 'written'])
    assert.ok(events.indexOf('finish') < events.indexOf('close'))
  })

  it('may be ended twice', async () => {
    assert.equal(
      await bodyOf((_, response) => {
        response.end('x')
        response.end('y')
      }),
      'x',
    )
  })

  it('has a status that is a number, however the app wrote it', async () => {
    const { status } = await responseTo((_, response) => {
      Reflect.set(response, 'statusCode', '404')
      response.end()
    })
    assert.equal(status, 404)
  })

  it('fails the part when the app sets a status that HTTP does not have', async () => {
    for (const wrong of [undefined, 'abc', 0, 99, 1000, Number.NaN]) {
      const outcome = await send((_, response) => {
        Reflect.set(response, 'statusCode', wrong)
        response.end('x')
      })
      assert.equal(outcome.kind, 'failed', String(wrong))
    }
  })
})

describe('a handler in trouble', () => {
  it('fails the part when it throws at once', bounded, async () => {
    const outcome = await send(() => {
      throw new Error('secret')
    })
    assert.ok(outcome.kind === 'failed')
    assert.equal(outcome.reason, 'handler-failed')
  })

  it('fails the part when it throws after the head', bounded, async () => {
    const outcome = await send(async (_, response) => {
      response.write('x')
      await setImmediate()
      throw new Error('secret')
    })
    assert.equal(outcome.kind, 'failed')
  })

  it('keeps its answer when it throws after the end', bounded, async () => {
    const outcome = await send(async (_, response) => {
      response.end('x')
      await setImmediate()
      throw new Error('too late')
    })
    assert.equal(outcome.kind, 'answered')
  })

  it('fails the part when it destroys the response', bounded, async () => {
    assert.equal((await send((_, response) => response.destroy())).kind, 'failed')
  })

  it('fails the part when it destroys the response with an error', bounded, async () => {
    const outcome = await send((_, response) => response.destroy(new Error('x')))
    assert.equal(outcome.kind, 'failed')
  })

  it('fails the part when it destroys the request with an error', bounded, async () => {
    assert.equal((await send((request) => request.destroy(new Error('x')))).kind, 'failed')
  })

  it('fails the part when it destroys the connection with an error', bounded, async () => {
    assert.equal((await send((request) => request.socket.destroy(new Error('x')))).kind, 'failed')
  })

  it('fails the part when the source of a pipeline breaks', bounded, async () => {
    const outcome = await send((_, response) => {
      const source = new Readable({ read: () => source.destroy(new Error('no such file')) })
      pipeline(source, response, () => {})
    })
    assert.equal(outcome.kind, 'failed')
  })

  it('sees the connection close when its part is given up', bounded, async () => {
    const run = createPartRun()
    const closed: string[] = []
    const backend = createNodeBackend((request, response) => {
      request.once('close', () => closed.push('request'))
      response.once('close', () => closed.push('response'))
    })
    const outcome = backend.dispatch(createRequest(), run)
    run.cancel()
    assert.equal((await outcome).kind, 'failed')
    await setImmediate()
    assert.deepEqual(closed.toSorted(), ['request', 'response'])
  })

  it('may go on writing after its part was given up', bounded, async () => {
    const run = createPartRun()
    let response: ServerResponse | undefined
    const backend = createNodeBackend((_, given) => {
      response = given
    })
    const outcome = backend.dispatch(createRequest(), run)
    run.cancel()
    await outcome
    assert.doesNotThrow(() => {
      response?.write('x')
      response?.end('y')
    })
    assert.equal(run.claimed, 0)
  })
})

describe('backpressure', () => {
  it('never holds a writer up', bounded, async () => {
    assert.equal((await responseTo(writeMuch)).body.length, 1_000_000)
  })
})
