import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import type { ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import compression from 'compression'
import cors from 'cors'
import { rateLimit } from 'express-rate-limit'
import helmet from 'helmet'
import morgan from 'morgan'
import onFinished from 'on-finished'
import { headerOf } from '../support/compared-app.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'
import { Journal, assertSameNotes } from '../support/journal.ts'

const onHeaders = createRequire(import.meta.url)('on-headers') as (
  response: ServerResponse,
  listener: (this: ServerResponse) => void,
) => void

const origin = 'https://shop.example'
const large = 'compress me '.repeat(1000)

for (const version of expressVersions) {
  describe(`helmet in ${version.name}`, bounded, () => {
    it('sets its fields on a part', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(helmet())
        app.get('/', (_request, response) => response.send('safe'))
      })
      const answer = await compared.assertSame({ path: '/' })
      assert.equal(headerOf(answer, 'x-content-type-options'), 'nosniff')
      assert.equal(headerOf(answer, 'x-powered-by'), undefined)
    })
  })

  describe(`cors in ${version.name}`, bounded, () => {
    it('allows an origin', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(cors({ origin, credentials: true, exposedHeaders: ['x-total'] }))
        app.get('/', (_request, response) => response.set('x-total', '3').send('x'))
      })
      const answer = await compared.assertSame({ path: '/', headers: { origin } })
      assert.equal(headerOf(answer, 'access-control-allow-origin'), origin)
      assert.equal(headerOf(answer, 'vary'), 'Origin')
    })

    it('does not allow another', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(cors({ origin: [origin] }))
        app.get('/', (_request, response) => response.send('x'))
      })
      const headers = { origin: 'https://evil.example' }
      const answer = await compared.assertSame({ path: '/', headers })
      assert.equal(headerOf(answer, 'access-control-allow-origin'), undefined)
    })

    it('answers a preflight', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(cors({ origin, maxAge: 60 }))
      })
      const answer = await compared.assertSame({
        method: 'OPTIONS',
        path: '/',
        headers: {
          origin,
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'x-a, content-type',
        },
      })
      assert.equal(answer.status, 204)
      assert.equal(headerOf(answer, 'access-control-allow-headers'), 'x-a, content-type')
    })
  })

  describe(`compression in ${version.name}`, bounded, () => {
    it('leaves a part as it is and says that it varies', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(compression({ threshold: 0 }))
        app.get('/', (_request, response) => response.type('text').send(large))
      })
      const answer = await compared.assertSame({ path: '/' })
      assert.equal(answer.text, large)
      assert.equal(headerOf(answer, 'vary'), 'Accept-Encoding')
      assert.equal(headerOf(answer, 'content-encoding'), undefined)
    })

    it('leaves what is written in pieces and flushed as it is', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(compression({ threshold: 0 }))
        app.get('/', (_request, response) => {
          response.type('text').write('a')
          response.flush()
          response.write('b')
          response.end('c')
        })
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, 'abc')
    })

    it('is undone where a part is compressed all the same', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use((request, _response, next) => {
          request.headers['accept-encoding'] = 'gzip'
          next()
        })
        app.use(compression({ threshold: 0 }))
        app.get('/', (_request, response) => response.type('text').send(large))
      })
      const answer = await compared.asPart({ path: '/' })
      assert.equal(answer.text, large)
      assert.equal(headerOf(answer, 'content-encoding'), undefined)
      assert.equal(headerOf(await compared.alone({ path: '/' }), 'content-encoding'), 'gzip')
    })
  })

  describe(`morgan in ${version.name}`, bounded, () => {
    it('writes the same line for a part', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.use(morgan(combined, { stream: toJournal(journal) }))
        app.post('/a', (_request, response) => response.status(201).json({ a: 1 }))
      })
      const headers = { 'user-agent': 'test/1', referer: 'http://a.example/', authorization }
      const question = { method: 'POST', path: '/a?b=c', headers }
      assert.deepEqual(await assertSameNotes(compared, journal, question), [
        '127.0.0.1 - ann "POST /a?b=c HTTP/1.1" 201 7 "http://a.example/" "test/1"',
      ])
    })

    it('writes the same line at once', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.use(morgan(combined, { stream: toJournal(journal), immediate: true }))
        app.get('/', (_request, response) => response.send('x'))
      })
      assert.deepEqual(await assertSameNotes(compared, journal, { path: '/' }), [
        '127.0.0.1 - - "GET / HTTP/1.1" - - "-" "-"',
      ])
    })

    it('measures the time of a part', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.use(morgan(':response-time :total-time', { stream: toJournal(journal) }))
        app.get('/', (_request, response) => response.send('x'))
      })
      await compared.asPart({ path: '/' })
      const [line = ''] = await journal.turn()
      assert.match(line, /^\d+\.\d{3} \d+\.\d{3}$/)
    })

    it('skips what it should', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.use(morgan('tiny', { stream: toJournal(journal), skip: () => true }))
        app.use(morgan(':status', { stream: toJournal(journal) }))
        app.get('/', (_request, response) => response.send('x'))
      })
      assert.deepEqual(await assertSameNotes(compared, journal, { path: '/' }), ['200'])
    })
  })

  describe(`express-rate-limit in ${version.name}`, bounded, () => {
    it('counts every part', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(rateLimit({ windowMs: 60_000, limit: 2 }))
        app.get('/', (_request, response) => response.send('x'))
      })
      const question = { path: '/' }
      const results = await compared.asParts([question, question, question])
      assert.deepEqual(
        results.map(({ status }) => status),
        [200, 200, 429],
      )
      assert.equal((await compared.alone(question)).status, 429)
    })

    it('counts single requests and parts of a caller together', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(rateLimit({ windowMs: 60_000, limit: 9, standardHeaders: 'draft-6' }))
        app.get('/', (_request, response) => response.send('x'))
      })
      const remaining = 'ratelimit-remaining'
      assert.equal(headerOf(await compared.alone({ path: '/' }), remaining), '8')
      assert.equal(headerOf(await compared.asPart({ path: '/' }), remaining), '7')
      assert.equal(headerOf(await compared.alone({ path: '/' }), remaining), '6')
    })

    for (const standardHeaders of ['draft-6', 'draft-7', 'draft-8'] as const) {
      it(`sets the fields of ${standardHeaders} on a part`, async () => {
        const names: readonly (readonly string[])[] = await Promise.all(
          (['alone', 'asPart'] as const).map(async (way) => {
            await using compared = await startExpress(version, (app) => {
              app.use(rateLimit({ windowMs: 60_000, limit: 1, standardHeaders }))
              app.get('/', (_request, response) => response.send('x'))
            })
            await compared[way]({ path: '/' })
            const { status, headers, text } = await compared[way]({ path: '/' })
            assert.equal(status, 429)
            return [text, ...headers.map((field) => withoutTime(field.join(': ')))]
          }),
        )
        assert.deepEqual(names[1], names[0])
      })
    }
  })

  describe(`hooks in ${version.name}`, bounded, () => {
    it('of on-headers run before the head of a part', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use((_request, response, next) => {
          onHeaders(response, function setLate() {
            this.setHeader('x-late', `${this.statusCode} ${this.headersSent}`)
          })
          next()
        })
        app.get('/', (_request, response) => response.status(202).send('x'))
        app.get('/write', (_request, response) => response.writeHead(203).end('x'))
      })
      const answer = await compared.assertSame({ path: '/' })
      assert.equal(headerOf(answer, 'x-late'), '202 false')
      assert.equal(headerOf(await compared.assertSame({ path: '/write' }), 'x-late'), '203 false')
    })

    it('of on-headers run last to first', async () => {
      await using compared = await startExpress(version, (app) => {
        for (const name of ['first', 'second']) {
          app.use((_request, response, next) => {
            onHeaders(response, () => response.append('x-order', name))
            next()
          })
        }
        app.get('/', (_request, response) => response.send('x'))
      })
      const answer = await compared.assertSame({ path: '/' })
      const order = answer.headers.filter(([name]) => name === 'x-order')
      assert.deepEqual(
        order.map(([, value]) => value),
        ['second', 'first'],
      )
    })

    it('of on-finished run when a part is answered', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get('/', (request, response) => {
          journal.note(`${onFinished.isFinished(response)}`)
          onFinished(response, (error, finished) => {
            journal.note(`response ${error} ${finished.statusCode}`)
            journal.note(`${onFinished.isFinished(response)}`)
          })
          onFinished(request, (error) => {
            journal.note(`request ${error}`)
            journal.close()
          })
          response.send('x')
        })
      })
      assert.deepEqual(await assertSameNotes(compared, journal, { path: '/' }), [
        'false',
        'response null 200',
        'true',
        'request null',
      ])
    })

    it('of on-finished run at once for what has ended', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, response) => {
          response.once('close', () => {
            onFinished(response, (error) => {
              journal.note(`late ${error}`)
              journal.close()
            })
          })
          response.send('x')
        })
      })
      assert.deepEqual(await assertSameNotes(compared, journal, { path: '/' }), ['late null'])
    })
  })
}

const authorization = `Basic ${Buffer.from('ann:secret').toString('base64')}`
const combined =
  ':remote-addr - :remote-user ":method :url HTTP/:http-version" :status :res[content-length] ":referrer" ":user-agent"'

function toJournal(journal: Journal): { write(line: string): void } {
  return {
    write(line) {
      journal.note(line.trimEnd())
      journal.close()
    },
  }
}

/** What depends on the second in which it was asked. */
function withoutTime(field: string): string {
  return field
    .replace(/((?:reset|retry-after|t)[=:] ?)\d+/, '$1')
    .replace(/^x-ratelimit-reset.*/, '')
}
