// Builds and packs the packages, unpacks the tarballs as an installation would, and runs the real
// command and the library from there.
import { spawn, spawnSync } from 'node:child_process'
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}.cache/installed`

run('node', ['scripts/build.js'])
run('node', ['scripts/pack.js'])
unpack()
run('publint', ['--strict', '.cache/pack/core'])
run('publint', ['--strict', '.cache/pack/sandbox'])
run('publint', ['--strict', '.cache/pack/gateway'])
await checkLibrary()
await checkCommand()
process.stdout.write('the packed packages work\n')

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (result.error) throw result.error
  if (result.status !== 0) process.exit(result.status ?? 1)
}

/** Other packages are found in this repository's own node_modules, further up. */
function unpack() {
  const names = { 'batchway-core': '@batchway/core', 'batchway-sandbox': '@batchway/sandbox' }
  rmSync(folder, { recursive: true, force: true })
  for (const file of readdirSync(`${root}.cache/pack`).filter((name) => name.endsWith('.tgz'))) {
    const short = file.replace(/-\d.*$/, '')
    const target = `${folder}/node_modules/${names[short] ?? short}`
    mkdirSync(target, { recursive: true })
    run('tar', ['-xzf', `.cache/pack/${file}`, '-C', target, '--strip-components=1'])
  }
}

async function checkLibrary() {
  const file = `${folder}/library.mjs`
  writeFileSync(
    file,
    `import { withBatch } from '@batchway/core/fetch'
import '@batchway/core'
import '@batchway/core/express'
import '@batchway/core/fastify'
import '@batchway/core/node'
import '@batchway/core/translate'
import '@batchway/core/opentelemetry'
import '@batchway/core/upstream'
import '@batchway/sandbox'
import 'batchway'
const app = () => Response.json({ hello: 'world' })
const fetch = withBatch(app, { path: '/batch', dialect: 'ocamba' })
const response = await fetch(new Request('http://localhost/batch', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '[{"method":"GET","relative_url":"/x"}]',
}))
console.log(await response.text())
`,
  )
  const result = spawnSync(process.execPath, [file], { encoding: 'utf8' })
  assert.equal(result.status, 0, result.stderr)
  assert.match(
    result.stdout,
    /^\{"total_counter":1,"success_counter":1,.*"body":\{"hello":"world"\}/,
  )
}

async function checkCommand() {
  const api = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end('{"number":12345678901234567890}')
  })
  await new Promise((resolve) => api.listen(0, '127.0.0.1', resolve))
  const upstream = `http://127.0.0.1:${api.address().port}`
  const command = `${folder}/node_modules/batchway/bin/batchway.js`
  const args = [
    command,
    '-u',
    upstream,
    '-d',
    'ocamba',
    '-p',
    '/v1/batch',
    '-l',
    '127.0.0.1:0',
    '--console',
  ]
  const gateway = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const url = await new Promise((resolve, reject) => {
    gateway.stderr.setEncoding('utf8')
    gateway.stderr.on('data', (text) => {
      const found = /listens on (\S+)/.exec(text)
      if (found) resolve(found[1])
    })
    gateway.once('exit', () => reject(new Error('the packed command ended early')))
  })
  const response = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '[{"method":"GET","relative_url":"/x"}]',
  })
  assert.match(await response.text(), /"body":\{"number":12345678901234567890\}/)
  const page = await fetch(`${url}/console/`)
  assert.match(await page.text(), /<title>Batchway console<\/title>/)
  const ended = new Promise((resolve) => gateway.once('exit', resolve))
  gateway.kill('SIGTERM')
  assert.equal(await ended, 0)
  api.close()
}
