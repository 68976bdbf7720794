import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createParts } from '../bench/work.ts'
import { findWrong } from '../bench/harness/find-wrong.ts'
import { ocamba } from '../bench/wires/ours.ts'

const root = new URL('../', import.meta.url)

interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function runBench(...args: readonly string[]): Promise<Run> {
  const file = fileURLToPath(new URL('bench/bench.ts', root))
  const all = ['--conditions=batchway-source', file, ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, all, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr })
    })
  })
}

function results(): readonly string[] {
  return globSync('bench/results/*', { cwd: root })
}

describe('npm run bench', () => {
  it('measures a line beside its bound, and writes nothing when it is quick', async () => {
    const before = results()
    const { code, stdout, stderr } = await runBench('--only', 'node', '--quick')
    assert.equal(code, 0, stderr)
    assert.match(stdout, /^\| CPU per part at 1000 parts ÷ at 50, node \| ≤ 1\.1 \| \d/m)
    const number = String.raw`\d+\.\d+`
    const spread = String.raw`${number} \(${number}–${number}\)`
    const row = new RegExp(`^\\| in process \\| node:http \\| ${spread} \\| ${spread} \\|`, 'gm')
    assert.equal(stdout.match(row)?.length, 6)
    assert.match(stderr, /round 2 of 2/)
    assert.deepEqual(results(), before)
  })

  it('refuses names that there are not, and says which there are', async () => {
    const { code, stderr } = await runBench('--only', 'nobody')
    assert.equal(code, 2)
    assert.match(stderr, /there is nothing called "nobody"; there are .*gateway.*memory/)
  })
})

describe('the answers of a measured server', () => {
  const parts = createParts('get', 2)
  const good = parts.map(({ expected }) => ({ code: expected.status, body: expected.body }))

  function judge(answered: readonly object[]): string | undefined {
    const text = JSON.stringify({ parts: answered })
    return findWrong(ocamba, { status: 200, contentType: 'application/json', text }, parts)
  }

  it('must have every part, with its status and its body', () => {
    assert.equal(judge(good), undefined)
    assert.equal(judge(good.slice(1)), 'it answers 1 of 2 parts')
    const [first, second] = good
    assert.match(judge([{ ...first, code: 500 }, { ...second }]) ?? '', /^part 0,.* status 500/)
    assert.match(judge([{ ...first }, { ...second, body: {} }]) ?? '', /^part 1,.* the body \{\},/)
  })
})

describe('the packages of the bench', () => {
  type Lock = Readonly<Record<string, { readonly version?: string }>>

  function readLock(folder: string): Lock {
    const text = readFileSync(new URL(`${folder}package-lock.json`, root), 'utf8')
    return (JSON.parse(text) as { packages: Lock }).packages
  }

  it('do not stand before other versions of those that Batchway is tested with', () => {
    const ours = readLock('')
    const theirs = readLock('bench/')
    const texts = globSync('bench/*/*.ts', { cwd: root, exclude: ['bench/node_modules'] })
      .map((file) => readFileSync(new URL(file, root), 'utf8'))
      .join('\n')
    const names = [...texts.matchAll(/ from '((?:@[^/']+\/)?[a-z][^/':]*)['/]/g)].map(
      ([, name]) => name,
    )
    assert.ok(names.includes('undici') && names.includes('express'))
    for (const name of [...names, 'router']) {
      const path = `node_modules/${name}`
      if (theirs[path] !== undefined) assert.equal(theirs[path].version, ours[path]?.version, name)
    }
  })
})
