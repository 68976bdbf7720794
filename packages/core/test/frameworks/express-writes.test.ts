import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import type { RequestHandler } from 'express'
import type { Answer } from '../support/compared-app.ts'
import { headerOf } from '../support/compared-app.ts'
import type { ExpressVersion } from '../support/express-apps.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'
import { Journal, assertSameNotes } from '../support/journal.ts'

type Ending = (response: ServerResponse, done: () => void) => void

const endForms: Readonly<Record<string, Ending>> = {
  'a chunk and a callback': (response, done) => response.end('x', done),
  'a callback alone': (response, done) => response.end(done),
  'a chunk, an encoding and a callback': (response, done) => response.end('eHl6', 'base64', done),
  'nothing and a callback': (response, done) => response.end(undefined, 'utf8', done),
  'an empty chunk': (response, done) => response.end('', done),
}

const headForms: Readonly<Record<string, (response: ServerResponse) => void>> = {
  'a status': (response) => response.writeHead(203),
  'a status and a reason': (response) => response.writeHead(203, 'Guessed'),
  'an object': (response) => response.writeHead(203, { 'X-Own': 'a', 'x-list': ['1', '2'] }),
  'a reason and an object': (response) => response.writeHead(203, 'Guessed', { 'x-own': 'a' }),
  'an object with numbers': (response) => response.writeHead(203, { 'x-number': 5 }),
  'a flat array': (response) => response.writeHead(203, ['x-own', 'a', 'x-flat', 'b']),
  'a flat array with a list': (response) => response.writeHead(203, ['x-flat', ['1', '2']]),
  'a flat array with a name twice': (response) =>
    response.writeHead(203, ['x-own', 'a', 'X-Own', 'b']),
  'a reason and a flat array': (response) => response.writeHead(203, 'Guessed', ['x-own', 'a']),
  'no fields': (response) => response.writeHead(203, undefined),
}

/** Node hands these over as they are unless a field was set before. */
const bareHeadForms: Readonly<Record<string, (response: ServerResponse) => void>> = {
  'an object': (response) => response.writeHead(203, { 'X-Own': 'a', 'x-list': ['1', '2'] }),
  'a flat array': (response) => response.writeHead(203, ['X-Own', 'a', 'x-flat', 'b']),
  'a flat array with a list': (response) => response.writeHead(203, ['x-own', ['a', '2']]),
  'a flat array with a name twice': (response) =>
    response.writeHead(203, ['x-own', 'a', 'X-Own', 'b']),
  'an array of pairs': (response) => {
    const pairs: unknown = [
      ['x-own', 'a'],
      ['set-cookie', ['b=1', 'c=2']],
    ]
    response.writeHead(203, pairs as string[])
  },
}

