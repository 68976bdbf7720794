import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, it } from 'node:test'
import { builtInDialects } from '@batchway/core'

/** The rooms of the core, from the doors down. A file imports from the rows below its own. */
const rows = [
  ['.'],
  ['adapters'],
  ['dialects', 'engine', 'dispatch', 'policies'],
  ['references'],
  ['wire'],
  ['model'],
]
/** Rooms that may know the platform: `node:*` and undici. */
const platformRooms = new Set(['.', 'adapters', 'dispatch', 'policies'])
/** Rooms that know no dialect by its name; a graph of parts is no dialect. */
const neutralRooms = new Set(['engine', 'dispatch', 'policies', 'model', 'wire'])
const dialectNames = /ocamba|journyx|ocapi|odata|'graph'|^graph$|google/i
/** Packages of ours that a package may import. */
const packageRules: Readonly<Record<string, readonly string[]>> = {
  console: ['@batchway/core', 'batchway'],
  core: [],
  gateway: ['@batchway/core'],
  sandbox: ['@batchway/core'],
}

interface SourceFile {
  /** Below `src`, such as `engine/run.ts`. */
  readonly path: string
  readonly text: string
}

function roomOf(path: string): string {
  const [room = ''] = path.split('/')
  return path.includes('/') ? room : '.'
}

function rowOf(path: string): number {
  return rows.findIndex((row) => row.includes(roomOf(path)))
}

function importsOf(text: string): readonly string[] {
  const pattern = /(?:^|[\s;}])(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '')
}

/** What is wrong with one import. */
function judgeImport(path: string, target: string): string | undefined {
  if (!target.startsWith('.')) {
    const platform = target.startsWith('node:') || target.split('/')[0] === 'undici'
    return platform && !platformRooms.has(roomOf(path)) ? `imports ${target}` : undefined
  }
  const resolved = posix.join(posix.dirname(path), target)
  if (roomOf(resolved) === roomOf(path) || rowOf(resolved) > rowOf(path)) return undefined
  return `imports ${resolved}, which is not below it`
}

/** Everything in the core's sources that the table above does not allow. */
function judgeSources(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    if (rowOf(path) === -1) return [`${path}: its folder is not in the table`]
    const problems = importsOf(text).flatMap((target) => judgeImport(path, target) ?? [])
    if (/export\s*\*/.test(text)) problems.push('has export *')
    const name = neutralRooms.has(roomOf(path)) ? dialectNames.exec(text)?.[0] : undefined
    if (name !== undefined) problems.push(`names the dialect ${name}`)
    return problems.map((problem) => `${path}: ${problem}`)
  })
}

/** Imports between packages of ours that are not allowed. */
function judgePackage(name: string, files: readonly SourceFile[]): readonly string[] {
  const ours = /^(?:@batchway\/[^/]+|batchway)(?=\/|$)/
  return files.flatMap(({ path, text }) =>
    importsOf(text).flatMap((target) => {
      const found = ours.exec(target)?.[0]
      const allowed = found === undefined || (packageRules[name] ?? []).includes(found)
      return allowed ? [] : [`${name}/${path}: imports ${target}`]
    }),
  )
}

const root = new URL('../', import.meta.url)

function exists(path: string): boolean {
  return existsSync(new URL(path, root))
}

function read(folder: string): readonly SourceFile[] {
  return globSync('**/*.{ts,tsx}', { cwd: new URL(folder, root) }).map((path) => {
    const text = readFileSync(new URL(`${folder}/${path}`, root), 'utf8')
    return { path: path.replaceAll('\\', '/'), text }
  })
}

describe('the sources of the core', () => {
  it('are where the table says, and import only what lies below', () => {
    const files = read('packages/core/src')
    assert.ok(files.length > 30)
    assert.deepEqual(judgeSources(files), [])
  })
})

