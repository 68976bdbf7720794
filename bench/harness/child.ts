import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Usage } from './usage.ts'

const bench = new URL('../', import.meta.url)
const probe = new URL('harness/probe.js', bench).href

/** Everything that was started and has not ended. */
const running = new Set<ChildProcess>()

/** A process that was started by the bench. */
export class Child {
  readonly #process: ChildProcess
  /** The end of what it wrote to its standard error. */
  #said = ''

  /**
   * `file` is below `bench/`. It sees the packages of this repository as their sources, or as they
   * are installed (`built`).
   */
  constructor(file: string, args: readonly string[] = [], packages: 'source' | 'built' = 'source') {
    const conditions = packages === 'source' ? ['--conditions=batchway-source'] : []
    this.#process = fork(fileURLToPath(new URL(file, bench)), args, {
      execArgv: [...conditions, '--import', probe],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    running.add(this.#process)
    this.#process.once('exit', () => running.delete(this.#process))
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-4000)
    })
  }

  send(message: object): void {
    this.#process.send(message)
  }

  /** The next message for which `pick` has a value. Throws if the process ends before. */
  async next<Value>(pick: (message: never) => Value | undefined): Promise<Value> {
    const child = this.#process
    const { promise, resolve, reject } = Promise.withResolvers<Value>()
    const onMessage = (message: unknown): void => {
      const value = pick(message as never)
      if (value !== undefined) resolve(value)
    }
    const onExit = (code: number | null, signal: string | null): void => {
      reject(new Error(`it ended (${code ?? signal}):\n${this.#said}`))
    }
    child.on('message', onMessage)
    child.once('exit', onExit)
    if (child.exitCode !== null) onExit(child.exitCode, null)
    try {
      return await promise
    } finally {
      child.off('message', onMessage)
      child.off('exit', onExit)
    }
  }

  /** Waits until it has said what `pattern` finds, and returns the first group. */
  async hear(pattern: RegExp): Promise<string> {
    const child = this.#process
    for (;;) {
      const found = pattern.exec(this.#said)?.[1]
      if (found !== undefined) return found
      if (child.exitCode !== null || child.stderr === null) {
        throw new Error(`it ended (${child.exitCode}):\n${this.#said}`)
      }
      await Promise.race([once(child.stderr, 'data'), once(child, 'exit')])
    }
  }

  async usage(): Promise<Usage> {
    const answer = this.next(({ usage }: { usage?: Usage }) => usage)
    this.#process.send('usage')
    return answer
  }

  async stop(): Promise<void> {
    if (!running.has(this.#process)) return
    const ended = once(this.#process, 'exit')
    this.#process.kill('SIGKILL')
    await ended
  }
}

/** Ends all of them, at once. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL')
}
