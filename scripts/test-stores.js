// Runs the tests in test-stores/ against a real Redis and a real PostgreSQL, which it starts on free
// loopback ports in a temporary directory, and stops again, also after a failure or Ctrl-C.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { createServer, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const isRoot = process.getuid?.() === 0
const postgresUser = 'postgres'

const stops = []
let tests
let interrupted

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = signal
    tests?.kill(signal)
  })
}

try {
  ensureInstalled()
  const folder = mkdtempSync(join(tmpdir(), 'batchway-stores-'))
  stops.push(() => rmSync(folder, { recursive: true, force: true }))
  const redis = await startRedis(folder)
  const database = await startPostgres(folder)
  process.exitCode = await runTests({ REDIS_URL: redis, DATABASE_URL: database })
} catch (error) {
  process.stderr.write(`test:stores: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  for (const stop of stops.toReversed()) await stop()
}
if (interrupted !== undefined) process.exitCode = 1

function findServers() {
  const redis = spawnSync('redis-server', ['--version']).status === 0
  const [initdb] = globSync('/usr/lib/postgresql/*/bin/initdb').toSorted().toReversed()
  return { redis, postgres: initdb?.replace(/\/initdb$/, '') }
}

function ensureInstalled() {
  const found = findServers()
  const missing = [
    ...(found.redis ? [] : ['redis-server']),
    ...(found.postgres === undefined ? ['postgresql'] : []),
  ]
  if (missing.length === 0) return
  const command = `apt-get install -y ${missing.join(' ')}`
  if (!isRoot) throw new Error(`${missing.join(' and ')} missing; as root: ${command}`)
  process.stdout.write(`test:stores: ${command}\n`)
  let installed = apt('install', '-y', ...missing)
  if (installed.status !== 0) {
    apt('update')
    installed = apt('install', '-y', ...missing)
  }
  const now = findServers()
  if (now.redis && now.postgres !== undefined) return
  const reason = installed.error?.message ?? installed.stderr.trim().split('\n').at(-1)
  throw new Error(`${missing.join(' and ')} missing, and "${command}" failed: ${reason}`)
}

function apt(...words) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', words, { env, encoding: 'utf8' })
}

async function startRedis(folder) {
  const port = await findFreePort()
  const args = ['--bind', '127.0.0.1', '--port', `${port}`, '--dir', folder]
  const log = join(folder, 'redis.log')
  const output = openSync(log, 'w')
  // In a process group of its own, so that Ctrl-C reaches the tests first.
  const server = spawn('redis-server', [...args, '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', output, output],
    detached: true,
  })
  const ended = once(server, 'close')
  stops.push(async () => {
    server.kill('SIGKILL')
    await ended
  })
  await waitForPort(port, () => server.exitCode !== null, log)
  return `redis://127.0.0.1:${port}`
}

async function startPostgres(folder) {
  const { postgres: bin } = findServers()
  const home = join(folder, 'postgres')
  mkdirSync(home)
  if (isRoot) {
    const id = (option) =>
      Number(spawnSync('id', [option, postgresUser], { encoding: 'utf8' }).stdout)
    chownSync(home, id('-u'), id('-g'))
    // What is above it must let that user through.
    spawnSync('chmod', ['711', folder])
  }
  const data = join(home, 'data')
  const port = await findFreePort()
  const run = (program, ...args) => {
    const words = isRoot ? ['runuser', '-u', postgresUser, '--', program] : [program]
    const [command = '', ...rest] = [...words, ...args]
    const { status, error, stderr } = spawnSync(command, rest, {
      cwd: home,
      encoding: 'utf8',
      // A server that goes on must not hold a pipe to here.
      stdio: ['ignore', 'ignore', program.endsWith('pg_ctl') ? 'ignore' : 'pipe'],
      detached: true,
    })
    if (status === 0) return
    throw new Error(`${program} failed: ${error?.message ?? stderr ?? `see ${log()}`}`)
  }
  const file = join(home, 'log')
  const log = () => readFileSync(file, 'utf8')
  run(`${bin}/initdb`, '-D', data, '-U', 'batchway', '-A', 'trust', '-E', 'UTF8', '--no-sync')
  const options = `-F -h 127.0.0.1 -p ${port} -k ${home}`
  stops.push(() => run(`${bin}/pg_ctl`, 'stop', '-D', data, '-m', 'immediate'))
  try {
    run(`${bin}/pg_ctl`, 'start', '-w', '-D', data, '-l', file, '-o', options)
  } catch (error) {
    stops.pop()
    throw error
  }
  return `postgres://batchway@127.0.0.1:${port}/postgres`
}

async function runTests(environment) {
  if (interrupted !== undefined) return 1
  const files = process.argv.slice(2)
  const pattern = files.length === 0 ? ['test-stores/**/*.test.ts'] : files
  tests = spawn(process.execPath, ['--conditions=batchway-source', '--test', ...pattern], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  const [code] = await once(tests, 'close')
  return code ?? 1
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function waitForPort(port, isOver, log) {
  for (const end = Date.now() + 20_000; Date.now() < end && !isOver();) {
    const socket = connect(port, '127.0.0.1')
    const connected = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (connected) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nothing listens on port ${port}:\n${readFileSync(log, 'utf8')}`)
}
