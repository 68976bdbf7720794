import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import type {
  FastifyMultipartOptions,
  FastifyMultipartAttachFieldsToBodyOptions,
} from '@fastify/multipart'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { Question } from '../support/compared-app.ts'
import type { ComparedFastify } from '../support/fastify-app.ts'
import { startFastify } from '../support/fastify-app.ts'

type Options = FastifyMultipartOptions | FastifyMultipartAttachFieldsToBodyOptions

function start(
  addRoutes: (app: FastifyInstance) => void,
  options: Options = {},
): Promise<ComparedFastify> {
  return startFastify(async (app) => {
    await app.register(multipart, options)
    addRoutes(app)
  })
}

/** Two fields and two files, the second of them no text. */
async function upload(): Promise<Question> {
  const form = new FormData()
  form.set('title', 'Häuser')
  form.set('first', new File(['one\r\ntwo\r\n'], 'first.txt', { type: 'text/plain' }))
  form.set('count', '2')
  form.set('second', new File([new Uint8Array([0, 255, 13, 10])], 'two.bin'))
  const encoded = new Response(form)
  return {
    method: 'POST',
    path: '/upload',
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    body: new Uint8Array(await encoded.arrayBuffer()),
  }
}

function addFileRoute(app: FastifyInstance): void {
  app.post('/upload', async (request) => {
    const file = await request.file()
    const bytes = await file?.toBuffer()
    return { name: file?.filename, type: file?.mimetype, bytes: bytes?.toString('hex') }
  })
}

describe('Fastify 5: uploads with @fastify/multipart', () => {
  it('reads one file', async () => {
    await using compared = await start(addFileRoute)
    const answer = await compared.assertSame(await upload())
    const bytes = Buffer.from('one\r\ntwo\r\n').toString('hex')
    assert.deepEqual(JSON.parse(answer.text), { name: 'first.txt', type: 'text/plain', bytes })
  })

  it('reads all files, one after the other', async () => {
    await using compared = await start((app) => {
      app.post('/upload', async (request) => {
        const found: string[] = []
        for await (const file of request.files()) {
          found.push(`${file.filename} ${(await file.toBuffer()).toString('hex')}`)
        }
        return found
      })
    })
    const answer = await compared.assertSame(await upload())
    assert.deepEqual(JSON.parse(answer.text), [
      `first.txt ${Buffer.from('one\r\ntwo\r\n').toString('hex')}`,
      'two.bin 00ff0d0a',
    ])
  })

  it('reads fields and files in their order', async () => {
    await using compared = await start((app) => {
      app.post('/upload', async (request) => {
        const found: string[] = []
        for await (const part of request.parts()) {
          if (part.type === 'file')
            found.push(`${part.fieldname} ${(await part.toBuffer()).length}`)
          else found.push(`${part.fieldname}=${String(part.value)}`)
        }
        return found
      })
    })
    const answer = await compared.assertSame(await upload())
    assert.deepEqual(JSON.parse(answer.text), ['title=Häuser', 'first 10', 'count=2', 'second 4'])
  })

  it('attaches fields and files to the body', async () => {
    await using compared = await start(
      (app) => {
        app.post('/upload', async (request) => {
          const body = request.body as Record<string, { value?: unknown; filename?: string }>
          return Object.entries(body).map(([name, { value, filename }]) => [
            name,
            filename ?? value,
          ])
        })
      },
      { attachFieldsToBody: true },
    )
    const answer = await compared.assertSame(await upload())
    assert.equal(
      answer.text,
      '[["title","Häuser"],["first","first.txt"],["count","2"],["second","two.bin"]]',
    )
  })

  it('attaches plain values to the body', async () => {
    await using compared = await start(
      (app) => {
        app.post('/upload', async (request) => request.body)
      },
      { attachFieldsToBody: 'keyValues' },
    )
    const answer = await compared.assertSame(await upload())
    const { title, count } = JSON.parse(answer.text) as { title: string; count: string }
    assert.deepEqual([title, count], ['Häuser', '2'])
  })

  it('saves files of its own for each request', async () => {
    const saved: string[] = []
    await using compared = await start((app) => {
      app.post('/upload', async (request) => {
        const { files } = await request.saveRequestFiles()
        saved.push(...files.map(({ filepath }) => filepath))
        return Promise.all(files.map(({ filepath }) => readFile(filepath, 'hex')))
      })
    })
    const answer = await compared.assertSame(await upload())
    assert.equal((JSON.parse(answer.text) as unknown[]).length, 2)
    assert.equal(new Set(saved).size, 4)
  })

  it('refuses a file that is too large with 413', async () => {
    await using compared = await start(addFileRoute, { limits: { fileSize: 5 } })
    assert.equal((await compared.assertSame(await upload())).status, 413)
  })

  it('refuses more files than allowed with 413', async () => {
    await using compared = await start(
      (app) => {
        app.post('/upload', async (request) => {
          for await (const file of request.files()) await file.toBuffer()
          return 'all'
        })
      },
      { limits: { files: 1 } },
    )
    assert.equal((await compared.assertSame(await upload())).status, 413)
  })

  it('refuses a body that is no form with 406', async () => {
    await using compared = await start(addFileRoute)
    const headers = { 'content-type': 'application/json' }
    const answer = await compared.assertSame({ ...(await upload()), headers, body: '{}' })
    assert.equal(answer.status, 406)
  })

  it('refuses a form that breaks off', async () => {
    await using compared = await start(addFileRoute)
    const whole = await upload()
    const body = Buffer.from(whole.body ?? '').subarray(0, 200)
    const answer = await compared.assertSame({ ...whole, body })
    assert.ok(answer.status >= 400, answer.text)
  })

  it('answers before it has read the whole form', async () => {
    await using compared = await start((app) => {
      app.post('/upload', async (request, reply) => {
        const file = await request.file()
        return reply.code(202).send(file?.fieldname)
      })
    })
    const answer = await compared.assertSame(await upload())
    assert.deepEqual([answer.status, answer.text], [202, 'first'])
  })
})
