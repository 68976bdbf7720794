import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { basicAuth } from 'hono/basic-auth'
import { bearerAuth } from 'hono/bearer-auth'
import { getCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie'
import { jwt, sign } from 'hono/jwt'
import { headerOf } from '../support/compared-app.ts'
import { sameInHono, startHono } from '../support/compared-fetch.ts'

const secret = 'a secret of these tests'

describe('jwt of Hono answers alone and as a part alike', () => {
  it('a good token', async () => {
    const token = await sign({ sub: 'ada' }, secret, 'HS256')
    const question = { path: '/x', headers: { authorization: `Bearer ${token}` } }
    const answer = await sameInHono((app) => {
      app.use(jwt({ secret, alg: 'HS256' }))
      app.get('/x', (c) => c.json(c.get('jwtPayload')))
    }, question)
    assert.equal(answer.text, '{"sub":"ada"}')
  })

  it('no token and a bad one', async () => {
    await using compared = await startHono((app) => app.use(jwt({ secret, alg: 'HS256' })))
    const none = await compared.assertSame({ path: '/x' })
    assert.equal(none.status, 401)
    const bad = await compared.assertSame({
      path: '/x',
      headers: { authorization: 'Bearer a.b.c' },
    })
    assert.match(headerOf(bad, 'www-authenticate') ?? '', /invalid_token/)
  })

  it('a token in a cookie', async () => {
    const token = await sign({ sub: 'ada' }, secret, 'HS256')
    const question = { path: '/x', headers: { cookie: `a=1; token=${token}` } }
    const answer = await sameInHono((app) => {
      app.use(jwt({ secret, alg: 'HS256', cookie: 'token' }))
      app.get('/x', (c) => c.json(c.get('jwtPayload')))
    }, question)
    assert.equal(answer.text, '{"sub":"ada"}')
  })
})

describe('Authentication of Hono answers alone and as a part alike', () => {
  it('with a name and a password', async () => {
    await using compared = await startHono((app) => {
      app.use(basicAuth({ username: 'ada', password: 'pass' }))
      app.get('/x', (c) => c.text('in'))
    })
    const authorization = `Basic ${btoa('ada:pass')}`
    assert.equal((await compared.assertSame({ path: '/x', headers: { authorization } })).text, 'in')
    const refused = await compared.assertSame({ path: '/x' })
    assert.equal(headerOf(refused, 'www-authenticate'), 'Basic realm="Secure Area"')
  })

  it('with a token', async () => {
    await using compared = await startHono((app) => {
      app.use(bearerAuth({ token: 'token' }))
      app.get('/x', (c) => c.text('in'))
    })
    const good = { authorization: 'Bearer token' }
    assert.equal((await compared.assertSame({ path: '/x', headers: good })).text, 'in')
    const bad = { authorization: 'Bearer other' }
    assert.equal((await compared.assertSame({ path: '/x', headers: bad })).status, 401)
    assert.equal((await compared.assertSame({ path: '/x' })).status, 401)
  })
})

describe('Cookies of Hono are alone and as a part alike', () => {
  it('when they are read', async () => {
    const question = { path: '/x', headers: { cookie: 'a=1; b=x%20y; c="q"' } }
    const answer = await sameInHono(
      (app) => app.get('/x', (c) => c.json([getCookie(c), getCookie(c, 'b')])),
      question,
    )
    assert.deepEqual(JSON.parse(answer.text), [{ a: '1', b: 'x y', c: 'q' }, 'x y'])
  })

  it('when several are set', async () => {
    const answer = await sameInHono(
      (app) =>
        app.get('/x', (c) => {
          setCookie(c, 'a', '1', { httpOnly: true, path: '/x', sameSite: 'Lax' })
          setCookie(c, 'b', 'x, y', { maxAge: 60 })
          setCookie(c, 'c', '3', { expires: new Date(0), secure: true, prefix: 'secure' })
          return c.json({})
        }),
      { path: '/x' },
    )
    assert.equal(answer.headers.filter(([name]) => name === 'set-cookie').length, 3)
  })

  it('when they are signed', async () => {
    await using compared = await startHono((app) => {
      app.get('/set', async (c) => {
        await setSignedCookie(c, 'who', 'ada', secret)
        return c.body(null)
      })
      app.get('/get', async (c) => c.json([await getSignedCookie(c, secret, 'who')]))
    })
    const set = await compared.assertSame({ path: '/set' })
    const cookie = headerOf(set, 'set-cookie')?.split(';')[0] ?? ''
    const good = await compared.assertSame({ path: '/get', headers: { cookie } })
    assert.equal(good.text, '["ada"]')
    const forged = { cookie: cookie.replace('ada', 'bob') }
    assert.equal((await compared.assertSame({ path: '/get', headers: forged })).text, '[false]')
  })
})
