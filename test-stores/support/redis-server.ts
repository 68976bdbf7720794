import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { findDeadPort } from '../../packages/gateway/test/support/test-upstream.ts'
import { until } from './until.ts'

/** A Redis server of one test, which can be stopped and started again on its port. */
export class RedisServer implements AsyncDisposable {
  readonly port: number
  readonly #options: readonly string[]
  readonly #folder: string
  #process: ChildProcess | undefined

  constructor(port: number, options: readonly string[]) {
    this.port = port
    this.#options = options
    this.#folder = mkdtempSync(join(tmpdir(), 'batchway-redis-'))
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const fixed = ['--bind', '127.0.0.1', '--port', `${this.port}`, '--dir', this.#folder]
    const none = ['--save', '', '--appendonly', 'no']
    this.#process = spawn('redis-server', [...fixed, ...none, ...this.#options], {
      stdio: 'ignore',
    })
    await using admin = openClient(this.url)
    await until('redis-server answers', async () => {
      try {
        await admin.client.ping()
        return true
      } catch (error) {
        // With a password it answers as well.
        return error instanceof Error && /NOAUTH|WRONGPASS/.test(error.message)
      }
    })
  }

  /** Saves its data as they are now: what it comes back to when it is stopped and started. */
  async save(): Promise<void> {
    await using admin = openClient(this.url)
    await admin.client.save()
  }

  /** Ends it; what was not saved is lost. */
  async stop(): Promise<void> {
    await this.#end((process) => process.kill('SIGKILL'))
  }

  /** Ends it; it finds its data again when it is started. */
  async stopAndSave(): Promise<void> {
    await using admin = openClient(this.url)
    await this.#end(() => {
      admin.client.call('SHUTDOWN', 'SAVE').catch(() => {})
    })
  }

  /** Lets it answer nothing more, with its connections open. */
  freeze(): void {
    this.#process?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#process?.kill('SIGCONT')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #end(end: (process: ChildProcess) => void): Promise<void> {
    const process = this.#process
    if (process === undefined) return
    this.#process = undefined
    const ended = once(process, 'close')
    end(process)
    await ended
  }
}

/** Starts a Redis server without persistence on a free port. */
export async function openRedisServer(options: readonly string[] = []): Promise<RedisServer> {
  const server = new RedisServer(await findDeadPort(), options)
  await server.start()
  return server
}

export interface OpenClient extends AsyncDisposable {
  readonly client: Redis
}

/** A client that tries again until it is closed. */
export function openClient(url: string): OpenClient {
  const client = new Redis(url, { retryStrategy: () => 20, disableClientInfo: true })
  client.on('error', () => {})
  return {
    client,
    [Symbol.asyncDispose]: async () => client.disconnect(),
  }
}
