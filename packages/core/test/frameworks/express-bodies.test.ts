import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import bodyParser from 'body-parser'
import { headerOf } from '../support/compared-app.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }

for (const version of expressVersions) {
  describe(`bodies in ${version.name}`, bounded, () => {
    it('are parsed as JSON by body-parser', async () => {
      await using compared = await startExpress(version, (app) => {
        app.post('/', bodyParser.json(), (request, response) => response.json(request.body))
      })
      const body = '{"a":[1,2,{"ü":"ß"}]}'
      const answer = await compared.assertSame({ method: 'POST', path: '/', headers: json, body })
      assert.equal(answer.text, body)
    })

    it("are parsed as JSON by Express' own parser", async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(version.express.json())
        app.put('/', (request, response) => response.json(request.body))
      })
      const question = { method: 'PUT', path: '/', headers: json, body: '{"a":1}' }
      assert.equal((await compared.assertSame(question)).text, '{"a":1}')
    })

    it('are refused when they are no JSON', async () => {
      await using compared = await startExpress(version, (app) => {
        app.set('env', 'production')
        app.use(bodyParser.json())
        app.use(noteError)
      })
      const question = { method: 'POST', path: '/', headers: json, body: '{"a":' }
      const answer = await compared.assertSame(question)
      assert.equal(answer.status, 400)
      assert.match(answer.text, /entity\.parse\.failed/)
    })

    it('are refused when they are larger than the parser allows', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(bodyParser.json({ limit: 10 }))
        app.use(noteError)
      })
      const question = { method: 'POST', path: '/', headers: json, body: '{"a":"0123456789"}' }
      const answer = await compared.assertSame(question)
      assert.equal(answer.status, 413)
      assert.match(answer.text, /entity\.too\.large.*"length":18/)
    })

    it('are refused in a charset that the parser does not know', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(bodyParser.json())
        app.use(noteError)
      })
      const headers = { 'content-type': 'application/json; charset=utf-99' }
      const question = { method: 'POST', path: '/', headers, body: '{}' }
      assert.equal((await compared.assertSame(question)).status, 415)
    })

    it('are shown to the verify hook of a parser byte by byte', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(
          bodyParser.json({
            verify: (_request, response, bytes) => response.setHeader('x-bytes', toHex(bytes)),
          }),
        )
        app.post('/', (_request, response) => response.send('verified'))
      })
      const question = { method: 'POST', path: '/', headers: json, body: '{ "a" : 1.0 }' }
      const answer = await compared.assertSame(question)
      assert.equal(headerOf(answer, 'x-bytes'), toHex(Buffer.from(question.body)))
    })

    it('are parsed as a form', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(bodyParser.urlencoded({ extended: true }))
        app.post('/', (request, response) => response.json(request.body))
      })
      const body = 'a[b]=1&a[c]=2&list[]=x&list[]=%C3%BC+y'
      const answer = await compared.assertSame({ method: 'POST', path: '/', headers: form, body })
      assert.equal(answer.text, '{"a":{"b":"1","c":"2"},"list":["x","ü y"]}')
    })

    it('are parsed as a simple form', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(version.express.urlencoded({ extended: false }))
        app.post('/', (request, response) => response.json(request.body))
      })
      const question = { method: 'POST', path: '/', headers: form, body: 'a=1&a=2&b=%20' }
      const answer = await compared.assertSame(question)
      assert.equal(answer.text, '{"a":["1","2"],"b":" "}')
    })

    it('are read as bytes', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(bodyParser.raw({ type: '*/*' }))
        app.post('/', (request, response) => response.type('bin').send(request.body))
      })
      const headers = { 'content-type': 'application/octet-stream' }
      const body = Uint8Array.from({ length: 256 }, (_, index) => index)
      const answer = await compared.assertSame({ method: 'POST', path: '/', headers, body })
      assert.ok(answer.bytes.equals(body))
    })

    it('are read as a text in another charset', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(bodyParser.text())
        app.post('/', (request, response) => response.send(request.body))
      })
      const headers = { 'content-type': 'text/plain; charset=iso-8859-1' }
      const body = Buffer.from('Grüße', 'latin1')
      const answer = await compared.assertSame({ method: 'POST', path: '/', headers, body })
      assert.equal(answer.text, 'Grüße')
    })

    it('are inflated by the parser when they have a content coding', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(bodyParser.json())
        app.post('/', (request, response) => response.json(request.body))
      })
      const headers = { ...json, 'content-encoding': 'gzip' }
      const body = gzipSync('{"a":1}')
      const answer = await compared.assertSame({ method: 'POST', path: '/', headers, body })
      assert.equal(answer.text, '{"a":1}')
    })

    it('may be empty', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(bodyParser.json())
        app.post('/', (request, response) => response.json([typeof request.body, request.body]))
      })
      await compared.assertSame({ method: 'POST', path: '/', headers: json, body: '' })
    })

    it('may be missing', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(bodyParser.json(), bodyParser.urlencoded({ extended: true }))
        app.use((request, response) => response.json([typeof request.body, request.body]))
      })
      await compared.assertSame({ path: '/', headers: json })
      await compared.assertSame({ method: 'DELETE', path: '/' })
    })

    it('are left alone by parsers of another type', async () => {
      await using compared = await startExpress(version, (app) => {
        app.use(bodyParser.json(), bodyParser.urlencoded({ extended: true }))
        app.post('/', (request, response) => request.pipe(response))
      })
      const headers = { 'content-type': 'text/csv' }
      const answer = await compared.assertSame({ method: 'POST', path: '/', headers, body: 'a;b' })
      assert.equal(answer.text, 'a;b')
    })

    it('are read by events', async () => {
      await using compared = await startExpress(version, (app) => {
        app.post('/', (request, response) => {
          let text = ''
          request.setEncoding('utf8')
          request.on('data', (chunk: string) => (text += chunk))
          request.on('end', () => response.send(`${text} ${request.complete}`))
        })
      })
      const headers = { 'content-type': 'text/plain' }
      const answer = await compared.assertSame({ method: 'POST', path: '/', headers, body: 'ü' })
      assert.equal(answer.text, 'ü true')
    })

    it('are read by iteration in a later turn', async () => {
      await using compared = await startExpress(version, (app) => {
        app.post('/', (request, response) => {
          setImmediate(() => void iterate(request, response))
        })
      })
      const headers = { 'content-type': 'application/octet-stream' }
      const body = Buffer.alloc(200_000, 'xyz')
      const answer = await compared.assertSame({ method: 'POST', path: '/', headers, body })
      assert.equal(answer.text, body.toString('base64'))
    })
  })
}

async function iterate(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  response.end(Buffer.concat(chunks).toString('base64'))
}

function toHex(bytes: Buffer): string {
  return bytes.toString('hex')
}

function noteError(
  error: { status: number; type: string; length?: number },
  _request: unknown,
  response: { status(code: number): { json(body: unknown): void } },
  _next: unknown,
): void {
  const { status, type, length } = error
  response.status(status).json({ status, type, length })
}
