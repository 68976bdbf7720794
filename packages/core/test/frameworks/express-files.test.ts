import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Express } from 'express'
import type { ComparedApp } from '../support/compared-app.ts'
import { headerOf } from '../support/compared-app.ts'
import type { ExpressVersion } from '../support/express-apps.ts'
import { bounded, expressVersions, startExpress, withoutStack } from '../support/express-apps.ts'

const text = 'to be sent\n'.repeat(20_000)
const modified = 'Mon, 01 Jan 2024 00:00:00 GMT'

for (const version of expressVersions) {
  describe(`sendFile in ${version.name}`, bounded, () => {
    it('sends a file with its type and its dates', async () => {
      await using site = await startSite(version, sendFiles)
      const answer = await site.compared.assertSame({ path: '/send/a.txt' })
      assert.equal(answer.text, text)
      assert.match(headerOf(answer, 'content-type') ?? '', /^text\/plain; charset=utf-8$/i)
      assert.equal(headerOf(answer, 'last-modified'), modified)
    })

    it('sends only the head for a HEAD', async () => {
      await using site = await startSite(version, sendFiles)
      const answer = await site.compared.assertSame({ method: 'HEAD', path: '/send/a.txt' })
      assert.equal(answer.text, '')
      assert.equal(headerOf(answer, 'last-modified'), modified)
    })

    it('answers 304 for the entity tag that it gave', async () => {
      await using site = await startSite(version, sendFiles)
      const first = await site.compared.assertSame({ path: '/send/a.txt' })
      const headers = { 'if-none-match': headerOf(first, 'etag') ?? '' }
      const answer = await site.compared.assertSame({ path: '/send/a.txt', headers })
      assert.equal(answer.status, 304)
    })

    it('sends the file for another entity tag', async () => {
      await using site = await startSite(version, sendFiles)
      const headers = { 'if-none-match': '"other"', 'if-modified-since': modified }
      const answer = await site.compared.assertSame({ path: '/send/a.txt', headers })
      assert.equal(answer.status, 200)
    })

    it('answers 304 for the date that it gave', async () => {
      await using site = await startSite(version, sendFiles)
      const headers = { 'if-modified-since': modified }
      const answer = await site.compared.assertSame({ path: '/send/a.txt', headers })
      assert.equal(answer.status, 304)
    })

    it('tells its callback that a file has changed', async () => {
      await using site = await startSite(version, sendFiles)
      const headers = { 'if-match': '"old"' }
      const answer = await site.compared.assertSame({ path: '/send/a.txt', headers })
      assert.equal(answer.text, 'PreconditionFailedError')
    })

    it('sends the whole file to a part that asks for a range', async () => {
      await using site = await startSite(version, sendFiles)
      const question = { path: '/send/a.txt', headers: { range: 'bytes=0-4' } }
      assert.equal((await site.compared.alone(question)).status, 206)
      const answer = await site.compared.asPart(question)
      assert.equal(answer.status, 200)
      assert.equal(answer.text, text)
    })

    it('tells its callback that a file is missing', async () => {
      await using site = await startSite(version, sendFiles)
      const answer = await site.compared.assertSame({ path: '/send/none.txt' })
      assert.equal(answer.status, 404)
      assert.equal(answer.text, 'ENOENT')
    })

    it('leaves a missing file to the default error page', async () => {
      await using site = await startSite(version, ({ app, root }) => {
        app.get('/', (_request, response) => response.sendFile('none.txt', { root }))
      })
      const answer = await site.compared.assertSame({ path: '/' }, { text: withoutStack })
      assert.equal(answer.status, 404)
      assert.match(answer.text, /<pre>(?:NotFound)?Error: (?:Not Found|ENOENT)/)
    })

    it('stays below its root', async () => {
      await using site = await startSite(version, sendFiles)
      assert.equal((await site.compared.assertSame({ path: '/outside' })).status, 403)
    })

    it('hides dot files', async () => {
      await using site = await startSite(version, sendFiles)
      assert.equal((await site.compared.assertSame({ path: '/send/.hidden' })).status, 404)
    })

    it('calls back when a file was sent', async () => {
      const sent: unknown[] = []
      await using site = await startSite(version, ({ app, root }) => {
        app.get('/', (_request, response) => {
          response.sendFile('a.txt', { root }, (error) => sent.push(error))
        })
      })
      await site.compared.assertSame({ path: '/' })
      assert.deepEqual(sent, [undefined, undefined])
    })

    it('sets the headers that it is given', async () => {
      await using site = await startSite(version, ({ app, root }) => {
        app.get('/', (_request, response) => {
          const headers = { 'x-sent': 'yes', 'content-type': 'text/x-own' }
          response.sendFile('a.txt', { root, headers, maxAge: '1h', immutable: true })
        })
      })
      const answer = await site.compared.assertSame({ path: '/' })
      assert.equal(headerOf(answer, 'cache-control'), 'public, max-age=3600, immutable')
      assert.equal(headerOf(answer, 'x-sent'), 'yes')
    })

    it('sends an empty file', async () => {
      await using site = await startSite(version, sendFiles)
      assert.equal((await site.compared.assertSame({ path: '/send/empty.bin' })).text, '')
    })
  })

  describe(`download in ${version.name}`, bounded, () => {
    it('names the file', async () => {
      await using site = await startSite(version, ({ app, root }) => {
        app.get('/', (_request, response) => response.download(join(root, 'a.txt')))
      })
      const answer = await site.compared.assertSame({ path: '/' })
      assert.match(
        headerOf(answer, 'content-disposition') ?? '',
        /^attachment; filename="?a\.txt"?$/,
      )
    })

    it('gives it another name', async () => {
      await using site = await startSite(version, ({ app, root }) => {
        app.get('/', (_request, response) => response.download(join(root, 'a.txt'), '€.txt'))
      })
      const answer = await site.compared.assertSame({ path: '/' })
      assert.match(headerOf(answer, 'content-disposition') ?? '', /filename\*=UTF-8''%E2%82%AC/)
    })

    it('passes a missing file on as an error', async () => {
      await using site = await startSite(version, ({ app, root }) => {
        app.get('/', (_request, response, next) => {
          response.download(join(root, 'none'), (error) => {
            response.removeHeader('content-disposition')
            next(error)
          })
        })
      })
      const answer = await site.compared.assertSame({ path: '/' }, { text: withoutStack })
      assert.equal(answer.status, 404)
    })
  })

  describe(`express.static in ${version.name}`, bounded, () => {
    it('serves a file', async () => {
      await using site = await startSite(version, serveStatic)
      const answer = await site.compared.assertSame({ path: '/static/a.txt' })
      assert.equal(answer.text, text)
    })

    it('serves the index of a folder', async () => {
      await using site = await startSite(version, serveStatic)
      const answer = await site.compared.assertSame({ path: '/static/folder/' })
      assert.equal(answer.text, '<p>index</p>')
    })

    it('redirects to a folder', async () => {
      await using site = await startSite(version, serveStatic)
      const answer = await site.compared.assertSame({ path: '/static/folder?a=1' })
      assert.equal(answer.status, 301)
      assert.equal(headerOf(answer, 'location'), '/static/folder/?a=1')
    })

    it('answers 304 for what has not changed', async () => {
      await using site = await startSite(version, serveStatic)
      const headers = { 'if-modified-since': modified }
      const answer = await site.compared.assertSame({ path: '/static/a.txt', headers })
      assert.equal(answer.status, 304)
    })

    it('leaves what it has not to the next handler', async () => {
      await using site = await startSite(version, serveStatic)
      assert.equal((await site.compared.assertSame({ path: '/static/none' })).text, 'next')
      const post = { method: 'POST', path: '/static/a.txt' }
      assert.equal((await site.compared.assertSame(post)).text, 'next')
    })

    it('refuses other methods where it is the last', async () => {
      await using site = await startSite(version, ({ app, root }) => {
        app.use(version.express.static(root, { fallthrough: false, redirect: false }))
      })
      const answer = await site.compared.assertSame({ method: 'PUT', path: '/a.txt' })
      assert.equal(answer.status, 405)
      assert.equal(headerOf(answer, 'allow'), 'GET, HEAD')
    })

    it('lets a hook set headers', async () => {
      await using site = await startSite(version, ({ app, root }) => {
        const options = { etag: false, lastModified: false, extensions: ['txt'] }
        app.use(
          version.express.static(root, {
            ...options,
            setHeaders: (response) => response.setHeader('x-hook', 'yes'),
          }),
        )
      })
      const answer = await site.compared.assertSame({ path: '/a' })
      assert.equal(headerOf(answer, 'x-hook'), 'yes')
      assert.equal(headerOf(answer, 'etag'), undefined)
    })
  })
}

