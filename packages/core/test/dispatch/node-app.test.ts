import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { NodeListener } from '@batchway/core/node'
import { responseOf, sendToListener } from '../support/listener-client.ts'

async function bodyOf(listener: NodeListener): Promise<string> {
  return Buffer.from((await responseOf(listener)).body).toString('latin1')
}

const echo: NodeListener = async (request, response) => response.end(await text(request))

const answerLater: NodeListener = (_, response) => {
  process.nextTick(() => response.end('later'))
}

describe('a listener', () => {
  it('reads the request as a stream', async () => {
    const { body } = await responseOf(echo, { method: 'POST', body: Buffer.from('né') })
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
    await sendToListener(listener, { headers })
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
    await sendToListener(listener, { method: 'POST', body: Buffer.from('é') })
    await sendToListener(listener)
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
    await sendToListener(listener, { setting: { outer } })
    assert.deepEqual(seen, ['api.example', '192.0.2.7', true])
  })

  it('need not read the body', async () => {
    const sending = { method: 'POST', body: Buffer.alloc(100_000) }
    assert.equal((await responseOf((_, response) => response.end('x'), sending)).status, 200)
  })

  it('need not return a promise', async () => {
    assert.equal(await bodyOf(answerLater), 'later')
  })
})

describe('a response', () => {
  it('takes fields by setHeader, appendHeader and writeHead', async () => {
    const { status, headers } = await responseOf((_, response) => {
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
    const { headers } = await responseOf((_, response) => {
      response.writeHead(200, ['Set-Cookie', 'a', 'Set-Cookie', 'b']).end()
    })
    assert.deepEqual(headers, [
      ['set-cookie', 'a'],
      ['set-cookie', 'b'],
    ])
  })

  it('lets fields of writeHead replace those that were set', async () => {
    const { headers } = await responseOf((_, response) => {
      response.setHeader('x-a', 'old')
      response.writeHead(200, { 'X-A': 'new' }).end()
    })
    assert.deepEqual(headers, [['x-a', 'new']])
  })

  it('does not take fields after its head was written', async () => {
    let code: unknown
    await sendToListener((_, response) => {
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
    const { headers } = await responseOf((_, response) => {
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
    await sendToListener((_, response) => {
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
    const { status } = await responseOf((_, response) => {
      Reflect.set(response, 'statusCode', '404')
      response.end()
    })
    assert.equal(status, 404)
  })

  it('fails the part when the app sets a status that HTTP does not have', async () => {
    for (const wrong of [undefined, 'abc', 0, 99, 1000, Number.NaN]) {
      const outcome = await sendToListener((_, response) => {
        Reflect.set(response, 'statusCode', wrong)
        response.end('x')
      })
      assert.equal(outcome.kind, 'failed', String(wrong))
    }
  })
})
