import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BatchEndpointOptions } from '@batchway/core'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { ComparedApp } from '../support/compared-app.ts'
import type { PlainResult } from '../support/plain-dialect.ts'
import type { ExpressVersion } from '../support/express-apps.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'
import { Journal, assertSameTrouble } from '../support/journal.ts'

/** Handlers whose part has the same answer as a single request, trouble or not. */
const answered: Readonly<Record<string, RequestHandler>> = {
  'throws at once': () => {
    throw new Error('thrown')
  },
  'passes an error on': (_request, _response, next) => next(new Error('passed on')),
  'throws what is no error': () => {
    // oxlint-disable-next-line no-throw-literal -- it happens
    throw 'a text'
  },
  'throws after its answer': (_request, response) => {
    response.send('first')
    throw new Error('too late')
  },
  'sends JSON twice': (_request, response) => {
    response.json({ first: true })
    response.json({ second: true })
  },
  'sends again in a later turn': (_request, response) => {
    response.send('first')
    response.once('close', () => response.end('second', () => {}))
  },
  'redirects after its answer': (_request, response) => {
    response.send('first')
    response.redirect('/second')
  },
  'ends twice': (_request, response) => {
    response.end('first')
    response.end()
  },
  'ends twice with a chunk': (_request, response) => {
    response.on('error', () => {})
    response.end('first')
    response.end('second')
  },
  'writes after the end': (_request, response) => {
    response.on('error', () => {})
    response.end('first')
    response.write('second')
  },
  'passes on after its answer': (_request, response, next) => {
    response.send('first')
    next()
  },
  'sets a field after its answer': (_request, response) => {
    response.send('first')
    response.set('x-late', '1')
  },
  'destroys its response after the end': (_request, response) => {
    response.send('first')
    response.destroy()
  },
  'destroys its connection after the end': (request, response) => {
    response.send('first')
    request.socket.destroy()
  },
  'destroys its request after the end': (request, response) => {
    response.send('first')
    request.destroy()
  },
}

/** Handlers that leave their caller without an answer. */
const unanswered: Readonly<Record<string, RequestHandler>> = {
  'destroys its connection': (request) => request.socket.destroy(),
  'destroys its connection with an error': ({ socket }) => socket.destroy(new Error('x')),
  'destroys its response': (_request, response) => response.destroy(),
  'destroys its response with an error': (_request, response) => response.destroy(new Error('x')),
  'destroys its request': (request) => request.destroy(),
  'destroys its request with an error': (request) => request.destroy(new Error('x')),
  'destroys its response after a write': (_request, response) => {
    response.write('half')
    response.destroy()
  },
  'destroys its connection in a later turn': (request) => {
    setImmediate(() => request.socket.destroy())
  },
  'ends its connection': (request) => request.socket.end(),
}

for (const version of expressVersions) {
  describe(`a part of ${version.name} that has an answer in its trouble`, bounded, () => {
    for (const [trouble, handler] of Object.entries(answered)) {
      it(`and ${trouble}`, async () => {
        await using compared = await startTrouble(version, handler)
        await compared.assertSame({ path: '/bad' })
        const [before, bad, after] = await askBetween(compared)
        assert.deepEqual(textsOf([before, after]), ['good', 'good'])
        assert.equal(bad?.kind, 'answered')
        assert.equal((await compared.alone({ path: '/good' })).text, 'good')
      })
    }

    it('and writes after the end where nobody listens for the error', async () => {
      await using compared = await startTrouble(version, (_request, response) => {
        response.end('first')
        response.write('second')
        response.end('third')
      })
      const [before, bad, after] = await askBetween(compared)
      assert.deepEqual(textsOf([before, bad, after]), ['good', 'first', 'good'])
    })

    if (version.major === 5) {
      it('and rejects', async () => {
        await using compared = await startTrouble(version, async () => {
          await Promise.resolve()
          throw new Error('rejected')
        })
        assert.equal((await compared.assertSame({ path: '/bad' })).status, 500)
        const [before, , after] = await askBetween(compared)
        assert.deepEqual(textsOf([before, after]), ['good', 'good'])
      })
    }
  })

  describe(`a part of ${version.name} that has no answer`, bounded, () => {
    for (const [trouble, handler] of Object.entries(unanswered)) {
      it(`because it ${trouble}`, async () => {
        await using compared = await startTrouble(version, handler)
        await assert.rejects(compared.alone({ path: '/bad' }))
        const [before, bad, after] = await askBetween(compared)
        assert.deepEqual(textsOf([before, after]), ['good', 'good'])
        assert.equal(bad?.kind, 'failed')
        assert.equal((await compared.alone({ path: '/good' })).text, 'good')
      })

      it(`hears the same events when it ${trouble}`, async () => {
        const journal = new Journal()
        await using compared = await startTrouble(version, (request, response, next) => {
          journal.watch(request, response)
          return handler(request, response, next)
        })
        await assertSameTrouble(compared, journal, { path: '/bad' })
      })
    }

    it('because it never answers, and hears its connection close', async () => {
      const journal = new Journal()
      await using compared = await startHurried(version, (request, response) => {
        journal.watch(request, response)
      })
      const [before, bad, after] = await askBetween(compared)
      assert.deepEqual(textsOf([before, after]), ['good', 'good'])
      assert.equal(bad?.status, 504)
      const notes = await journal.turn()
      assert.ok(notes.includes('request close'))
      assert.ok(notes.includes('response close'))
      assert.ok(!notes.includes('response finish'))
    })

    it('because it stops in the middle', async () => {
      const journal = new Journal()
      await using compared = await startHurried(version, (request, response) => {
        journal.watch(request, response)
        response.write('half')
      })
      const [before, bad, after] = await askBetween(compared)
      assert.deepEqual(textsOf([before, after]), ['good', 'good'])
      assert.equal(bad?.status, 504)
      assert.ok((await journal.turn()).includes('response close'))
    })

    it('and goes on when it was given up', async () => {
      const journal = new Journal()
      await using compared = await startHurried(version, (_request, response) => {
        response.on('error', () => {})
        response.once('close', () => {
          setImmediate(() => {
            response.status(200).send('too late')
            journal.note(`${response.destroyed} ${response.writableFinished}`)
            journal.close()
          })
        })
      })
      const [before, bad, after] = await askBetween(compared)
      assert.deepEqual(textsOf([before, after]), ['good', 'good'])
      assert.equal(bad?.kind, 'failed')
      assert.deepEqual(await journal.turn(), ['true false'])
    })
  })
}

/** Starts an app that answers `/good`, and `/bad` with the handler. */
function startTrouble(
  version: ExpressVersion,
  handler: RequestHandler,
  options: Partial<BatchEndpointOptions> = {},
): Promise<ComparedApp> {
  return startExpress(
    version,
    (app) => {
      app.get('/good', (_request, response) => response.send('good'))
      app.get('/bad', handler)
      app.use(answerOnce)
    },
    options,
  )
}

/** The same, where parts have little time. */
function startHurried(version: ExpressVersion, handler: RequestHandler): Promise<ComparedApp> {
  return startTrouble(version, handler, { limits: { partTime: 300 } })
}

const answerOnce: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) next(error)
  else response.status(500).send(String(error))
}

/** Asks for what is bad between two that are good. */
function askBetween(compared: ComparedApp): Promise<readonly PlainResult[]> {
  return compared.asParts([{ path: '/good' }, { path: '/bad' }, { path: '/good' }])
}

function textsOf(results: readonly (PlainResult | undefined)[]): readonly string[] {
  return results.map((result) => Buffer.from(result?.body ?? '', 'base64').toString())
}
