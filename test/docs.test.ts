import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseDocument } from 'yaml'
import { readConfig } from 'batchway'
import type { Dialect, Limits, OuterRequest } from '@batchway/core'
import { defaultLimits, findDialect } from '@batchway/core'
import { createDialect } from '../examples/lines-dialect.ts'
import { readFixture } from '../packages/core/test/support/fixture.ts'
import { anchorsIn, linksIn, resolveLink } from './support/links.ts'
import { blocksIn, languagesIn, readText } from './support/pages.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...globSync(['docs/**/*.md', 'packages/*/README.md'], { cwd: root }).toSorted(),
]
const examples = globSync('examples/*.ts', { cwd: root }).map(readText)

/** Who runs the shell lines of a page. */
const shellRunBy: Readonly<Record<string, string>> = {
  'README.md': 'test/readme.test.ts',
  'CONTRIBUTING.md': '.ci/run',
  'docs/performance.md': 'scripts/generated.ts',
  'docs/quick-start.md': 'scripts/check-start.js',
  'docs/endpoints.md': 'scripts/check-start.js',
  'docs/cli.md': 'test/cli.test.ts',
}

/** What the blocks without a language are, and who checks those that say what can be checked. */
const unnamedBlocks: Readonly<Record<string, readonly string[]>> = {
  'CONTRIBUTING.md': ['a fixture: read below'],
  'docs/architecture.md': ['a drawing'],
  'docs/cli.md': ['an output: test/cli.test.ts'],
  'docs/deploy.md': ['not run, as the page says', 'not run, as the page says'],
  'docs/operations.md': ['a drawing'],
  'docs/transactions.md': ['a contract in words'],
}

/** Pages whose configurations are pieces of one: what is missing is added. */
const whole = {
  upstreams: { api: { url: 'http://127.0.0.1:3000' } },
  endpoints: [{ path: '/v1/batch', dialect: 'ocamba', upstream: 'api' }],
}

describe('links between pages', () => {
  for (const page of pages) {
    it(`lead to files and headings that are there: ${page}`, () => {
      const dead = linksIn(readText(page)).filter((link) => {
        const { file, anchor } = resolveLink(page, link)
        if (globSync(file === '' ? '.' : file, { cwd: root }).length === 0) return true
        if (anchor === '') return false
        return !file.endsWith('.md') || !anchorsIn(readText(file)).has(anchor)
      })
      assert.deepEqual(dead, [])
    })
  }

  it('lead from the list of the documentation to every page beside it', () => {
    const listed = new Set(
      linksIn(readText('docs/README.md')).map((link) => resolveLink('docs/README.md', link).file),
    )
    const missing = globSync('docs/*.md', { cwd: root }).filter((page) => !listed.has(page))
    assert.deepEqual(missing, ['docs/README.md'])
  })

  it('lead to every page of the documentation', () => {
    const reached = new Set(['README.md', 'docs/README.md'])
    for (const page of reached) {
      if (!page.endsWith('.md')) continue
      for (const link of linksIn(readText(page))) {
        const { file } = resolveLink(page, link)
        for (const found of globSync([file, `${file}/*.md`], { cwd: root })) {
          if (found.endsWith('.md')) reached.add(found)
        }
      }
    }
    const lost = pages.filter((page) => page.startsWith('docs/') && !reached.has(page))
    assert.deepEqual(lost, [])
  })
})

