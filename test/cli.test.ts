import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { blocksIn, readText } from './support/pages.ts'
import type { Program } from './support/programs.ts'
import { match, run } from './support/programs.ts'

const page = readText('docs/cli.md')
const bin = fileURLToPath(new URL('../packages/gateway/bin/batchway.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'batchway-cli-'))

/** What a command line of the page prints; it ends well. */
async function print(command: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word)
  const [program, ...args] = words.map((word) => word ?? '')
  assert.equal(program, 'batchway')
  const child = spawn(process.execPath, ['--conditions=batchway-source', bin, ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => {
    child.once('close', resolve)
  })
  const [out, problems] = await Promise.all([text(child.stdout), text(child.stderr)])
  assert.equal(await ended, 0, `${command}\n${out}${problems}`)
  return out
}

describe('docs/cli.md', () => {
  let program: Program
  let origin = ''

  before(async () => {
    const [batch = ''] = blocksIn(page, 'json')
    writeFileSync(join(folder, 'batch.json'), batch)
    program = run(['scripts/start.ts', '127.0.0.1:0'])
    await match(program, /(Ctrl-C ends it)/)
    origin = /http:\/\/127\.0\.0\.1:\d+/.exec(program.output())?.[0] ?? assert.fail()
  })

  after(() => {
    program.child.kill()
    rmSync(folder, { recursive: true })
  })

  const commands = blocksIn(page, 'sh').flatMap((block) => block.trimEnd().split('\n'))

  it('has commands of each kind', () => {
    const names = new Set(commands.map((command) => command.split(' ')[1]))
    assert.deepEqual([...names], ['send', 'convert', 'init', 'check'])
  })

  it('shows commands that do what it says', async () => {
    const [, converted = ''] = blocksIn(page, 'json')
    const table = /^```\n(#.*?)^```$/ms.exec(page)?.[1] ?? assert.fail()
    const outputs: string[] = []
    for (const command of commands) {
      outputs.push(await print(command.replace('http://127.0.0.1:8080', origin)))
    }
    assert.equal(plain(outputs[0] ?? ''), plain(table))
    assert.match(outputs[1] ?? '', /2 of 2 succeeded/)
    assert.equal(outputs[2], converted)
    assert.match(outputs.at(-1) ?? '', /is valid/)
  })

  it('shows a program that is an example, and works', async () => {
    assert.deepEqual(blocksIn(page, 'ts'), [readText('examples/send-batch.ts')])
    const example = run(['examples/send-batch.ts'], { BATCH_URL: `${origin}/v2/ocamba/$batch` })
    const ended = new Promise((resolve) => {
      example.child.once('close', resolve)
    })
    assert.equal(await ended, 0)
    assert.equal(example.output(), '200\n200\n')
  })

  it('has every option of send', async () => {
    const help = await print('batchway send --help')
    for (const [, option = ''] of help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)) {
      if (option !== '--help') assert.ok(page.includes(option), option)
    }
  })
})

/** Without what differs from run to run. */
function plain(table: string): string {
  return table.replace(/in \d+ ms/, 'in some ms')
}
