import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isLoopback } from '../src/console/guard.ts'
import { checkConfig, ConfigError, createGateway } from '../src/index.ts'
import { makeConfigFolder } from './support/command-config.ts'
import { ocambaOptions, runCommand, RunningCommand } from './support/command.ts'
import { sendRaw } from './support/raw-connection.ts'
import { openGateway } from './support/running-gateway.ts'

const token = 'a-token-that-is-long-enough'
const { file } = makeConfigFolder()
const upstreams = { api: { url: 'http://127.0.0.1:9' } }

describe('the guard of the console', () => {
  it('lets in who shows the token, in a header or in a cookie', async () => {
    await using gateway = await openGateway({ console: { token }, upstreams })
    const ask = (headers: Record<string, string>, query = ''): Promise<Response> =>
      fetch(`${gateway.url}/console/api/batches${query}`, { headers, redirect: 'manual' })
    assert.equal((await ask({})).status, 401)
    assert.match((await ask({})).headers.get('www-authenticate') ?? '', /^Bearer/)
    assert.equal((await ask({ authorization: `Bearer ${token}` })).status, 200)
    for (const wrong of [token.slice(1), `${token}x`, '', token.toUpperCase()]) {
      assert.equal((await ask({ authorization: `Bearer ${wrong}` })).status, 401, wrong)
      assert.equal((await ask({ cookie: `batchway-console=${wrong}` })).status, 401, wrong)
      assert.equal((await ask({}, `?token=${wrong}`)).status, 401, wrong)
    }
    const entered = await ask({}, `?token=${token}`)
    assert.equal(entered.status, 303)
    assert.equal(entered.headers.get('location'), '/console/')
    const cookie = entered.headers.get('set-cookie') ?? ''
    assert.match(cookie, /; Path=\/console; HttpOnly; SameSite=Strict$/)
    assert.equal((await ask({ cookie: cookie.split(';')[0] ?? '' })).status, 200)
  })

  it('knows a token in base64 again in its cookie', async () => {
    const coded = 'YS10b2tlbi1pbi1iYXNlNjQ='
    await using gateway = await openGateway({ console: { token: coded }, upstreams })
    const url = `${gateway.url}/console/api/batches`
    const entered = await fetch(`${url}?token=${encodeURIComponent(coded)}`, { redirect: 'manual' })
    const [cookie = ''] = (entered.headers.get('set-cookie') ?? '').split(';')
    assert.equal((await fetch(url, { headers: { cookie } })).status, 200)
  })

  it('answers no request of another site, with or without a token', async () => {
    for (const wish of [true, { token }]) {
      await using gateway = await openGateway({ console: wish, upstreams })
      const own = new URL(gateway.url).host
      const known = { authorization: `Bearer ${token}` }
      const foreign: readonly Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
        { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' },
        {
          'sec-fetch-site': 'cross-site',
          'sec-fetch-mode': 'navigate',
          'sec-fetch-dest': 'iframe',
        },
        { origin: 'https://elsewhere.example' },
        { origin: 'null' },
      ]
      for (const headers of foreign) {
        const response = await fetch(`${gateway.url}/console/api/batches`, {
          headers: { ...known, ...headers },
        })
        assert.equal(response.status, 403, JSON.stringify(headers))
      }
      for (const headers of [{ origin: `http://${own}` }, { 'sec-fetch-site': 'same-origin' }]) {
        const response = await fetch(`${gateway.url}/console/api/batches`, {
          headers: { ...known, ...headers },
        })
        assert.equal(response.status, 200, JSON.stringify(headers))
      }
    }
  })

  it('without a token answers only who asks this machine by its address', async () => {
    await using gateway = await openGateway({ console: true, upstreams })
    const ask = async (host: string, more = ''): Promise<number> => {
      const text = `GET /console/api/batches HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`
      return (await sendRaw(gateway.port, text)).status
    }
    for (const host of ['127.0.0.1', `localhost:${gateway.port}`, '[::1]:80', '127.8.8.8']) {
      assert.equal(await ask(host), 200, host)
    }
    for (const host of ['elsewhere.example', '127.0.0.1.elsewhere.example', '10.0.0.1', '[::2]']) {
      assert.equal(await ask(host), 403, host)
    }
    assert.equal(await ask('127.0.0.1', 'X-Forwarded-For: 10.0.0.1\r\n'), 403)
  })

  it('is only read', async () => {
    await using gateway = await openGateway({ console: true, upstreams })
    const head = await fetch(`${gateway.url}/console/api/events`, { method: 'HEAD' })
    assert.equal(head.headers.get('content-type'), 'text/event-stream')
    assert.equal(await head.text(), '', 'it ends')
    const response = await fetch(`${gateway.url}/console/api/batches`, { method: 'POST' })
    assert.equal(response.status, 405)
    assert.equal(response.headers.get('allow'), 'GET, HEAD')
  })

  it('wants a token unless only this machine can ask', () => {
    assert.equal(tokenFor({}), undefined)
    assert.equal(tokenFor({ listen: '[::1]:8080' }), undefined)
    const made = tokenFor({ listen: '0.0.0.0:8080' })
    assert.match(made ?? '', /^[\w-]{32}$/)
    assert.notEqual(made, tokenFor({ listen: '0.0.0.0:8080' }))
    assert.ok(tokenFor({ trustedProxies: ['127.0.0.1'] }))
    assert.equal(tokenFor({ console: { token } }), token)
    for (const host of ['0.0.0.0', '::', '128.0.0.1', '127.evil.example', 'example.org', '']) {
      assert.equal(isLoopback(host), false, host)
    }
  })

  it('prints where the console is, with a token that was made', async () => {
    const endpoint = { path: '/batch', dialect: 'ocamba', upstream: 'api' }
    const config = { console: true, upstreams, endpoints: [endpoint], listen: '0.0.0.0:0' }
    await using command = new RunningCommand([
      '--config',
      await file('console.json', JSON.stringify(config)),
    ])
    await command.says(/console at http:\/\/0\.0\.0\.0:\d+\/console\/\?token=[\w-]{32}\n/)
  })

  it('prints no token of the configuration', async () => {
    const endpoint = { path: '/batch', dialect: 'ocamba', upstream: 'api' }
    const config = { console: { token }, upstreams, endpoints: [endpoint], listen: '127.0.0.1:0' }
    await using command = new RunningCommand([
      '--config',
      await file('secret.json', JSON.stringify(config)),
    ])
    await command.says(/console at http:\S+\/console\/, with the token of the configuration\n/)
    assert.ok(!command.stderr.includes(token))
  })

  it('is there in the one-line form where that asks for it', async () => {
    await using command = new RunningCommand([
      '-u',
      upstreams.api.url,
      ...ocambaOptions,
      '--console',
    ])
    await command.says(/console at http:\/\/127\.0\.0\.1:\d+\/console\/\n/)
    const { code, errors } = await runCommand(['--config', 'any.yaml', '--console'])
    assert.equal(code, 2)
    assert.match(errors[0] ?? '', /--console can't be used with --config/)
  })
})

describe('the configuration of the console', () => {
  it('is true, or an object', () => {
    assert.equal(check(true), 'fine')
    assert.equal(check({ path: '/ops/console', batches: 5, bytes: '1MiB' }), 'fine')
    assert.match(check('yes'), /console/)
    assert.match(check({ tokn: token }), /did you mean "token"/)
    assert.match(check({ token: 'short' }), /console\.token/)
    assert.match(check({ path: '/' }), /console\.path/)
    assert.doesNotMatch(check({ token: 'a secret with spaces' }), /a secret/)
  })

  it('is for one process', () => {
    const endpoints = [{ path: '/batch', dialect: 'ocamba', upstream: 'api' }]
    assert.throws(
      () => checkConfig({ console: true, workers: 2, upstreams, endpoints }, 'test'),
      /console can't be there with 2 workers/,
    )
  })

  it('must leave the endpoints where they are', () => {
    assert.match(
      check(true, '/console/batch'),
      /endpoints\[0\]\.path lies within the console at "\/console"/,
    )
    assert.equal(check(true, '/consoles'), 'fine')
  })

  it('must leave the other pages where they are', () => {
    assert.match(
      withConsole({ metrics: '/console' }),
      /metrics lies within the console at "\/console"/,
    )
    assert.match(withConsole({ openapi: '/console/api' }), /openapi lies within the console/)
    assert.match(withConsole({ health: { live: '/console/live' } }), /health\.live lies within/)
    assert.match(
      withConsole({ admin: '127.0.0.1:0', openapi: '/console/api' }),
      /openapi lies within/,
    )
    assert.equal(withConsole({ admin: '127.0.0.1:0', metrics: '/console' }), 'fine')
  })
})

/** The token of the console in a configuration with `more` in it. */
function tokenFor(more: object): string | undefined {
  const endpoints = [{ path: '/batch', dialect: 'ocamba', upstream: 'api' }]
  const config = checkConfig({ console: true, upstreams, endpoints, ...more }, 'test')
  return createGateway(config).console?.token
}

/** What is wrong with a configuration that has a console and `more`. */
function withConsole(more: object): string {
  return check(true, '/batch', more)
}

/** What is wrong with a configuration that has this console. */
function check(wish: unknown, path = '/batch', more: object = {}): string {
  const endpoints = [{ path, dialect: 'ocamba', upstream: 'api' }]
  try {
    checkConfig({ console: wish, upstreams, endpoints, ...more }, 'test')
    return 'fine'
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.message
  }
}
