import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { configSchema } from '../src/index.ts'
import { runCommand } from './support/command.ts'

describe('batchway: help and version', { concurrency: 2 }, () => {
  it('explains every option and every key of the configuration', async () => {
    const { code, stdout, stderr } = await runCommand(['--help'])
    assert.equal(code, 0)
    assert.equal(stderr, '')
    const options = [
      'config',
      'upstream',
      'dialect',
      'path',
      'base',
      'listen',
      'workers',
      'no-forward',
    ]
    for (const option of [...options, 'help', 'version']) {
      assert.match(stdout, new RegExp(`--${option}\\b`), option)
    }
    for (const key of Object.keys(configSchema['properties'])) {
      if (key !== '$schema') assert.match(stdout, new RegExp(`^ +${key}\\b`, 'm'), key)
    }
    assert.match(stdout, /^ +endpoints\[\]\.limits\.batchBytes +\S/m)
    assert.match(stdout, /^ +upstreams\.<name>\.url +\S/m)
    assert.match(stdout, /check <file>/)
    assert.match(stdout, /ocamba/)
    assert.match(stdout, /journyx/)
  })

  it('prints the help of a command, with defaults as they are written', async () => {
    const { code, stdout } = await runCommand(['help', 'send'])
    assert.equal(code, 0)
    assert.match(stdout, /^Usage: batchway send /)
    assert.match(stdout, /\(default:\s+2m\)/)
    assert.doesNotMatch(stdout, /120000|\[\]/)
  })

  it('prints its version', async () => {
    const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
    const { version } = JSON.parse(text) as { version: string }
    const { code, stdout } = await runCommand(['--version'])
    assert.equal(code, 0)
    assert.equal(stdout, `${version}\n`)
  })
})

describe('batchway: used wrongly', { concurrency: 2 }, () => {
  it('suggests the nearest option', misuse(['--upstrem', 'http://x'], /Did you mean --upstream\?/))
  it('refuses an unknown option', misuse(['--zzz'], /unknown option '--zzz'/))
  it(
    'refuses an unknown command, and names those that there are',
    misuse(['chekc', 'x'], /no command 'chekc'.* check, openapi, send, convert, init/),
  )
  it('leads to the help of the command', misuse(['send', 'x'], /run "batchway send --help"/))
  it('takes one file to check', misuse(['check', 'a', 'b'], /too many arguments for 'check'/))
  it(
    'names what is missing of the one-line form',
    misuse(['--upstream', 'http://x', '--path', '/a/b'], /--dialect/),
  )
  it('asks for something when nothing is given', misuse([], /--config/))
  it(
    'names the dialects',
    misuse(['-u', 'http://x', '-d', 'ocmaba', '-p', '/a/b'], /ocmaba.*ocamba, journyx/),
  )
  it(
    'refuses --config together with the one-line form',
    misuse(['--config', 'x.yaml', '--upstream', 'http://x'], /--upstream .*--config/),
  )
  it(
    'refuses --config together with --no-forward, which would say nothing',
    misuse(['--config', join(tmpdir(), 'x.yaml'), '--no-forward'], /--no-forward .*--config/),
  )
  it(
    'refuses an upstream that is no URL',
    misuse(['-u', 'text', '-d', 'ocamba', '-p', '/a/b'], /URL/),
  )
  it(
    'refuses an upstream with a path, by the name of the option',
    misuse(['-u', 'http://x/v1', '-d', 'ocamba', '-p', '/a/b'], /--upstream.*no path/),
  )
  it(
    'refuses a path that is none, by the name of the option',
    misuse(['-u', 'http://x', '-d', 'ocamba', '-p', 'batch'], /--path/),
  )
  it(
    'refuses an address that is none',
    misuse(['-u', 'http://x', '-d', 'ocamba', '-p', '/a/b', '-l', 'nowhere'], /listen.*"nowhere"/),
  )
})

describe('batchway: a Node that is too old', () => {
  const refusal = /^batchway needs Node 22\.19 or newer; this is \d+\.\d+\.\d+\./
  const system = spawnSync('/usr/bin/node', ['--version'], { encoding: 'utf8' }).stdout ?? ''
  const [major = 99] = system.replace('v', '').split('.').map(Number)

  it(
    'says so in one line, on a real one',
    { skip: major >= 22 ? 'the system has no old Node' : false },
    async () => {
      const { code, stdout, errors } = await runCommand(['--help'], { node: ['/usr/bin/node'] })
      assert.equal(code, 1)
      assert.equal(stdout, '')
      assert.equal(errors.length, 1)
      assert.match(errors[0] ?? '', refusal)
    },
  )

  it('says so in one line for versions just below, and not for the first good one', async () => {
    const old = await runCommand(['--version'], { node: pretending('22.18.9') })
    assert.equal(old.code, 1)
    assert.equal(old.errors.length, 1)
    assert.match(old.errors[0] ?? '', refusal)
    const good = await runCommand(['--version'], { node: pretending('22.19.0') })
    assert.equal(good.code, 0)
  })
})

/** A test: the command says so on standard error and ends with 2. */
function misuse(args: readonly string[], pattern: RegExp): () => Promise<void> {
  return async () => {
    const { code, stdout, stderr } = await runCommand(args)
    assert.match(stderr, pattern)
    assert.doesNotMatch(stderr, /\n +at /)
    assert.equal(code, 2)
    assert.equal(stdout, '')
  }
}

/** This Node, saying that it is another version. */
function pretending(version: string): readonly string[] {
  const versions = `{ ...process.versions, node: '${version}' }`
  const code = `Object.defineProperty(process, 'versions', { value: ${versions} })`
  const preload = `data:text/javascript,${encodeURIComponent(code)}`
  return [process.execPath, '--conditions=batchway-source', '--import', preload]
}
