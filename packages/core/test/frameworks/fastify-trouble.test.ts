import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { ComparedFastify, FastifySetup } from '../support/fastify-app.ts'
import { askAmongGood, startFastify, textOf } from '../support/fastify-app.ts'

const bounded = { timeout: 10_000 }

function start(handler: RouteHandlerMethod, setup: FastifySetup = {}): Promise<ComparedFastify> {
  return startFastify((app) => {
    app.get('/good', async () => 'good')
    app.get('/bad', handler)
  }, setup)
}

/** A stream that breaks after those chunks. */
function breaking(...chunks: readonly string[]): Readable {
  async function* produce(): AsyncGenerator<string> {
    yield* chunks
    await setImmediate()
    throw new Error('the source broke')
  }
  return Readable.from(produce(), { objectMode: false })
}

function breakingWeb(...chunks: readonly string[]): ReadableStream {
  const left = chunks.map((chunk) => new TextEncoder().encode(chunk))
  return new ReadableStream({
    async pull(controller) {
      await setImmediate()
      const chunk = left.shift()
      if (chunk === undefined) controller.error(new Error('the source broke'))
      else controller.enqueue(chunk)
    },
  })
}

/** Trouble that a caller gets an answer to. */
const answered: Readonly<Record<string, RouteHandlerMethod>> = {
  'throws at once': () => {
    throw new Error('broken')
  },
  'throws what is no error': () => {
    // oxlint-disable-next-line no-throw-literal -- handlers do
    throw 'a text'
  },
  rejects: async () => {
    await setImmediate()
    throw new Error('broken')
  },
  'rejects with nothing': () => Promise.reject(),
  'sends twice': (_request, reply) => {
    void reply.send('first')
    void reply.send('second')
  },
  'sends and returns': async (_request, reply) => {
    void reply.send('sent')
    return 'returned'
  },
  'sends and throws': async (_request, reply) => {
    void reply.send('sent')
    throw new Error('too late')
  },
  'sends and throws at once': (_request, reply) => {
    void reply.send('sent')
    throw new Error('too late')
  },
  'ends its raw response twice': (_request, reply) => {
    reply.hijack()
    reply.raw.on('error', () => {})
    reply.raw.end('first')
    reply.raw.end('second')
  },
  'ends its raw response and sends': (_request, reply) => {
    reply.raw.end('first')
    void reply.send('second')
  },
  'sends what can not be serialised': (_request, reply) => reply.send({ big: 1n }),
  'sends what is no payload': (_request, reply) => reply.type('text/plain').send({ a: 1 }),
  'answers with a stream that breaks before its first byte': async () => breaking(),
  'answers with a web stream that breaks before its first byte': async () => breakingWeb(),
  'answers with a Response that breaks before its first byte': async () =>
    new Response(breakingWeb()),
  'answers with a stream that was destroyed': async () => {
    const source = Readable.from(['x'])
    source.destroy(new Error('broken before'))
    return source
  },
  'answers with a web stream that somebody reads': async () => {
    const source = breakingWeb('x')
    source.getReader()
    return source
  },
}

/** Trouble that breaks a caller's connection. */
const brokenOff: Readonly<Record<string, RouteHandlerMethod>> = {
  'destroys its raw response': (_request, reply) => {
    reply.raw.destroy()
  },
  'destroys its raw response with an error': (_request, reply) => {
    reply.raw.on('error', () => {})
    reply.raw.destroy(new Error('broken'))
  },
  'destroys its raw request': ({ raw }) => {
    raw.destroy()
  },
  'destroys its raw request with an error': ({ raw }) => {
    raw.on('error', () => {})
    raw.destroy(new Error('broken'))
  },
  'destroys its connection': ({ socket }) => {
    socket.destroy()
  },
  'destroys its connection with an error': ({ socket }) => {
    socket.destroy(new Error('broken'))
  },
  'destroys its connection later': async ({ socket }, reply) => {
    await setImmediate()
    socket.destroy()
    return reply
  },
  'ends its connection': ({ socket }) => {
    socket.end()
  },
  'destroys its connection after the head': (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-length': 10 })
    reply.raw.write('part', () => reply.raw.destroy())
  },
  'answers with a stream that breaks after its first byte': async () => breaking('one'),
  'answers with a web stream that breaks after its first byte': async () => breakingWeb('one'),
  'answers with a Response that breaks after its first byte': async () =>
    new Response(breakingWeb('one')),
}

describe('Fastify 5: a part in trouble that is answered', () => {
  for (const [name, handler] of Object.entries(answered)) {
    it(`is answered as alone, and its neighbours too, when it ${name}`, bounded, async () => {
      await using compared = await start(handler)
      const answer = await compared.assertSame({ path: '/bad' })
      const result = await askAmongGood(compared, { path: '/bad' })
      assert.deepEqual([result.status, textOf(result)], [answer.status, answer.text])
    })
  }
})

describe('Fastify 5: a part in trouble whose connection would break', () => {
  for (const [name, handler] of Object.entries(brokenOff)) {
    it(`fails, and its neighbours do not, when it ${name}`, bounded, async () => {
      await using compared = await start(handler)
      await assert.rejects(compared.alone({ path: '/bad' }), { code: 'ECONNRESET' })
      const result = await askAmongGood(compared, { path: '/bad' })
      assert.deepEqual([result.kind, result.status], ['failed', 500])
    })
  }
})

describe('Fastify 5: a part that is never answered', () => {
  const limits = { partTime: 50 }
  const silent: Readonly<Record<string, RouteHandlerMethod>> = {
    'does nothing': () => {},
    'waits for ever': () => new Promise(() => {}),
    'took its reply over': (_request: FastifyRequest, reply: FastifyReply) => {
      reply.hijack()
    },
    'wrote its head only': (_request: FastifyRequest, reply: FastifyReply) => {
      reply.hijack()
      reply.raw.writeHead(200).flushHeaders()
    },
    'answers with a stream that never ends': async () => new Readable({ read: () => {} }),
  }
  for (const [name, handler] of Object.entries(silent)) {
    it(`fails, and its neighbours do not, when it ${name}`, bounded, async () => {
      await using compared = await start(handler, { endpoint: { limits } })
      const result = await askAmongGood(compared, { path: '/bad' })
      assert.deepEqual([result.kind, result.status], ['failed', 504])
    })
  }

  it('may answer after it was given up', bounded, async () => {
    const replies: FastifyReply[] = []
    await using compared = await start((_request, reply) => void replies.push(reply), {
      endpoint: { limits },
    })
    await askAmongGood(compared, { path: '/bad' })
    for (const reply of replies) assert.doesNotThrow(() => reply.send('too late'))
    assert.equal(replies.length, 1)
    await setImmediate()
    assert.equal((await compared.alone({ path: '/good' })).text, 'good')
  })
})
