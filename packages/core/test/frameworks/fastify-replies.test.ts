import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import type { FastifyReply, RouteHandlerMethod } from 'fastify'
import type { Answer, Leniency, Question } from '../support/compared-app.ts'
import { startFastify } from '../support/fastify-app.ts'

/** What a handler answers to `GET /`, alone and as a part. */
async function answerOf(
  handler: RouteHandlerMethod,
  less: Leniency = {},
  question: Question = { path: '/' },
): Promise<Answer> {
  await using compared = await startFastify((app) => {
    app.get('/', handler)
    app.setNotFoundHandler((_request, reply) => reply.code(404).send('not here'))
  })
  return await compared.assertSame(question, less)
}

function cookiesOf({ headers }: Answer): readonly string[] {
  return headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value)
}

/** What a reply knows of itself before and after it sends. */
async function sendAndLook(reply: FastifyReply): Promise<readonly unknown[]> {
  const before = [reply.sent, reply.raw.headersSent, reply.raw.writableEnded]
  await reply.send('sent')
  const { headersSent, writableEnded, statusCode } = reply.raw
  return [...before, reply.sent, headersSent, writableEnded, statusCode]
}

describe('Fastify 5: what a reply sends', () => {
  const values: ReadonlyMap<string, () => unknown> = new Map<string, () => unknown>([
    ['a string', () => 'naïve'],
    ['an empty string', () => ''],
    ['an object', () => ({ a: [1, null, 'é'] })],
    ['null', () => null],
    ['a number', () => 0],
    ['false', () => false],
    ['a buffer', () => Buffer.from([0, 255, 13, 10])],
    ['an empty buffer', () => Buffer.alloc(0)],
    ['a typed array', () => new Uint16Array([1, 515])],
    ['a large string', () => 'large '.repeat(100_000)],
    ['a stream', () => Readable.from(['one ', 'two'])],
    ['an empty stream', () => Readable.from([])],
    ['a stream of bytes', () => Readable.from([Buffer.from([0, 200]), Buffer.from([255])])],
    ['a web stream', () => new Blob(['one ', 'two']).stream()],
    ['a Response', () => new Response('made', { status: 201, headers: { 'x-made': 'yes' } })],
    ['a Response without a body', () => new Response(null, { status: 202 })],
  ])
  for (const [name, make] of values) {
    it(`sends ${name}`, async () => {
      await answerOf((_request, reply) => reply.send(make()))
    })

    it(`returns ${name}`, async () => {
      await answerOf(async () => make())
    })
  }

  it('sends a stream that is longer than any buffer', async () => {
    const chunk = Buffer.alloc(60_000, 'x')
    const answer = await answerOf(async () =>
      Readable.from(Array.from({ length: 30 }, () => chunk)),
    )
    assert.equal(answer.bytes.length, 1_800_000)
  })

  it('sends nothing', async () => {
    await answerOf((_request, reply) => reply.send())
  })

  it('sends after its handler has returned', async () => {
    const answer = await answerOf((_request, reply) => {
      setImmediate(() => void reply.send('later'))
    })
    assert.equal(answer.text, 'later')
  })

  it('sends from a handler that returns the reply', async () => {
    const answer = await answerOf(async (_request, reply) => {
      setImmediate(() => void reply.send('later'))
      return reply
    })
    assert.equal(answer.text, 'later')
  })

  it('knows a media type whose charset it adds', async () => {
    await answerOf((_request, reply) => reply.type('application/hal+json').send({ a: 1 }))
  })
})

describe('Fastify 5: statuses', () => {
  for (const status of [200, 201, 202, 203, 204, 205, 206, 299, 304, 400, 418, 503, 599]) {
    it(`answers ${status}`, async () => {
      const answer = await answerOf((_request, reply) => reply.code(status).send('content'))
      assert.equal(answer.status, status)
    })

    it(`answers ${status} without content`, async () => {
      await answerOf((_request, reply) => reply.code(status).send())
    })
  }

  it('answers 204 to a stream', async () => {
    await answerOf((_request, reply) => reply.code(204).send(Readable.from(['unseen'])))
  })

  it('answers 304 to a stream', async () => {
    await answerOf((_request, reply) => reply.code(304).send(Readable.from(['unseen'])))
  })

  it('refuses a status that is none', async () => {
    const answer = await answerOf((_request, reply) => reply.code(1000).send('x'))
    assert.equal(answer.status, 500)
  })

  it('redirects', async () => {
    const answer = await answerOf((_request, reply) => reply.redirect('/elsewhere?a=é'))
    assert.equal(answer.status, 302)
  })

  it('redirects for good', async () => {
    const answer = await answerOf((_request, reply) => reply.redirect('/elsewhere', 308))
    assert.equal(answer.status, 308)
  })

  it('gives up in favour of the handler for what is not found', async () => {
    const answer = await answerOf((_request, reply) => {
      reply.callNotFound()
    })
    assert.deepEqual([answer.status, answer.text], [404, 'not here'])
  })
})