describe('code blocks', () => {
  for (const page of pages) {
    const text = readText(page)

    it(`are in a language that somebody checks: ${page}`, () => {
      const checked = new Set(['', 'sh', 'ts', 'yaml', 'json', 'http'])
      assert.deepEqual(
        languagesIn(text).filter((language) => !checked.has(language)),
        [],
      )
      if (blocksIn(text, 'sh').length > 0 && !page.startsWith('docs/dialects/')) {
        assert.ok(shellRunBy[page], 'nobody runs its shell lines')
      }
      assert.equal(blocksIn(text, '').length, unnamedBlocks[page]?.length ?? 0, 'unnamed blocks')
    })

    if (page !== 'README.md' && blocksIn(text, 'ts').length > 0) {
      it(`in TypeScript are excerpts of examples that run: ${page}`, () => {
        const strangers = blocksIn(text, 'ts').filter(
          (block) => !examples.some((example) => `\n${example}`.includes(`\n${block}`)),
        )
        assert.deepEqual(strangers, [])
      })
    }

    if (blocksIn(text, 'yaml').length > 0) {
      it(`in YAML are configurations that are valid: ${page}`, () => {
        for (const block of blocksIn(text, 'yaml')) {
          for (const piece of block.split(/^# or, .*\n/m)) checkConfiguration(piece, page)
        }
      })
    }

    for (const block of blocksIn(text, 'json')) {
      it(`in JSON can be parsed: ${page}`, () => {
        assert.doesNotThrow(() => JSON.parse(block))
      })
    }
  }
})

function checkConfiguration(piece: string, page: string): void {
  const document = parseDocument(piece)
  assert.deepEqual(document.errors, [], page)
  const given = document.toJS() as Readonly<Record<string, unknown>>
  const names = [...piece.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
  const environment = Object.fromEntries(names.map((name) => [name, 'secret']))
  readConfig(JSON.stringify({ ...whole, ...given }), page, environment)
}

interface HttpMessage {
  readonly start: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

function readMessage(block: string): HttpMessage {
  const end = block.indexOf('\n\n')
  const [start = '', ...lines] = block.slice(0, end).split('\n')
  const headers = lines.map((line) => {
    const [name = '', ...value] = line.split(': ')
    return [name.toLowerCase(), value.join(': ')] as const
  })
  return { start, headers, body: block.slice(end + 2) }
}

async function readRequest(
  dialect: Dialect,
  { start, headers, body }: HttpMessage,
): Promise<number> {
  const [method = '', target = ''] = start.split(' ')
  const [path = '', query = ''] = target.split('?')
  const outer: OuterRequest = { method, path, query, headers, scheme: 'https' }
  const limits: Limits = { ...defaultLimits, ...dialect.limits }
  const context = { limits, base: '', checkTarget: () => {} }
  const batch = await dialect.readBatch(outer, Buffer.from(body), context)
  return batch.parts.length
}

describe('messages of HTTP in the pages of dialects', () => {
  for (const file of globSync('docs/dialects/*.md', { cwd: root }).toSorted()) {
    const name = file.replace(/^.*[\\/]|\.md$/g, '')
    const dialect = findDialect(name).create({})
    it(`are batches that it reads, and answers of as many parts: ${name}`, async () => {
      let parts: number | undefined
      for (const message of blocksIn(readText(file), 'http').map(readMessage)) {
        const type = message.headers.find(([field]) => field === 'content-type')?.[1]
        assert.ok(dialect.accepts(type), type)
        if (!message.start.startsWith('HTTP/')) {
          // oxlint-disable-next-line no-await-in-loop -- the next answer is compared with it
          parts = await readRequest(dialect, message)
          assert.ok(parts > 0)
          continue
        }
        const answered = partsIn(message.body)
        assert.ok(answered > 0)
        if (parts !== undefined) assert.ok(answered <= parts)
      }
    })
  }
})

describe('messages of HTTP in other pages', () => {
  const others: Readonly<Record<string, { readonly dialect: Dialect; readonly parts: number }>> = {
    'docs/streaming.md': { dialect: findDialect('odata').create({}), parts: 2 },
    'docs/writing-a-dialect.md': { dialect: createDialect({}), parts: 2 },
  }
  for (const page of pages) {
    const [first] = blocksIn(readText(page), 'http')
    if (first === undefined || page.startsWith('docs/dialects/')) continue
    it(`begin with a batch that its dialect reads: ${page}`, async () => {
      const { dialect, parts } = others[page] ?? assert.fail('nobody reads its message')
      assert.equal(await readRequest(dialect, readMessage(first)), parts)
    })
  }

  it('are a fixture where one is shown', () => {
    const [shown = ''] = blocksIn(readText('CONTRIBUTING.md'), '')
    assert.deepEqual(readFixture('shown', shown).citations, ['F2', 'F10', 'D2'])
  })
})

/** How many parts an answer has. */
function partsIn(body: string): number {
  if (body.startsWith('--')) return [...body.matchAll(/^--[^-\n]+$/gm)].length
  const value = JSON.parse(body) as Readonly<Record<string, readonly unknown[] | undefined>>
  return (value['parts'] ?? value['results'] ?? value['responses'] ?? []).length
}

describe('files for deploying', () => {
  it('name files and paths that are there', () => {
    const docker = readFileSync(`${root}deploy/Dockerfile`, 'utf8')
    const unit = readFileSync(`${root}deploy/batchway.service`, 'utf8')
    const command = 'node_modules/batchway/bin/batchway.js'
    assert.equal(globSync(command, { cwd: root }).length, 1)
    assert.ok(
      docker.includes(`/opt/batchway/${command}`) && unit.includes(`/opt/batchway/${command}`),
    )
    const copied = [...docker.matchAll(/^COPY (deploy\/\S+)/gm)].map(([, path = '']) => path)
    assert.deepEqual(
      copied.map((path) => globSync(path, { cwd: root }).length),
      [1],
    )
  })

  it('pin their image, and run as nobody special', () => {
    const docker = readFileSync(`${root}deploy/Dockerfile`, 'utf8')
    const images = [...docker.matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image)
    assert.ok(images.length > 0 && images.every((image) => /^node:24\.\d+\.\d+-/.test(image)))
    assert.match(docker, /^USER node$/m)
    assert.match(docker, /^HEALTHCHECK /m)
  })
})

describe('this test', () => {
  it('finds headings as they are linked', () => {
    const page = '# A `b`, and C!\n```\n# no\n```\n## Same\n## Same\n'
    assert.deepEqual([...anchorsIn(page)], ['a-b-and-c', 'same', 'same-1'])
    assert.deepEqual(linksIn('[a](b.md#c) `[x](y)` [d](#e) [f](https://g)'), ['b.md#c', '#e'])
    assert.deepEqual(resolveLink('docs/a/b.md', '../c.md#d'), { file: 'docs/c.md', anchor: 'd' })
    assert.deepEqual(resolveLink('docs/a.md', '#d'), { file: 'docs/a.md', anchor: 'd' })
  })
})
