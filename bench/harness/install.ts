import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { endProgress, progress } from './progress.ts'

const bench = new URL('../', import.meta.url)

interface LockEntry {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>
}

/** Installs the packages of the peers if those of the lock file are not there. */
export async function installPeers(): Promise<void> {
  if (await isInstalled()) return
  progress('installing the peers: npm ci --ignore-scripts in bench/')
  endProgress()
  const child = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: fileURLToPath(bench),
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  })
  process.once('exit', () => child.kill())
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code === 0) return
  throw new Error(
    'the peers could not be installed ("npm ci" in bench/ failed, see above); ' +
      'what needs none of them runs with --only, such as --only in-process --only gateways',
  )
}

async function isInstalled(): Promise<boolean> {
  const wanted = await readLock('package-lock.json')
  const there = await readLock('node_modules/.package-lock.json')
  if (wanted === undefined) throw new Error('bench/package-lock.json is missing')
  return there !== undefined && isSame(wanted, there)
}

/** Packages for other systems, and those that only some may need, are in the lock file alone. */
function isSame(wanted: Lock, there: Lock): boolean {
  const direct = Object.keys(wanted.packages['']?.dependencies ?? {})
  const hasDirect = direct.every((name) => Object.hasOwn(there.packages, `node_modules/${name}`))
  const installed = Object.entries(there.packages)
  return (
    hasDirect &&
    installed.every(([path, { version }]) => wanted.packages[path]?.version === version)
  )
}

async function readLock(path: string): Promise<Lock | undefined> {
  try {
    return JSON.parse(await readFile(new URL(path, bench), 'utf8')) as Lock
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Versions of the packages that are measured, by their names, as installed. */
export async function readVersions(): Promise<ReadonlyMap<string, string>> {
  const root = new URL('../', bench)
  const ours = ['undici', 'express', 'fastify', 'hono', '@hono/node-server', 'light-my-request']
  const versions = new Map<string, string>()
  for (const name of ours) versions.set(name, await readVersion(root, name))
  const text = await readFile(new URL('package.json', bench), 'utf8')
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> }
  for (const name of Object.keys(dependencies)) {
    if (!versions.has(name)) versions.set(name, await readVersion(bench, name))
  }
  return versions
}

async function readVersion(folder: URL, name: string): Promise<string> {
  try {
    const text = await readFile(new URL(`node_modules/${name}/package.json`, folder), 'utf8')
    return (JSON.parse(text) as { version: string }).version
  } catch {
    return 'not installed'
  }
}
