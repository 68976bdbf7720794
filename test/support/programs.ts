import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A program that was started, and what it has printed. */
export interface Program {
  readonly child: ChildProcess
  readonly output: () => string
}

/** Starts a program of this repository in its root; `source` is where it is listened to. */
export function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  source: 'stdout' | 'stderr' = 'stdout',
): Program {
  const child = spawn(process.execPath, ['--conditions=batchway-source', ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: source === 'stdout' ? ['ignore', 'pipe', 'inherit'] : ['ignore', 'ignore', 'pipe'],
  })
  let text = ''
  child[source]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return { child, output: () => text }
}

/** The first group of a pattern, once a program has printed it. Rejects when it ends before. */
export function match({ child, output }: Program, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream = child.stdout ?? child.stderr
    stream?.on('data', () => {
      const found = pattern.exec(output())
      if (found !== null) resolve(found[1] ?? '')
    })
    child.once('exit', (code) => reject(new Error(`ended early (${code}): ${output()}`)))
  })
}

/** What a program ended with. */
export function exitCode({ child }: Program): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode === null) child.once('close', resolve)
    else resolve(child.exitCode)
  })
}

/** A server that an example has started. */
export interface ExampleServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string
}

/** Starts an example that listens, on a free port, and ends it at the end. */
export async function startExample(
  name: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ExampleServer> {
  const program = run([`examples/${name}`], { PORT: '0', ...environment })
  const end = async (): Promise<void> => {
    program.child.kill()
    await exitCode(program)
  }
  try {
    const port = await match(program, /port: (\d+)/)
    return { origin: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: end }
  } catch (error) {
    await end()
    throw error
  }
}
