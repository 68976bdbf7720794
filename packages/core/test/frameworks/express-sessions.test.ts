import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import bodyParser from 'body-parser'
import cookieParser from 'cookie-parser'
import type { Express } from 'express'
import session from 'express-session'
import passport from 'passport'
import { Strategy } from 'passport-http-bearer'
import type { Answer } from '../support/compared-app.ts'
import { headerOf } from '../support/compared-app.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'

declare module 'express-session' {
  interface SessionData {
    visits: number
  }
}

for (const version of expressVersions) {
  describe(`sessions in ${version.name}`, bounded, () => {
    it('begin with a cookie', async () => {
      await using compared = await startExpress(version, (app) => countVisits(app))
      const answer = await compared.assertSame({ path: '/' })
      assert.equal(answer.text, '1')
      assert.match(headerOf(answer, 'set-cookie') ?? '', /^connect\.sid=s%3Afixed\./)
    })

    it('that began alone go on in a part, and the other way round', async () => {
      await using compared = await startExpress(version, (app) => countVisits(app))
      const cookie = cookieOf(await compared.alone({ path: '/' }))
      const question = { path: '/', headers: { cookie } }
      assert.equal((await compared.asPart(question)).text, '2')
      assert.equal((await compared.alone(question)).text, '3')
    })

    it('take the cookie of the batch where a part has none', async () => {
      await using compared = await startExpress(version, (app) => countVisits(app))
      const cookie = cookieOf(await compared.alone({ path: '/' }))
      assert.equal((await compared.asPart({ path: '/' }, { cookie })).text, '2')
    })

    it('are shared by the parts of a batch', async () => {
      await using compared = await startExpress(version, (app) => countVisits(app))
      const cookie = cookieOf(await compared.asPart({ path: '/' }))
      const question = { path: '/', headers: { cookie } }
      const results = await compared.asParts([question, question, question])
      assert.deepEqual(
        results.map(({ body }) => Buffer.from(body, 'base64').toString()),
        ['2', '3', '4'],
      )
    })

    it('are kept in a store that takes its time before the answer ends', async () => {
      await using compared = await startExpress(version, (app) => countVisits(app, new SlowStore()))
      const answer = await compared.assertSame({ path: '/' })
      const headers = { cookie: cookieOf(answer) }
      assert.equal((await compared.asPart({ path: '/', headers })).text, '2')
    })

    it('are saved after an answer that was written in pieces', async () => {
      await using compared = await startExpress(version, (app) => {
        countVisits(app, new SlowStore())
        app.get('/pieces', ({ session: { visits } }, response) => {
          response.write('<')
          response.write(String(visits))
          response.end('>')
        })
      })
      const answer = await compared.assertSame({ path: '/pieces' })
      assert.equal(answer.text, '<1>')
    })

    it('do not take an answer back when their store fails', async () => {
      await using compared = await startExpress(version, (app) => {
        countVisits(app, new BrokenStore())
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, '1')
    })

    it('have a new cookie after they were regenerated', async () => {
      await using compared = await startExpress(version, (app) => {
        let count = 0
        const genid = (): string => `id${(count += 1)}`
        app.use(session({ ...fixedSession, genid }))
        app.get('/', (request, response, next) => {
          request.session.regenerate((error) => {
            if (error) next(error)
            else response.send(request.session.id)
          })
        })
      })
      assert.equal((await compared.alone({ path: '/' })).text, 'id2')
      const part = await compared.asPart({ path: '/' })
      assert.equal(part.text, 'id4')
      assert.match(cookieOf(part), /s%3Aid4/)
    })

    it('end when they are destroyed', async () => {
      await using compared = await startExpress(version, (app) => {
        countVisits(app)
        app.get('/bye', (request, response) => {
          request.session.destroy(() => response.clearCookie('connect.sid').send('bye'))
        })
      })
      const cookie = cookieOf(await compared.asPart({ path: '/' }))
      await compared.assertSame({ path: '/bye', headers: { cookie } })
      assert.equal((await compared.asPart({ path: '/', headers: { cookie } })).text, '1')
    })
  })

  describe(`cookies in ${version.name}`, bounded, () => {
    it('are read plain, signed and as JSON', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(cookieParser('secret'))
        app.get('/set', (_request, response) => {
          response.cookie('a', 'b c').cookie('signed', 'yes', { signed: true })
          response.cookie('json', { a: [1] }).send('set')
        })
        app.get('/get', (request, response) => {
          response.json([request.cookies, request.signedCookies])
        })
      })
      const set = await compared.assertSame({ path: '/set' })
      const headers = { cookie: cookieOf(set) }
      assert.equal(
        (await compared.assertSame({ path: '/get', headers })).text,
        '[{"a":"b c","json":{"a":[1]}},{"signed":"yes"}]',
      )
    })

    it('are false where their signature was forged', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(cookieParser('secret'))
        app.get('/', (request, response) => response.json(request.signedCookies))
      })
      const question = { path: '/', headers: { cookie: 'a=s%3Ayes.forged' } }
      assert.equal((await compared.assertSame(question)).text, '{"a":false}')
    })

    it('may be several with all their attributes', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, response) => {
          response.append('set-cookie', 'z=1')
          response.cookie('a', '1', { httpOnly: true, secure: true, sameSite: 'lax', path: '/x' })
          response.cookie('b', 'ü;', { domain: 'example.com', expires: new Date(0) })
          response.clearCookie('c').end()
        })
      })
      const answer = await compared.assertSame({ path: '/' })
      assert.equal(answer.headers.filter(([name]) => name === 'set-cookie').length, 4)
    })
  })

  describe(`passport in ${version.name}`, bounded, () => {
    it('lets a bearer in', async () => {
      await using compared = await startExpress(version, protect)
      const headers = { authorization: 'Bearer right' }
      assert.equal((await compared.assertSame({ path: '/me', headers })).text, '{"name":"ann"}')
    })

    it('lets the bearer of the batch in', async () => {
      await using compared = await startExpress(version, protect)
      const answer = await compared.asPart({ path: '/me' }, { authorization: 'Bearer right' })
      assert.equal(answer.text, '{"name":"ann"}')
    })

    it('challenges who brings no token', async () => {
      await using compared = await startExpress(version, protect)
      const answer = await compared.assertSame({ path: '/me' })
      assert.equal(headerOf(answer, 'www-authenticate'), 'Bearer realm="Users"')
    })

    it('refuses a wrong token', async () => {
      await using compared = await startExpress(version, protect)
      const headers = { authorization: 'Bearer wrong' }
      const answer = await compared.assertSame({ path: '/me', headers })
      assert.equal(answer.status, 401)
      assert.match(headerOf(answer, 'www-authenticate') ?? '', /error="invalid_token"/)
    })

    it('takes a token from a form', async () => {
      await using compared = await startExpress(version, protect)
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const question = { method: 'POST', path: '/me', headers, body: 'access_token=right' }
      assert.equal((await compared.assertSame(question)).text, '{"name":"ann"}')
    })
  })
}

