import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../bin/batchway.js', import.meta.url))

/** Options of the one-line form, all but the upstream. */
export const ocambaOptions: readonly string[] = [
  '--dialect',
  'ocamba',
  '--path',
  '/v2/ocamba/batch',
  '--listen',
  '127.0.0.1:0',
]

export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Lines of stderr that are not empty. */
  readonly errors: readonly string[]
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>
  /** The program that runs the command, and its options. Default: this Node, from source. */
  readonly node?: readonly string[]
  /** What stands on standard input; null leaves it open. Default: nothing. */
  readonly input?: string | null
  /** Where it runs. Default: here. */
  readonly cwd?: string
}

const fromSource = [process.execPath, '--conditions=batchway-source']

/** The real command, while it runs. It is killed when the test ends. */
export class RunningCommand implements AsyncDisposable {
  readonly process: ChildProcess
  readonly ended: Promise<CommandResult>
  stdout = ''
  stderr = ''
  #over = false
  #listeners: (() => void)[] = []

  constructor(
    args: readonly string[],
    { env = {}, node = fromSource, input, cwd }: CommandOptions = {},
  ) {
    const [program = process.execPath, ...options] = node
    this.process = spawn(program, [...options, bin, ...args], {
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      cwd,
      env: { ...process.env, NODE_OPTIONS: '', ...env },
    })
    if (input !== null) this.process.stdin?.end(input)
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text
      this.#notify()
    })
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
      this.#notify()
    })
    this.ended = new Promise((resolve, reject) => {
      this.process.once('error', reject)
      this.process.once('close', (code) => {
        this.#over = true
        this.#notify()
        const errors = this.stderr.split('\n').filter((line) => line !== '')
        resolve({ code, stdout: this.stdout, stderr: this.stderr, errors })
      })
    })
  }

  /** Resolves when standard error matches; rejects when the command ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#until(pattern, () => this.stderr)
  }

  /** The same for standard output, which has the log. */
  logged(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#until(pattern, () => this.stdout)
  }

  async #until(pattern: RegExp, output: () => string): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(output())
      if (found !== null) return found
      if (this.#over) throw new Error(`the command ended without ${pattern}: ${this.stderr}`)
      // oxlint-disable-next-line no-await-in-loop -- the next piece
      await new Promise<void>((resolve) => {
        this.#listeners.push(resolve)
      })
    }
  }

  /** Where it listens, once it does. */
  async url(): Promise<string> {
    const [, url = ''] = await this.says(/listens on (http:\/\/\S+)\n/)
    return url
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#over) this.process.kill('SIGKILL')
    await this.ended
  }

  #notify(): void {
    for (const listener of this.#listeners.splice(0)) listener()
  }
}

/** Runs the real command to its end. */
export async function runCommand(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  await using command = new RunningCommand(args, options)
  return await command.ended
}
