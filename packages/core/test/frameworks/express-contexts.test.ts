import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, it } from 'node:test'
import type { Express, Request, Response } from 'express'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'
import { Journal, assertSameNotes } from '../support/journal.ts'

const storage = new AsyncLocalStorage<string>()
const post = {
  method: 'POST',
  path: '/ann',
  headers: { 'content-type': 'application/json' },
  body: '{}',
}

const entrances: Readonly<Record<string, (app: Express) => void>> = {
  'als.run': (app) =>
    app.use((request, _response, next) => storage.run(request.path, () => next())),
  'als.enterWith': (app) =>
    app.use((request, _response, next) => {
      storage.enterWith(request.path)
      next()
    }),
}

for (const version of expressVersions) {
  for (const [name, enter] of Object.entries(entrances)) {
    describe(`a context of ${name} in ${version.name}`, bounded, () => {
      it('is seen by the handler, at once and later', async () => {
        await using compared = await startExpress(version, (app) => {
          enter(app)
          app.get('/:name', (_request, response) => {
            const now = storage.getStore()
            setImmediate(() => response.json([now, storage.getStore()]))
          })
        })
        assert.equal((await compared.assertSame({ path: '/ann' })).text, '["/ann","/ann"]')
      })

      it('is seen after a wait', async () => {
        await using compared = await startExpress(version, (app) => {
          enter(app)
          app.get('/:name', async (_request, response) => {
            await Promise.resolve()
            response.send(storage.getStore())
          })
        })
        assert.equal((await compared.assertSame({ path: '/ann' })).text, '/ann')
      })

      it('is seen behind a body parser', async () => {
        await using compared = await startExpress(version, (app) => {
          enter(app)
          app.use(version.express.json())
          app.post('/:name', (_request, response) => response.send(storage.getStore() ?? 'none'))
        })
        assert.equal((await compared.assertSame(post)).status, 200)
      })

      it('is seen by callbacks of what was written', async () => {
        const journal = new Journal()
        await using compared = await startExpress(version, (app) => {
          enter(app)
          app.get('/:name', (_request, response) => {
            response.once('close', () => journal.close())
            response.write('a', () => journal.note(`written: ${storage.getStore()}`))
            response.end('b', () => journal.note(`ended: ${storage.getStore()}`))
          })
        })
        await assertSameNotes(compared, journal, { path: '/ann' })
      })

      it('is seen by listeners of finish and close', async () => {
        const journal = new Journal()
        await using compared = await startExpress(version, (app) => {
          enter(app)
          app.get('/:name', (_request, response) => {
            response.once('finish', () => journal.note(`finish: ${storage.getStore()}`))
            response.once('close', () => {
              journal.note(`close: ${storage.getStore()}`)
              journal.close()
            })
            response.send('x')
          })
        })
        await assertSameNotes(compared, journal, { path: '/ann' })
      })

      it('does not leak to the next part', async () => {
        await using compared = await startExpress(version, (app) => {
          app.use(answerStore('/outside'))
          enter(app)
          app.use(answerStore('/ann'))
        })
        const outside = { path: '/outside' }
        const results = await compared.asParts([outside, { path: '/ann' }, outside])
        assert.deepEqual(textsOf(results), ['none', '/ann', 'none'])
        assert.equal((await compared.alone(outside)).text, 'none')
      })

      it('does not leak to the next part when it was entered later', async () => {
        await using compared = await startExpress(version, (app) => {
          app.use(answerStore('/outside'))
          app.use((_request, _response, next) => setImmediate(next))
          enter(app)
          app.use((_request, _response, next) => setImmediate(next))
          app.use(answerStore('/ann'))
        })
        const outside = { path: '/outside' }
        const results = await compared.asParts([outside, { path: '/ann' }, outside])
        assert.deepEqual(textsOf(results), ['none', '/ann', 'none'])
      })

      it('does not leak to the next part when the handler throws', async () => {
        await using compared = await startExpress(version, (app) => {
          app.use(answerStore('/outside'))
          enter(app)
          app.use(() => {
            throw new Error('thrown in a context')
          })
        })
        const outside = { path: '/outside' }
        const results = await compared.asParts([outside, { path: '/ann' }, outside])
        assert.equal(textsOf(results).at(-1), 'none')
      })

      it('is its own for every part of a batch', async () => {
        await using compared = await startExpress(version, (app) => {
          enter(app)
          app.get('/:name', (_request, response) => {
            setImmediate(() => response.send(storage.getStore()))
          })
        })
        const questions = ['/a', '/b', '/c'].map((path) => ({ path }))
        assert.deepEqual(textsOf(await compared.asParts(questions)), ['/a', '/b', '/c'])
      })
    })
  }
}

function answerStore(
  path: string,
): (request: Request, response: Response, next: () => void) => void {
  return (request, response, next) => {
    if (request.path === path) response.send(storage.getStore() ?? 'none')
    else next()
  }
}

function textsOf(results: readonly { readonly body: string }[]): readonly string[] {
  return results.map(({ body }) => Buffer.from(body, 'base64').toString())
}