const fixedSession = {
  secret: 'secret',
  resave: false,
  saveUninitialized: true,
  genid: (): string => 'fixed',
}

function countVisits(app: Express, store: session.Store = new session.MemoryStore()): void {
  app.use(session({ ...fixedSession, store }))
  app.use((request, _response, next) => {
    request.session.visits = (request.session.visits ?? 0) + 1
    next()
  })
  app.get('/', (request, response) => response.send(String(request.session.visits)))
}

class SlowStore extends session.MemoryStore {
  override get(...[id, done]: Parameters<session.MemoryStore['get']>): void {
    setImmediate(() => super.get(id, done))
  }

  override set(...[id, data, done]: Parameters<session.MemoryStore['set']>): void {
    setImmediate(() => super.set(id, data, done))
  }
}

class BrokenStore extends session.MemoryStore {
  override set(...[, , done]: Parameters<session.MemoryStore['set']>): void {
    done?.(new Error('the store is full'))
  }
}

function protect(app: Express): void {
  const own = new passport.Passport()
  const strategy = new Strategy((token, done) => {
    setImmediate(() => done(null, token === 'right' && { name: 'ann' }))
  })
  own.use(strategy)
  app.use(own.initialize())
  app.use(bodyParser.urlencoded({ extended: false }))
  app.use('/me', own.authenticate('bearer', { session: false }), (request, response) => {
    response.json(request.user)
  })
}

function cookieOf(answer: Answer): string {
  const cookies = answer.headers.filter(([name]) => name === 'set-cookie')
  return cookies.map(([, value]) => value.split(';', 1)[0]).join('; ')
}
