import assert from 'node:assert/strict'
import { describe, it, mock } from 'node:test'
import type { ErrorRequestHandler } from 'express'
import { headerOf } from '../support/compared-app.ts'
import { bounded, expressVersions, startExpress, withoutStack } from '../support/express-apps.ts'

// In production Express prints what it does not tell its caller.
mock.method(console, 'error', () => {})

for (const version of expressVersions) {
  describe(`errors in ${version.name}`, bounded, () => {
    it('that are thrown come to the error handler', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', () => {
          throw new Error('thrown')
        })
        app.use(answerMessage)
      })
      const answer = await compared.assertSame({ path: '/' })
      assert.equal(answer.text, '{"message":"thrown"}')
    })

    it('that are passed on come to the error handler', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, _response, next) => {
          setImmediate(() => next(new Error('passed on')))
        })
        app.use(answerMessage)
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, '{"message":"passed on"}')
    })

    // Express 4 does not look at what a handler returns: such an app ends with it, batch or no batch.
    if (version.major === 5) {
      it('that a handler rejects with come to the error handler', async () => {
        await using compared = await startExpress(version, (app) => {
          app.get('/', async () => {
            await Promise.resolve()
            throw new Error('rejected')
          })
          app.use(answerMessage)
        })
        assert.equal((await compared.assertSame({ path: '/' })).text, '{"message":"rejected"}')
      })
    }

    it('go from one handler to the next', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(() => {
          throw new Error('a')
        })
        app.use(addLetter('b'), addLetter('c'))
        app.use((_request, response) => response.send('passed over'))
        app.use(answerMessage)
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, '{"message":"abc"}')
    })

    it('may be forgiven', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, _response, next) => next('a text'))
        app.use(forgive)
        app.use((_request, response) => response.send('went on'))
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, 'went on')
    })

    it('have a page where the app has none', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, response) => {
          response.set('x-gone', 'yes').set('content-type', 'image/png')
          throw new Error('<secret>')
        })
      })
      const answer = await compared.assertSame({ path: '/' }, { text: withoutStack })
      assert.equal(answer.status, 500)
      assert.equal(headerOf(answer, 'content-security-policy'), "default-src 'none'")
      assert.match(answer.text, /<pre>Error: &lt;secret&gt;<br>/)
    })

    it('tell nothing on the page in production', async () => {
      await using compared = await startExpress(version, (app) => {
        app.set('env', 'production')
        app.get('/', () => {
          throw new Error('secret')
        })
      })
      const answer = await compared.assertSame({ path: '/' })
      assert.match(answer.text, /<pre>Internal Server Error<\/pre>/)
    })

    it('bring their own status and headers to the page', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', () => {
          const headers = { 'retry-after': '30' }
          throw Object.assign(new Error('busy'), { status: 503, headers })
        })
      })
      const answer = await compared.assertSame({ path: '/' }, { text: withoutStack })
      assert.equal(answer.status, 503)
      assert.equal(headerOf(answer, 'retry-after'), '30')
    })

    it('keep the status that was set before', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, response, next) => {
          response.statusCode = 422
          next(new Error('odd'))
        })
      })
      assert.equal((await compared.assertSame({ path: '/' }, { text: withoutStack })).status, 422)
    })

    it('of an unknown path have a page', async () => {
      await using compared = await startExpress(version, () => {})
      const answer = await compared.assertSame({ method: 'DELETE', path: '/<none>?a=1' })
      assert.equal(answer.status, 404)
      assert.match(answer.text, /Cannot DELETE \//)
    })

    it('of an unknown path have only a head for a HEAD', async () => {
      await using compared = await startExpress(version, () => {})
      assert.equal((await compared.assertSame({ method: 'HEAD', path: '/none' })).text, '')
    })

    it('of an unknown path have a page after a body was sent', async () => {
      await using compared = await startExpress(version, () => {})
      const headers = { 'content-type': 'text/plain' }
      const question = { method: 'POST', path: '/none', headers, body: 'x'.repeat(100_000) }
      assert.equal((await compared.assertSame(question)).status, 404)
    })

    it('after the answer has ended do not change it', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, response) => {
          response.send('answered')
          throw new Error('too late')
        })
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, 'answered')
    })

    it('after the head break the answer off', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, response) => {
          response.write('half')
          throw new Error('too late')
        })
      })
      await assert.rejects(compared.alone({ path: '/' }))
      const [result] = await compared.asParts([{ path: '/' }])
      assert.equal(result?.kind, 'failed')
    })

    it('after the head are seen by the error handler', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, response) => {
          response.write('half')
          throw new Error('late')
        })
        app.use(finish)
      })
      assert.equal((await compared.assertSame({ path: '/' })).text, 'half true late')
    })

    it('of fields that HTTP does not know come to the error handler', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/name', (_request, response) => response.set('bad name', 'x').end())
        app.get('/value', (_request, response) => response.set('x-a', 'a\r\nb: c').end())
        app.get('/status', (_request, response) => response.writeHead(1000).end())
        app.get('/chunk', (_request, response) => response.write(5))
        app.get('/undefined', (_request, response) => response.setHeader('x', undefined as never))
        app.use(answerCode)
      })
      for (const [path, code] of Object.entries(invalid)) {
        assert.equal((await compared.assertSame({ path })).text, code)
      }
    })

    it('of headers that come too late come to the error handler', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use((request, response) => {
          response.write('')
          response.write('<')
          if (request.path === '/set') response.setHeader('x-a', '1')
          if (request.path === '/remove') response.removeHeader('x-a')
          if (request.path === '/append') response.appendHeader('x-a', '1')
          if (request.path === '/head') response.writeHead(200)
          response.status(201).json({})
        })
        app.use(endWithCode)
      })
      for (const path of ['/set', '/remove', '/append', '/head', '/json']) {
        assert.equal((await compared.assertSame({ path })).text, '<ERR_HTTP_HEADERS_SENT')
      }
    })
  })
}

const invalid: Readonly<Record<string, string>> = {
  '/name': 'ERR_INVALID_HTTP_TOKEN',
  '/value': 'ERR_INVALID_CHAR',
  '/status': 'ERR_HTTP_INVALID_STATUS_CODE',
  '/chunk': 'ERR_INVALID_ARG_TYPE',
  '/undefined': 'ERR_HTTP_INVALID_HEADER_VALUE',
}

const answerMessage: ErrorRequestHandler = (error: Error, _request, response, _next) => {
  response.status(500).json({ message: error.message })
}

const answerCode: ErrorRequestHandler = (
  error: NodeJS.ErrnoException,
  _request,
  response,
  _next,
) => {
  response.status(500).end(error.code)
}

const endWithCode: ErrorRequestHandler = (
  error: NodeJS.ErrnoException,
  _request,
  response,
  _next,
) => {
  response.end(error.code)
}

const forgive: ErrorRequestHandler = (_error, _request, _response, next) => next()

const finish: ErrorRequestHandler = (error: Error, _request, response, _next) => {
  response.end(` ${response.headersSent} ${error.message}`)
}

function addLetter(letter: string): ErrorRequestHandler {
  return (error: Error, _request, _response, next) => next(new Error(error.message + letter))
}
