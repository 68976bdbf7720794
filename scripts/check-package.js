// Builds and packs the packages, looks at what is in them, installs them into an empty project as
// anybody would, and uses every export, the types, the real command and its health check there.
import { spawn, spawnSync } from 'node:child_process'
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { consumerProgram, consumerTypes, ownDialect } from './packed-programs.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const packed = join(root, '.cache/pack')
/** Outside of the repository, whose node_modules would lend what a package forgot to name. */
const folder = mkdtempSync(join(tmpdir(), 'batchway-installed-'))

/** Bytes that each tarball may have. */
const largest = { core: 280_000, sandbox: 80_000, gateway: 400_000 }
const allowed =
  /^package\/(?:dist\/\S+\.(?:js|d\.ts)|bin\/batchway\.js|console-app\/\S+|(?:config|endpoint)\.schema\.json|config\.check\.cjs|package\.json|README\.md|LICENSE)$/

try {
  run('node', ['scripts/build.js'])
  run('node', ['scripts/pack.js'])
  for (const [name, most] of Object.entries(largest)) checkTarball(name, most)
  install()
  checkTypes()
  checkLibrary()
  await checkCommand()
  await checkOwnDialect()
  process.stdout.write('the packed packages work\n')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (result.error) throw result.error
  if (result.status !== 0) throw new Error(`${command} ${args[0]} ended with ${result.status}`)
}

function checkTarball(name, most) {
  const file = tarballs().find((path) => nameOf(path) === name)
  assert.ok(file, `there is no tarball of ${name}`)
  assert.ok(statSync(file).size <= most, `${name} has ${statSync(file).size} bytes, not ${most}`)
  const { stdout } = spawnSync('tar', ['-tzf', file], { encoding: 'utf8' })
  const strangers = stdout.split('\n').filter((path) => path !== '' && !allowed.test(path))
  assert.deepEqual(strangers, [], `${name} has files that it should not have`)
  assert.match(stdout, /^package\/README\.md$/m)
  run('publint', ['--strict', `.cache/pack/${name}`])
  run('attw', ['--profile', 'esm-only', '--format', 'ascii', '--no-color', '-q', file])
}

function tarballs() {
  const files = readdirSync(packed).filter((file) => file.endsWith('.tgz'))
  return files.map((file) => join(packed, file))
}

function nameOf(path) {
  return /batchway-(core|sandbox)-/.exec(path)?.[1] ?? 'gateway'
}

function install() {
  write('package.json', '{ "name": "empty", "private": true, "type": "module" }\n')
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const types = `@types/node@${devDependencies['@types/node']}`
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  run('npm', ['install', '--prefer-offline', ...quiet, ...tarballs(), types], { cwd: folder })
}

function write(name, text) {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

function checkTypes() {
  const file = write('consumer.ts', consumerTypes)
  const options = ['--strict', '--module', 'nodenext', '--target', 'esnext', '--types', 'node']
  run('tsc', ['--noEmit', '--skipLibCheck', 'false', ...options, file], { cwd: folder })
}

function checkLibrary() {
  const file = write('library.js', consumerProgram)
  const result = spawnSync(process.execPath, [file], { encoding: 'utf8' })
  assert.equal(result.status, 0, result.stderr)
  assert.match(result.stdout, /^\{"total_counter":1,.*"body":\{"hello":"world"\}/)
}

/** Where an API answers that knows one number. */
async function openApi() {
  const api = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end('{"number":12345678901234567890}')
  })
  await new Promise((resolve) => {
    api.listen(0, '127.0.0.1', resolve)
  })
  return api
}

/** Runs the installed command until `use` has used it, and ends it as a supervisor does. */
async function withCommand(args, use) {
  const command = join(folder, 'node_modules/batchway/bin/batchway.js')
  const gateway = spawn(process.execPath, [command, ...args, '-l', '127.0.0.1:0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const url = await new Promise((resolve, reject) => {
    gateway.stderr.setEncoding('utf8')
    gateway.stderr.on('data', (text) => {
      said += text
      const found = /listens on (\S+)/.exec(said)
      if (found) resolve(found[1])
    })
    gateway.once('exit', () => reject(new Error(`the packed command ended early: ${said}`)))
  })
  await use(url)
  const ended = new Promise((resolve) => {
    gateway.once('exit', resolve)
  })
  gateway.kill('SIGTERM')
  assert.equal(await ended, 0)
}

async function checkCommand() {
  const api = await openApi()
  const upstream = `http://127.0.0.1:${api.address().port}`
  const args = ['-u', upstream, '-d', 'ocamba', '-p', '/v1/batch', '--console']
  await withCommand(args, async (url) => {
    const response = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[{"method":"GET","relative_url":"/x"}]',
    })
    assert.match(await response.text(), /"body":\{"number":12345678901234567890\}/)
    const page = await fetch(`${url}/console/`)
    assert.match(await page.text(), /<title>Batchway console<\/title>/)
    assert.equal(await checkHealth(`${url}/healthz`), 0)
  })
  assert.equal(await checkHealth('http://127.0.0.1:1/'), 1)
  api.close()
}

/** What the health check of the container ends with. */
function checkHealth(url) {
  const check = spawn(process.execPath, [join(root, 'deploy/healthcheck.js')], {
    env: { ...process.env, HEALTHCHECK_URL: url },
    stdio: 'ignore',
  })
  return new Promise((resolve) => {
    check.once('exit', resolve)
  })
}

async function checkOwnDialect() {
  const api = await openApi()
  write('own.js', ownDialect)
  const config = write(
    'batchway.yaml',
    `upstreams: { api: { url: 'http://127.0.0.1:${api.address().port}' } }
endpoints: [{ path: /own, dialect: ./own.js, upstream: api, base: / }]
`,
  )
  await withCommand(['-c', config], async (url) => {
    const post = (body) => fetch(`${url}/own`, { method: 'POST', body })
    assert.equal(await (await post('/a /b')).text(), '200 200')
    const refused = await post('a')
    assert.deepEqual([refused.status, await refused.text()], [400, 'not a path'])
  })
  api.close()
}
