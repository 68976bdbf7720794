// Runs the tests in test-clients/: released batch clients against the sandbox and the real gateway.
// They are installed where they are missing; one that can't be had is a failure.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}test-clients/`
// Debian's own, which has Debian's packages.
const python = '/usr/bin/python3'
const pythonPackage = 'python3-googleapi'

try {
  ensurePackages()
  ensurePython()
  process.exitCode = runTests()
} catch (error) {
  process.stderr.write(`test:clients: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function ensurePackages() {
  if (isInstalled()) return
  const command = 'npm ci --ignore-scripts --no-audit --no-fund'
  process.stdout.write(`test:clients: ${command}\n`)
  const { status } = spawnSync(command, { cwd: folder, stdio: 'inherit', shell: true })
  if (status !== 0) throw new Error(`"${command}" failed in test-clients/`)
}

/** Whether what the lock file names is there, each in its version. */
function isInstalled() {
  const lock = `${folder}node_modules/.package-lock.json`
  if (!existsSync(lock)) return false
  const wanted = packagesOf(`${folder}package-lock.json`)
  const found = packagesOf(lock)
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || found[path]?.version === version,
  )
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

function ensurePython() {
  if (hasPythonClient()) return
  const command = `apt-get install -y ${pythonPackage}`
  if (process.getuid?.() !== 0) throw new Error(`${pythonPackage} missing; as root: ${command}`)
  process.stdout.write(`test:clients: ${command}\n`)
  let installed = apt('install', '-y', pythonPackage)
  if (installed.status !== 0) {
    apt('update')
    installed = apt('install', '-y', pythonPackage)
  }
  if (hasPythonClient()) return
  const reason = installed.error?.message ?? installed.stderr.trim().split('\n').at(-1)
  throw new Error(`${pythonPackage} missing, and "${command}" failed: ${reason}`)
}

function hasPythonClient() {
  return spawnSync(python, ['-c', 'import googleapiclient.discovery']).status === 0
}

function apt(...words) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', words, { env, encoding: 'utf8' })
}

function runTests() {
  const files = process.argv.slice(2)
  const pattern = files.length === 0 ? ['test-clients/*.test.js'] : files
  const options = ['--conditions=batchway-source', '--test', '--test-concurrency=2']
  const { status } = spawnSync(process.execPath, [...options, ...pattern], {
    cwd: root,
    stdio: 'inherit',
  })
  return status ?? 1
}
