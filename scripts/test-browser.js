// Runs the tests in test-browser/ in a real Chromium, against the console as it is built now.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const browser = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

try {
  ensureInstalled()
  run([`${root}scripts/build-console.js`])
  const files = process.argv.slice(2)
  const pattern = files.length === 0 ? ['test-browser/**/*.test.ts'] : files
  run(['--conditions=batchway-source', '--test', '--test-concurrency=1', ...pattern])
} catch (error) {
  process.stderr.write(`test:browser: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function run(args) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) throw new Error('failed')
}

function ensureInstalled() {
  if (isThere()) return
  const command = 'apt-get install -y chromium'
  if (process.getuid?.() !== 0) {
    throw new Error(`no Chromium at ${browser}; as root: ${command} (or name one in CHROMIUM)`)
  }
  process.stdout.write(`test:browser: ${command}\n`)
  let installed = apt('install', '-y', 'chromium')
  if (installed.status !== 0) {
    apt('update')
    installed = apt('install', '-y', 'chromium')
  }
  if (isThere()) return
  const reason = installed.error?.message ?? installed.stderr.trim().split('\n').at(-1)
  throw new Error(`no Chromium at ${browser}, and "${command}" failed: ${reason}`)
}

function isThere() {
  return spawnSync(browser, ['--version']).status === 0
}

function apt(...words) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', words, { env, encoding: 'utf8' })
}
