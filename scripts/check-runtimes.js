// Runs the fetch door of the packed library on Bun and Deno, whose npm packages it installs for that.
// "npm run check:package" must have made the packages.
import { spawnSync } from 'node:child_process'
import assert from 'node:assert/strict'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fetchDoor } from './packed-programs.js'

const packed = fileURLToPath(new URL('../.cache/pack', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'batchway-runtimes-'))
const runtimes = [
  { package: 'bun@1.4.5', program: 'node_modules/@oven/*/bin/bun', args: [] },
  { package: 'deno@2.9.6', program: 'node_modules/@deno/*/deno', args: ['run', '--allow-all'] },
]

try {
  const core = globSync('batchway-core-*.tgz', { cwd: packed }).map((file) => join(packed, file))
  assert.equal(core.length, 1, 'there is no package: run "npm run check:package"')
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  writeFileSync(join(folder, 'door.js'), fetchDoor)
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const wanted = [...core, ...runtimes.map((runtime) => runtime.package)]
  const npm = spawnSync('npm', ['install', ...quiet, ...wanted], { cwd: folder, stdio: 'inherit' })
  assert.equal(npm.status, 0)
  for (const runtime of runtimes) check(runtime)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function check({ package: name, program, args }) {
  const [binary] = globSync(program, { cwd: folder })
  assert.ok(binary, `${name} has no program for this machine`)
  const result = spawnSync(join(folder, binary), [...args, 'door.js'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    timeout: 60_000,
  })
  const [batch = '', refused = '', nested = ''] = result.stdout.split('\n')
  assert.match(
    batch,
    /^200 .*"body":\{"path":"\/x"\}.*"code":201,.*"n":12345678901234567890/,
    result.stderr,
  )
  assert.match(refused, /^400 .*must be one of GET, POST/)
  assert.match(nested, /^400 .*relative_url/)
  process.stdout.write(`the fetch door works on ${name}\n`)
}