describe('the door for browsers', () => {
  const files = new Map(read('packages/core/src').map(({ path, text }) => [path, text]))

  it('leads to nothing that needs a platform', () => {
    const reached = new Set(['translate.ts'])
    for (const path of reached) {
      const text = files.get(path) ?? assert.fail(path)
      for (const target of importsOf(text)) {
        assert.ok(target.startsWith('.'), `${path} imports ${target}`)
        reached.add(posix.join(posix.dirname(path), target))
      }
      assert.doesNotMatch(text, /\b(?:Buffer\.|process\.|setImmediate\()/, path)
    }
    assert.ok(reached.size > 50)
    const rooms = new Set([...reached].map(roomOf))
    assert.deepEqual([...rooms].toSorted(), ['.', 'dialects', 'model', 'references', 'wire'])
  })
})

describe('packages', () => {
  it('import only those of ours that they may', () => {
    const problems = Object.keys(packageRules).flatMap((name) =>
      judgePackage(name, read(`packages/${name}/src`)),
    )
    assert.deepEqual(problems, [])
  })

  it('declare only those of ours that they may', () => {
    for (const [name, allowed] of Object.entries(packageRules)) {
      const text = readFileSync(new URL(`packages/${name}/package.json`, root), 'utf8')
      const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> }
      const ours = Object.keys(dependencies).filter((other) =>
        /^(@batchway\/|batchway$)/.test(other),
      )
      assert.deepEqual(
        ours.filter((other) => !allowed.includes(other)),
        [],
        name,
      )
    }
  })

  it('are all in the table', () => {
    const names = globSync('*/package.json', { cwd: new URL('packages', root) }).map((path) =>
      path.replace(/[\\/].*/, ''),
    )
    assert.deepEqual(names.toSorted(), Object.keys(packageRules).toSorted())
  })
})

describe('every built-in dialect', () => {
  for (const { name } of builtInDialects) {
    it(`has its file, its fixtures and its page: ${name}`, () => {
      const sources = `packages/core/src/dialects/${name}`
      assert.ok(exists(`${sources}/`) || exists(`${sources}.ts`), 'it has no source')
      assert.ok(exists(`packages/core/test/fixtures/${name}/`), 'it has no fixtures')
      assert.ok(exists(`docs/dialects/${name}.md`), 'it has no page')
      assert.match(name, dialectNames, 'the neutral rooms are not searched for its name')
    })
  }
})

function judge(path: string, text: string): readonly string[] {
  return judgeSources([{ path, text }])
}

describe('this test', () => {
  it('finds imports that lead up or aside', () => {
    const up = 'engine/a.ts: imports endpoint.ts, which is not below it'
    assert.deepEqual(judge('engine/a.ts', "import { x } from '../endpoint.ts'"), [up])
    assert.equal(judge('engine/a.ts', "import type { x } from '../policies/b.ts'").length, 1)
    assert.equal(judge('model/a.ts', "export { x } from '../wire/b.ts'").length, 1)
    assert.equal(judge('wire/a.ts', "const x = await import('../dialects/c/b.ts')").length, 1)
    assert.equal(judge('wire/a.ts', "import '../references/b.ts'").length, 1)
    assert.equal(judge('dialects/a/b.ts', "import {\n  x,\n} from '../../engine/run.ts'").length, 1)
  })

  it('passes imports that lead down or stay', () => {
    assert.deepEqual(judge('adapters/a.ts', "import { x } from '../dispatch/b.ts'"), [])
    assert.deepEqual(judge('dialects/a/b.ts', "import { x } from '../dialect.ts'"), [])
    assert.deepEqual(judge('index.ts', "export { x } from './model/b.ts'"), [])
  })

  it('finds the platform where it has no business', () => {
    assert.equal(judge('engine/a.ts', "import { x } from 'node:crypto'").length, 1)
    assert.equal(judge('wire/a.ts', "import { x } from 'undici/lib/x.js'").length, 1)
    assert.deepEqual(judge('dispatch/a.ts', "import { x } from 'undici'"), [])
  })

  it('finds folders that are not in the table, export * and names of dialects', () => {
    assert.deepEqual(judge('utils/a.ts', ''), ['utils/a.ts: its folder is not in the table'])
    assert.deepEqual(judge('index.ts', "export * from './model/b.ts'"), ['index.ts: has export *'])
    assert.deepEqual(judge('wire/a.ts', '/** As in Ocamba. */'), [
      'wire/a.ts: names the dialect Ocamba',
    ])
    assert.deepEqual(judge('dialects/ocamba/a.ts', 'const name = "ocamba"'), [])
  })

  it('finds packages that import each other', () => {
    const file = { path: 'a.ts', text: "import { x } from '@batchway/sandbox'" }
    assert.deepEqual(judgePackage('core', [file]), ['core/a.ts: imports @batchway/sandbox'])
    assert.equal(judgePackage('gateway', [file]).length, 1)
    assert.deepEqual(
      judgePackage('gateway', [{ ...file, text: "import '@batchway/core/node'" }]),
      [],
    )
  })
})

describe('tools that look for the nearest tsconfig.json', () => {
  it('find one that leads to sources, so that nothing must be built before them', () => {
    const found = globSync('packages/*/tsconfig.json')
    assert.ok(found.length > 0)
    for (const file of found) {
      assert.match(readFileSync(file, 'utf8'), /"extends": "\.\.\/\.\.\/tsconfig\.json"/, file)
    }
  })
})
