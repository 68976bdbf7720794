import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { finished } from 'node:stream'
import { describe, it } from 'node:test'
import type { Request, RequestHandler } from 'express'
import { headerOf } from '../support/compared-app.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'
import { Journal, assertSameNotes } from '../support/journal.ts'

const post = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'text/plain' },
  body: 'a body',
}

for (const version of expressVersions) {
  describe(`events in ${version.name}`, bounded, () => {
    it('of a request without a body come in their order', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get(
          '/',
          noteEvents(journal, (_request, response) => response.send('x')),
        )
      })
      const notes = await assertSameNotes(compared, journal, { path: '/' })
      assert.ok(notes.includes('response finish'))
    })

    it('of an answer in a later turn come in their order', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get(
          '/',
          noteEvents(journal, (_request, response) => {
            setImmediate(() => response.send('x'))
          }),
        )
      })
      await assertSameNotes(compared, journal, { path: '/' })
    })

    it('of a body that was read come in their order', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.post(
          '/',
          noteEvents(journal, (request, response) => {
            request.on('data', () => journal.note('data'))
            request.on('end', () => response.send('x'))
          }),
        )
      })
      const notes = await assertSameNotes(compared, journal, post)
      assert.deepEqual(notes.slice(0, 2), ['data', 'request end'])
    })

    it('of a body that nobody read come in their order', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.post(
          '/',
          noteEvents(journal, (_request, response) => response.send('x')),
        )
      })
      await assertSameNotes(compared, journal, post)
    })

    it('of an answer in pieces come in their order', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get(
          '/',
          noteEvents(journal, (_request, response) => {
            response.write('a', () => {
              journal.note('written')
              response.end('b', () => journal.note('ended'))
            })
          }),
        )
      })
      await assertSameNotes(compared, journal, { path: '/' })
    })

    it('are awaited by stream.finished', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.post(
          '/',
          noteEvents(journal, (request, response) => {
            finished(request, (error) => journal.note(`request is through: ${error}`))
            finished(response, (error) => journal.note(`response is through: ${error}`))
            request.on('end', () => response.send('x')).resume()
          }),
        )
      })
      const notes = await assertSameNotes(compared, journal, post)
      assert.ok(notes.includes('response is through: undefined'))
    })

    it('leave the states of the request as they are', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.post(
          '/',
          noteEvents(journal, (request, response) => {
            journal.note(`at first: ${statesOf(request)}`)
            request.on('end', () => {
              journal.note(`at the end: ${statesOf(request)}`)
              response.send('x')
            })
            request.on('close', () => journal.note(`when closed: ${statesOf(request)}`))
            request.resume()
          }),
        )
      })
      await assertSameNotes(compared, journal, post)
    })
  })

  describe(`patched methods in ${version.name}`, bounded, () => {
    it('see every chunk that is written', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.use((_request, response, next) => {
          recordWrites(response, journal)
          next()
        })
        app.get(
          '/',
          noteEvents(journal, (_request, response) => {
            response.write('a')
            response.write(Buffer.from('b'))
            response.end('c')
          }),
        )
        app.get(
          '/send',
          noteEvents(journal, (_request, response) => response.send('sent')),
        )
        app.get(
          '/json',
          noteEvents(journal, (_request, response) => response.json({ a: 1 })),
        )
      })
      for (const path of ['/', '/send', '/json']) {
        const notes = await assertSameNotes(compared, journal, { path })
        assert.match(notes.join(), /end .*/)
      }
    })

    it('change what is written', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use((_request, response, next) => {
          const write = response.write.bind(response) as (chunk: unknown) => boolean
          response.write = (chunk: unknown) => write(String(chunk).toUpperCase())
          next()
        })
        app.get('/', (_request, response) => {
          response.write('shout')
          response.end()
        })
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, 'SHOUT')
    })

    it('hold the end back', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use((_request, response, next) => {
          const end = response.end.bind(response) as (chunk: unknown) => ServerResponse
          response.end = (chunk: unknown) => {
            setImmediate(() => end(`${String(chunk)}, late`))
            return response
          }
          next()
        })
        app.get('/', (_request, response) => {
          response.removeHeader('content-length')
          response.end('ended')
        })
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, 'ended, late')
    })

    it('see the head before it is written', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use((_request, response, next) => {
          const writeHead = response.writeHead.bind(response) as (status: number) => typeof response
          response.writeHead = (status: number) => {
            response.setHeader('x-patched', status)
            return writeHead(status)
          }
          next()
        })
        app.get('/send', (_request, response) => response.status(202).send('x'))
        app.get('/write', (_request, response) => {
          response.write('x')
          response.end()
        })
        app.get('/flush', (_request, response) => {
          response.flushHeaders()
          response.end()
        })
        app.get('/end', (_request, response) => response.end())
        app.get('/pipe', (request, response) => request.pipe(response))
      })
      for (const path of ['/send', '/write', '/flush', '/end', '/pipe']) {
        const answer = await compared.assertSame({ path })
        assert.equal(headerOf(answer, 'x-patched'), String(answer.status))
      }
    })

    it('see every field that is set', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use((_request, response, next) => {
          const setHeader = response.setHeader.bind(response)
          response.setHeader = (name, value) => setHeader(`x-was-${name}`, value)
          next()
        })
        app.get('/', (_request, response) => {
          response.set('x-a', '1').writeHead(200, { 'x-b': '2' }).end('x')
        })
      })
      const answer = await compared.assertSame({ path: '/' })
      assert.equal(headerOf(answer, 'x-was-x-a'), '1')
    })

    it('of the request see what is read', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use((request, _response, next) => {
          const push = request.push.bind(request)
          request.push = (chunk: unknown, encoding) => {
            return push(
              chunk instanceof Buffer ? chunk.toString('latin1').toUpperCase() : chunk,
              encoding,
            )
          }
          next()
        })
        app.post('/', (request, response) => request.pipe(response))
      })
      const { status } = await compared.assertSame(post, { text: (text) => text.toLowerCase() })
      assert.equal(status, 200)
    })
  })
}

/** Watches what `handler` gets. */
function noteEvents(
  journal: Journal,
  handler: (...given: Parameters<RequestHandler>) => void,
): RequestHandler {
  return (request, response, next) => {
    journal.watch(request, response)
    handler(request, response, next)
  }
}

function recordWrites(response: ServerResponse, journal: Journal): void {
  const write = response.write.bind(response) as (...given: unknown[]) => boolean
  const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse
  response.write = (...given: unknown[]) => {
    journal.note(`write ${String(given[0])}`)
    return write(...given)
  }
  response.end = (...given: unknown[]) => {
    journal.note(`end ${String(given[0])}`)
    return end(...given)
  }
}

function statesOf(request: Request): string {
  const { readable, readableEnded, readableFlowing, destroyed, aborted, closed } = request
  return JSON.stringify({ readable, readableEnded, readableFlowing, destroyed, aborted, closed })
}
