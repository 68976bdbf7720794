import assert from 'node:assert/strict'
import { basename, dirname } from 'node:path'
import { describe, it } from 'node:test'
import type { FastifyStaticOptions } from '@fastify/static'
import files from '@fastify/static'
import { headerOf } from '../support/compared-app.ts'
import type { ComparedFastify } from '../support/fastify-app.ts'
import { startFastify } from '../support/fastify-app.ts'

const root = dirname(import.meta.filename)
const path = `/files/${basename(import.meta.filename)}`

function start(options: Partial<FastifyStaticOptions> = {}): Promise<ComparedFastify> {
  return startFastify((app) => app.register(files, { root, prefix: '/files/', ...options }))
}

describe('Fastify 5: files with @fastify/static', () => {
  it('sends a file', async () => {
    await using compared = await start()
    const answer = await compared.assertSame({ path })
    assert.match(answer.text, /sends a file/)
  })

  it('answers HEAD without the file', async () => {
    await using compared = await start()
    const answer = await compared.assertSame({ method: 'HEAD', path })
    assert.deepEqual([answer.status, answer.text], [200, ''])
  })

  it('answers 304 where the tag matches', async () => {
    await using compared = await start()
    const tag = headerOf(await compared.alone({ path }), 'etag') ?? ''
    const answer = await compared.assertSame({ path, headers: { 'if-none-match': tag } })
    assert.equal(answer.status, 304)
  })

  it('answers 304 where the file has not changed since', async () => {
    await using compared = await start()
    const since = headerOf(await compared.alone({ path }), 'last-modified') ?? ''
    const answer = await compared.assertSame({ path, headers: { 'if-modified-since': since } })
    assert.equal(answer.status, 304)
  })

  it('answers 412 where the file has changed since', async () => {
    await using compared = await start()
    const answer = await compared.assertSame({ path, headers: { 'if-match': '"other"' } })
    assert.equal(answer.status, 412)
  })

  it('answers 404 where there is no such file', async () => {
    await using compared = await start()
    assert.equal((await compared.assertSame({ path: '/files/missing.txt' })).status, 404)
  })

  it('redirects to a directory', async () => {
    await using compared = await startFastify((app) =>
      app.register(files, { root: dirname(root), prefix: '/', redirect: true }),
    )
    const answer = await compared.assertSame({ path: '/frameworks' })
    assert.equal(headerOf(answer, 'location'), '/frameworks/')
  })

  it('lists a directory', async () => {
    await using compared = await start({ list: { format: 'json', names: ['/'] } })
    const answer = await compared.assertSame({ path: '/files/' })
    assert.match(answer.text, /fastify-static\.test\.ts/)
  })

  it('says how long a file may be kept', async () => {
    await using compared = await start({ maxAge: '1d', immutable: true })
    const answer = await compared.assertSame({ path })
    assert.equal(headerOf(answer, 'cache-control'), 'public, max-age=86400, immutable')
  })

  it('sends a file that a handler names', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(files, { root, serve: false })
      app.get('/named', (_request, reply) => reply.sendFile(basename(path)))
    })
    assert.match((await compared.assertSame({ path: '/named' })).text, /a handler names/)
  })

  it('sends a download', async () => {
    await using compared = await startFastify(async (app) => {
      await app.register(files, { root, serve: false })
      app.get('/download', (_request, reply) => reply.download(basename(path), 'näme.txt'))
    })
    const answer = await compared.assertSame({ path: '/download' })
    assert.match(headerOf(answer, 'content-disposition') ?? '', /^attachment; filename=/)
  })

  it('answers a part with the whole file where a range was asked for', async () => {
    await using compared = await start()
    const question = { path, headers: { range: 'bytes=0-9' } }
    assert.equal((await compared.alone(question)).status, 206)
    assert.deepEqual(await compared.asPart(question), await compared.alone({ path }))
  })
})