for (const version of expressVersions) {
  describe(`writeHead in ${version.name}`, bounded, () => {
    for (const [form, writeHead] of Object.entries(headForms)) {
      it(`takes ${form}`, async () => {
        const answer = await answerOf(version, (_request, response) => {
          response.setHeader('x-before', 'kept')
          response.setHeader('x-own', 'before')
          writeHead(response)
          response.end('x')
        })
        assert.equal(answer.status, 203)
        assert.equal(headerOf(answer, 'x-before'), 'kept')
      })
    }

    for (const [form, writeHead] of Object.entries(bareHeadForms)) {
      it(`takes ${form} where no field was set before`, async () => {
        await using compared = await startExpress(version, (app) => {
          app.disable('x-powered-by')
          app.get('/', (_request, response) => {
            writeHead(response)
            response.end('x')
          })
        })
        const answer = await compared.assertSame({ path: '/' })
        assert.equal(answer.status, 203)
        assert.equal(headerOf(answer, 'x-own'), 'a')
      })
    }

    it('returns the response', async () => {
      const answer = await answerOf(version, (_request, response) => {
        response.end(String(response.writeHead(200) === response))
      })
      assert.equal(answer.text, 'true')
    })

    it('shows what it has written', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get('/', (request, response) => {
          journal.watch(request, response)
          response.setHeader('x-set', '1')
          response.writeHead(201, 'Made', { 'x-written': '2' })
          const { statusCode, statusMessage, headersSent } = response
          journal.note(`${statusCode} ${statusMessage} ${headersSent}`)
          journal.note(JSON.stringify(response.getHeaders()))
          response.end()
        })
      })
      await assertSameNotes(compared, journal, { path: '/' })
    })
  })

  describe(`writing in ${version.name}`, bounded, () => {
    it('is done in pieces of any encoding', async () => {
      const answer = await answerOf(version, (_request, response) => {
        response.type('bin')
        response.write('Grüße')
        response.write('Grüße', 'latin1')
        response.write('4772c3bc', 'hex')
        response.write('R3LDvA==', 'base64')
        response.write('ü', 'utf16le')
        response.write(Buffer.from([0, 255]))
        response.write(new Uint8Array([1, 2]))
        response.end('ÿ', 'binary')
      })
      assert.equal(answer.bytes.length, 7 + 5 + 4 + 4 + 2 + 2 + 2 + 1)
    })

    it('may use its buffer again when it was told that it may', async () => {
      const answer = await answerOf(version, (_request, response) => {
        const reused = Buffer.from('first ')
        response.write(reused, () => {
          reused.write('second')
          response.end(reused)
        })
      })
      assert.equal(answer.text, 'first second')
    })

    it('calls back in its order', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get('/', (request, response) => {
          journal.watch(request, response)
          response.write('a', (error) => journal.note(`written ${error}`))
          response.write('b', 'utf8', (error) => journal.note(`written too ${error}`))
          response.end('c', () => journal.note('ended'))
          journal.note('returned')
        })
      })
      const notes = await assertSameNotes(compared, journal, { path: '/' })
      assert.equal(notes.filter((note) => /written|ended/.test(note)).length, 3)
    })

    for (const [form, end] of Object.entries(endForms)) {
      it(`ends with ${form}`, async () => {
        const journal = new Journal()
        await using compared = await startExpress(version, (app) => {
          app.get('/', (request, response) => {
            journal.watch(request, response)
            end(response, () => journal.note('ended'))
          })
        })
        await assertSameNotes(compared, journal, { path: '/' })
      })
    }

    it('is refused for what is no chunk', async () => {
      const answer = await answerOf(version, (_request, response) => {
        for (const chunk of [undefined, null, 5, {}]) {
          try {
            response.write(chunk)
            response.write('written ')
          } catch (error) {
            response.write(`${(error as NodeJS.ErrnoException).code} `)
          }
        }
        response.end()
      })
      assert.match(answer.text, /^ERR_/)
    })

    it('has a head as soon as it is flushed', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get('/', (request, response) => {
          journal.watch(request, response)
          journal.note(`${response.headersSent}`)
          response.status(202).flushHeaders()
          journal.note(`${response.headersSent}`)
          response.flushHeaders()
          response.statusCode = 500
          response.end('x')
        })
      })
      await assertSameNotes(compared, journal, { path: '/' })
    })

    it('is corked and uncorked', async () => {
      const answer = await answerOf(version, (_request, response) => {
        response.cork()
        response.write('a')
        response.write('b')
        response.uncork()
        response.end('c')
      })
      assert.equal(answer.text, 'abc')
    })

    it('shows its states', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get('/', (request, response) => {
          const note = (when: string): void => journal.note(`${when}: ${statesOf(response)}`)
          note('at first')
          response.on('finish', () => note('at finish'))
          response.on('close', () => note('at close'))
          journal.watch(request, response)
          response.write('a')
          note('after a write')
          response.end('b')
          note('after the end')
        })
      })
      await assertSameNotes(compared, journal, { path: '/' })
    })

    it('leaves interim answers out', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get('/', (request, response) => {
          journal.watch(request, response)
          response.writeContinue()
          response.writeProcessing()
          response.writeEarlyHints({ link: '</a.css>; rel=preload' }, () => {
            journal.note('hinted')
            response.send('final')
          })
        })
      })
      const { length } = await assertSameNotes(compared, journal, { path: '/' })
      assert.ok(length > 0)
    })

    it('drops trailers', async () => {
      const answer = await answerOf(
        version,
        (_request, response) => {
          response.setHeader('trailer', 'x-sum')
          response.write('a')
          response.addTrailers({ 'x-sum': '1' })
          response.end()
        },
        ['trailer'],
      )
      assert.equal(answer.text, 'a')
    })
  })
}

function statesOf(response: ServerResponse): string {
  const { headersSent, finished, writable, writableEnded, writableFinished } = response
  const { writableCorked, writableObjectMode, destroyed, closed, errored } = response
  const stream = { writableCorked, writableObjectMode, destroyed, closed, errored }
  const sent = { headersSent, finished, writable, writableEnded, writableFinished }
  return JSON.stringify({ ...sent, ...stream })
}

async function answerOf(
  version: ExpressVersion,
  handler: RequestHandler,
  less: readonly string[] = [],
): Promise<Answer> {
  await using compared = await startExpress(version, (app) => {
    app.use(handler)
  })
  return await compared.assertSame({ path: '/' }, { headers: less })
}