interface Site {
  readonly app: Express
  /** A folder with some files. */
  readonly root: string
  readonly express: ExpressVersion['express']
}

async function startSite(
  version: ExpressVersion,
  setUp: (site: Site) => void,
): Promise<AsyncDisposable & { readonly compared: ComparedApp }> {
  const directory = await mkdtempDisposable(join(tmpdir(), 'batchway-'))
  const root = join(directory.path, 'root')
  await mkdir(join(root, 'folder'), { recursive: true })
  await writeFile(join(root, 'a.txt'), text)
  await utimes(join(root, 'a.txt'), new Date(modified), new Date(modified))
  await writeFile(join(root, 'empty.bin'), '')
  await writeFile(join(root, '.hidden'), 'hidden')
  await writeFile(join(root, 'folder', 'index.html'), '<p>index</p>')
  await writeFile(join(directory.path, 'secret.txt'), 'secret')
  const { express } = version
  const compared = await startExpress(version, (app) => setUp({ app, root, express }))
  return {
    compared,
    async [Symbol.asyncDispose]() {
      await compared[Symbol.asyncDispose]()
      await directory.remove()
    },
  }
}

function sendFiles({ app, root }: Site): void {
  app.get('/send/:name', ({ params }, response) => {
    response.sendFile(params.name, { root }, (error) => {
      if (error) response.status(404).send('code' in error ? error.code : error.name)
    })
  })
  app.get('/outside', (_request, response) => {
    response.sendFile('../secret.txt', { root }, (error) => {
      if (error) response.sendStatus(403)
    })
  })
}

function serveStatic({ app, root, express }: Site): void {
  app.use('/static', express.static(root))
  app.use((_request, response) => response.send('next'))
}
