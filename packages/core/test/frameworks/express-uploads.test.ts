import assert from 'node:assert/strict'
import { mkdtempDisposable, readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { ErrorRequestHandler, Request } from 'express'
import multer from 'multer'
import type { Question } from '../support/compared-app.ts'
import { bounded, expressVersions, startExpress } from '../support/express-apps.ts'

const photo = Buffer.from([0, 255, 13, 10, 45, 45, 120])

for (const version of expressVersions) {
  describe(`uploads in ${version.name}`, bounded, () => {
    it('are kept in memory', async () => {
      await using compared = await startExpress(version, (app) => {
        app.post('/', multer().single('photo'), (request, response) => {
          response.json({ body: request.body, file: describeFile(request.file) })
        })
      })
      const answer = await compared.assertSame(upload())
      const { body, file } = JSON.parse(answer.text)
      assert.deepEqual(body, { title: 'Grüße' })
      assert.deepEqual(file, ['photo', 'a.png', 'image/png', photo.toString('hex')])
    })

    it('are kept on disk', async () => {
      await using directory = await mkdtempDisposable(join(tmpdir(), 'batchway-'))
      await using compared = await startExpress(version, (app) => {
        const { single } = createDiskUpload(directory.path)
        app.post('/', single, (request, response) => {
          const { filename, size } = request.file ?? {}
          response.json([filename, size])
        })
      })
      const answer = await compared.assertSame(upload())
      assert.equal(answer.text, `["stored-a.png",${photo.length}]`)
      assert.ok((await readFile(join(directory.path, 'stored-a.png'))).equals(photo))
    })

    it('may be several', async () => {
      await using compared = await startExpress(version, (app) => {
        app.post('/', multer().any(), (request, response) => {
          const files = request.files as Express.Multer.File[]
          response.json(files.map(describeFile))
        })
      })
      const answer = await compared.assertSame(upload(3))
      assert.equal(JSON.parse(answer.text).length, 3)
    })

    it('are refused when they are larger than multer allows', async () => {
      await using compared = await startExpress(version, (app) => {
        const small = multer({ limits: { fileSize: 3 } })
        app.post('/', small.single('photo'), (_request, response) => response.send('too late'))
        app.use(answerCode)
      })
      const answer = await compared.assertSame(upload())
      assert.equal(answer.text, 'LIMIT_FILE_SIZE')
    })

    it('are refused in a field that multer does not expect', async () => {
      await using compared = await startExpress(version, (app) => {
        app.post('/', multer().single('other'), (_request, response) => response.send('too late'))
        app.use(answerCode)
      })
      assert.equal((await compared.assertSame(upload())).text, 'LIMIT_UNEXPECTED_FILE')
    })

    it('leave nothing on disk when they break off', async () => {
      await using directory = await mkdtempDisposable(join(tmpdir(), 'batchway-'))
      await using compared = await startExpress(version, (app) => {
        app.post('/', createDiskUpload(directory.path).single, (_request, response) => {
          response.send('too late')
        })
        app.use(answerMessage)
      })
      const whole = upload()
      const answer = await compared.assertSame({ ...whole, body: whole.body.subarray(0, -20) })
      assert.equal(answer.text, 'Unexpected end of form')
      assert.deepEqual(await readdir(directory.path), [])
    })

    it('are as large as a few hundred kilobytes', async () => {
      await using compared = await startExpress(version, (app) => {
        app.post('/', multer().single('photo'), (request: Request, response) => {
          response.send(request.file?.buffer)
        })
      })
      const large = Buffer.alloc(400_000, 'batchway\r\n--')
      const answer = await compared.assertSame(upload(1, large))
      assert.ok(answer.bytes.equals(large))
    })
  })
}

function createDiskUpload(destination: string): { single: ReturnType<multer.Multer['single']> } {
  const storage = multer.diskStorage({
    destination,
    filename: (_request, file, done) => done(null, `stored-${file.originalname}`),
  })
  return { single: multer({ storage }).single('photo') }
}

function describeFile(file: Express.Multer.File | undefined): readonly unknown[] {
  return [file?.fieldname, file?.originalname, file?.mimetype, file?.buffer.toString('hex')]
}

const answerMessage: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(400).send(error.message)
}

const answerCode: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(400).send(error.code)
}

function upload(count = 1, content: Buffer = photo): Question & { readonly body: Buffer } {
  const lines = ['--limit', 'content-disposition: form-data; name="title"', '', 'Grüße', '']
  const head = [
    '--limit',
    'content-disposition: form-data; name="photo"; filename="a.png"',
    'content-type: image/png',
    '',
    '',
  ].join('\r\n')
  const files = Array.from({ length: count }, () => [
    Buffer.from(head),
    content,
    Buffer.from('\r\n'),
  ])
  const body = Buffer.concat([
    Buffer.from(lines.join('\r\n')),
    ...files.flat(),
    Buffer.from('--limit--\r\n'),
  ])
  const headers = { 'content-type': 'multipart/form-data; boundary=limit' }
  return { method: 'POST', path: '/', headers, body }
}