describe('Fastify 5: headers of a reply', () => {
  it('sets, reads and removes them', async () => {
    const answer = await answerOf((_request, reply) => {
      reply.header('X-One', 1).headers({ 'x-two': 'two', 'x-gone': 'x' }).removeHeader('x-gone')
      const { 'x-one': one, 'x-two': two } = reply.getHeaders()
      return reply.send([reply.getHeader('x-one'), reply.hasHeader('X-Gone'), one, two])
    })
    assert.equal(answer.text, '[1,false,1,"two"]')
  })

  it('sets several cookies', async () => {
    const answer = await answerOf((_request, reply) => {
      reply.header('set-cookie', 'a=1').header('set-cookie', ['b=2', 'c=3'])
      return reply.send('set')
    })
    assert.deepEqual(cookiesOf(answer), ['a=1', 'b=2', 'c=3'])
  })

  it('keeps several values of one name apart', async () => {
    const answer = await answerOf((_request, reply) => {
      return reply.header('vary', ['origin', 'accept']).header('link', ['<a>', '<b>']).send('set')
    })
    assert.equal(answer.headers.filter(([name]) => name === 'link').length, 2)
  })

  it('joins those of the raw response', async () => {
    const answer = await answerOf((_request, reply) => {
      reply.raw.setHeader('x-raw', ['1', '2'])
      return reply.header('x-own', '3').send(reply.getHeader('x-raw'))
    })
    assert.equal(answer.text, '["1","2"]')
  })

  it('sends characters of ISO 8859-1', async () => {
    await answerOf((_request, reply) => reply.header('x-name', 'Häuser').send(Buffer.from('set')))
  })

  it('refuses a value with a line break', async () => {
    const answer = await answerOf((_request, reply) => reply.header('x-bad', 'a\r\nb: c').send('x'))
    assert.equal(answer.status, 500)
  })

  it('refuses a value beyond ISO 8859-1', async () => {
    const answer = await answerOf((_request, reply) => reply.header('x-bad', '日').send('x'))
    assert.equal(answer.status, 500)
  })

  it('refuses a name that is none', async () => {
    const answer = await answerOf((_request, reply) => reply.header('x bad', 'a').send('x'))
    assert.equal(answer.status, 500)
  })

  it('drops trailers', async () => {
    const answer = await answerOf(
      (_request, reply) => {
        reply.trailer('x-checksum', async () => 'abc')
        return reply.send('content')
      },
      { headers: ['trailer'] },
    )
    assert.equal(answer.text, 'content')
  })

  it('drops the trailers of a stream', async () => {
    const answer = await answerOf(
      (_request, reply) => {
        reply.trailer('x-checksum', (_reply, _payload, done) => done(null, 'abc'))
        return reply.send(Readable.from(['one ', 'two']))
      },
      { headers: ['trailer'] },
    )
    assert.equal(answer.text, 'one two')
  })

  it('drops early hints', async () => {
    const answer = await answerOf((_request, reply) => {
      reply.writeEarlyHints({ link: '</a.css>; rel=preload' }, () => void reply.send('final'))
    })
    assert.equal(answer.text, 'final')
  })
})

describe('Fastify 5: the raw response', () => {
  it('is written by a handler that took the reply over', async () => {
    const answer = await answerOf((_request, reply) => {
      reply.hijack()
      reply.raw.writeHead(201, 'Made', { 'x-raw': 'yes', 'set-cookie': ['a=1', 'b=2'] })
      reply.raw.write('one ')
      reply.raw.end('two')
    })
    assert.deepEqual([answer.status, answer.text], [201, 'one two'])
  })

  it('is written without a head', async () => {
    const answer = await answerOf((_request, reply) => {
      reply.raw.statusCode = 202
      reply.raw.setHeader('x-raw', 'yes')
      reply.raw.end('accepted')
    })
    assert.equal(answer.status, 202)
  })

  it('takes bytes and encodings', async () => {
    const answer = await answerOf((_request, reply) => {
      reply.hijack()
      reply.raw.write('c3a9', 'hex')
      reply.raw.write(new Uint8Array([33]))
      reply.raw.end('IQ==', 'base64', () => {})
    })
    assert.equal(answer.text, 'é!!')
  })

  it('takes a buffer that is used again once it was written', async () => {
    const answer = await answerOf((_request, reply) => {
      const bytes = Buffer.from('one')
      reply.hijack()
      reply.raw.write(bytes, () => {
        bytes.write('two')
        reply.raw.end(bytes)
      })
    })
    assert.equal(answer.text, 'onetwo')
  })

  it('is piped into', async () => {
    const answer = await answerOf((_request, reply) => {
      reply.hijack()
      reply.raw.setHeader('content-type', 'text/plain')
      Readable.from(['one ', 'two']).pipe(reply.raw)
    })
    assert.equal(answer.text, 'one two')
  })

  it('sends its head before its content', async () => {
    const answer = await answerOf((_request, reply) => {
      reply.hijack()
      reply.raw.setHeader('x-raw', 'yes')
      reply.raw.flushHeaders()
      setImmediate(() => reply.raw.end(String(reply.raw.headersSent)))
    })
    assert.equal(answer.text, 'true')
  })

  it('is finished where the reply knows that it was sent', async () => {
    const seen: (readonly unknown[])[] = []
    await answerOf(async (_request, reply) => {
      seen.push(await sendAndLook(reply))
      return reply
    })
    assert.deepEqual(seen[1], seen[0])
  })
})
