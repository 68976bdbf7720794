import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { PassThrough, Readable, Transform, pipeline } from 'node:stream'
import { pipeline as pipe } from 'node:stream/promises'
import { describe, it } from 'node:test'
import type { RequestHandler } from 'express'
import type { Answer } from '../support/compared-app.ts'
import type { ExpressVersion } from '../support/express-apps.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'
import { Journal, assertSameNotes } from '../support/journal.ts'

for (const version of expressVersions) {
  describe(`streams in ${version.name}`, bounded, () => {
    it('are piped', async () => {
      const answer = await answerOf(version, (_request, response) => {
        createReadStream(import.meta.filename).pipe(response)
      })
      assert.ok(answer.bytes.equals(await readFile(import.meta.filename)))
    })

    it('are piped by pipeline, which knows when they have ended', async () => {
      const journal = new Journal()
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, response) => {
          pipeline(numbers(1000), response, (error) => {
            journal.note(`piped ${error} ${response.writableFinished}`)
            journal.close()
          })
        })
      })
      const notes = await assertSameNotes(compared, journal, { path: '/' })
      assert.deepEqual(notes, ['piped undefined true'])
    })

    it('are piped by a pipeline that is awaited', async () => {
      const answer = await answerOf(version, async (_request, response) => {
        const upper = new Transform({
          transform: (chunk: Buffer, _encoding, done) => done(null, String(chunk).toUpperCase()),
        })
        await pipe(Readable.from(['a', 'b', 'c']), upper, response)
      })
      assert.equal(answer.text, 'ABC')
    })

    it('of the request are piped back', async () => {
      await using compared = await startExpress(version, (app) => {
        app.post('/', (request, response) => request.pipe(new PassThrough()).pipe(response))
      })
      const headers = { 'content-type': 'text/plain' }
      const body = Buffer.alloc(300_000, 'ab')
      const answer = await compared.assertSame({ method: 'POST', path: '/', headers, body })
      assert.ok(answer.bytes.equals(body))
    })

    it('of web streams are piped', async () => {
      const answer = await answerOf(version, (_request, response) => {
        const { body } = new Response('from the web')
        if (body !== null) Readable.fromWeb(body as never).pipe(response)
      })
      assert.equal(answer.text, 'from the web')
    })

    it('are piped on after one that did not end the response', async () => {
      const answer = await answerOf(version, (_request, response) => {
        const first = numbers(3)
        first.pipe(response, { end: false })
        first.once('end', () => numbers(4).pipe(response))
      })
      assert.equal(answer.text, '0 1 2 0 1 2 3 ')
    })

    it('that break leave no answer', async () => {
      await using compared = await startExpress(version, (app) => {
        app.get('/', (_request, response) => {
          pipeline(broken(), response, () => {})
        })
      })
      await assert.rejects(compared.alone({ path: '/' }))
      const [result] = await compared.asParts([{ path: '/' }])
      assert.equal(result?.kind, 'failed')
    })
  })
}

function numbers(count: number): Readable {
  return Readable.from(Array.from({ length: count }, (_, index) => `${index} `))
}

function broken(): Readable {
  let reads = 0
  return new Readable({
    read() {
      reads += 1
      if (reads === 1) this.push('half')
      else this.destroy(new Error('no more'))
    },
  })
}

async function answerOf(version: ExpressVersion, handler: RequestHandler): Promise<Answer> {
  await using compared = await startExpress(version, (app) => {
    app.use(handler)
  })
  return await compared.assertSame({ path: '/' })
}
