import type { Worker } from 'node:cluster'
import cluster from 'node:cluster'
import type { Logger } from 'pino'
import type { Serving } from '../commands/serve-options.ts'
import { loadPrometheus } from '../lazy.ts'
import type { PreparedReload } from '../gateway.ts'
import type { SentConfig, ToPrimary, ToWorker } from './messages.ts'
import { isOurs } from './messages.ts'
import { workerVariable } from './worker.ts'

/** Where the workers serve. */
export interface ServedAt {
  readonly url: string
  readonly adminUrl: string | undefined
}

/** The place of one worker, which processes take one after the other. */
interface Slot {
  readonly id: number
  worker: Worker | undefined
  serves: boolean
  /** Processes that ended in a row before they had served for long. */
  failures: number
  startedAt: number
  timer: ReturnType<typeof setTimeout> | undefined
  /** Waits for the answer to `prepare`; called with a problem, or with undefined. */
  onPrepared: ((problem: string | undefined) => void) | undefined
}

/** Milliseconds: the first pause before a worker is started again, twice as long each time. */
const firstPause = 100
const longestPause = 30_000
/** Milliseconds in which a worker must say whether it can take a configuration. */
const answerTime = 10_000
/** Milliseconds after which a worker that ends counts as the first one again. */
const longLife = 60_000

/** The workers of a gateway, as the process that started them sees them. */
export class Primary {
  readonly #log: Logger
  readonly #directory: string
  readonly #slots: readonly Slot[]
  readonly #metrics = new (loadPrometheus().AggregatorRegistry)()
  readonly #started = Promise.withResolvers<ServedAt>()
  readonly #ended = Promise.withResolvers<void>()
  #current: SentConfig
  #turn = 0
  #hasStarted = false
  #isClosing = false

  constructor({ config, hash, directory }: Serving, log: Logger) {
    this.#log = log
    this.#directory = directory
    this.#current = { config, hash }
    this.#slots = Array.from({ length: config.workers ?? 1 }, (_, index) => ({
      id: index + 1,
      worker: undefined,
      serves: false,
      failures: 0,
      startedAt: 0,
      timer: undefined,
      onPrepared: undefined,
    }))
  }

  /** Starts them. Resolves when all serve; rejects, with none left, when one can't. */
  start(): Promise<ServedAt> {
    for (const slot of this.#slots) this.#fork(slot)
    return this.#started.promise
  }

  /**
   * Lets every worker make a configuration beside the one in force. Rejects when one of them can't;
   * then none has changed anything.
   */
  async prepare(next: SentConfig): Promise<PreparedReload> {
    if (this.#isClosing) throw new Error('the gateway is shutting down')
    this.#turn += 1
    // One that starts just now is told when it serves.
    const asked = this.#slots.filter(({ serves }) => serves)
    const answers = await Promise.all(asked.map((slot) => this.#ask(slot, next)))
    const tellAll = (what: 'commit' | 'drop'): void => {
      for (const slot of asked) this.#tell(slot, { batchway: what })
    }
    const problem = answers.find((answer) => answer !== undefined)
    if (problem !== undefined) {
      tellAll('drop')
      throw new Error(problem)
    }
    return {
      commit: () => {
        this.#current = next
        tellAll('commit')
        // It was started with the configuration before, and has made none beside it.
        for (const slot of this.#slots) if (!asked.includes(slot)) slot.worker?.kill('SIGKILL')
      },
      drop: async () => tellAll('drop'),
    }
  }

  /** Lets them finish what runs. Resolves when all have ended. */
  close(): Promise<void> {
    this.#isClosing = true
    for (const slot of this.#slots) {
      clearTimeout(slot.timer)
      this.#tell(slot, { batchway: 'close' })
    }
    this.#settleEnd()
    return this.#ended.promise
  }

  /** Ends them at once. */
  kill(): void {
    this.#isClosing = true
    for (const { worker, timer } of this.#slots) {
      clearTimeout(timer)
      worker?.process.kill('SIGKILL')
    }
  }

  #fork(slot: Slot): void {
    const worker = cluster.fork({ [workerVariable]: String(slot.id) })
    slot.worker = worker
    slot.startedAt = performance.now()
    worker.on('message', (message: unknown) => {
      if (isOurs(message)) this.#hear(slot, message as ToPrimary)
    })
    worker.once('exit', (code, signal) => this.#onExit(slot, { code, signal }))
    // Its channel may close before its end is known.
    worker.on('error', () => {})
    const { id } = slot
    const of = this.#slots.length
    const directory = this.#directory
    this.#tell(slot, { batchway: 'start', ...this.#current, directory, id, of })
  }

  #hear(slot: Slot, message: ToPrimary): void {
    switch (message.batchway) {
      case 'serves':
        slot.serves = true
        this.#log.info({ worker: slot.id, pid: slot.worker?.process.pid }, 'worker serves')
        if (this.#hasStarted || !this.#slots.every(({ serves }) => serves)) return
        this.#hasStarted = true
        this.#started.resolve({ url: message.url, adminUrl: message.adminUrl })
        return
      case 'failed':
        if (this.#hasStarted) {
          this.#log.error({ worker: slot.id, reason: message.reason }, 'worker can not serve')
          slot.worker?.kill('SIGKILL')
        } else {
          this.kill()
          this.#started.reject(new Error(message.reason))
        }
        return
      case 'prepared':
        if (message.turn === this.#turn) slot.onPrepared?.(message.problem)
        return
      case 'ask-metrics':
        void this.#answerMetrics(slot, message.question)
    }
  }

  async #answerMetrics(slot: Slot, question: number): Promise<void> {
    const answer = { batchway: 'metrics', question, type: this.#metrics.contentType } as const
    try {
      this.#tell(slot, { ...answer, text: await this.#metrics.clusterMetrics() })
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      this.#tell(slot, { ...answer, text: '', problem })
    }
  }

  #ask(slot: Slot, next: SentConfig): Promise<string | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        const pid = slot.worker?.process.pid
        slot.onPrepared?.(
          `worker ${slot.id} (process ${pid}) did not answer within ${answerTime / 1000} s; end it if it hangs, and another one takes its place`,
        )
      }, answerTime)
      slot.onPrepared = (problem) => {
        clearTimeout(timer)
        slot.onPrepared = undefined
        resolve(problem)
      }
      this.#tell(slot, { batchway: 'prepare', turn: this.#turn, ...next })
    })
  }

  #onExit(slot: Slot, end: { readonly code: number | null; readonly signal: string | null }): void {
    slot.worker = undefined
    slot.serves = false
    slot.onPrepared?.(`worker ${slot.id} ended while it read the configuration`)
    if (this.#isClosing) {
      this.#settleEnd()
      return
    }
    const lived = performance.now() - slot.startedAt
    slot.failures = lived > longLife ? 0 : slot.failures
    const pause = Math.min(firstPause * 2 ** slot.failures, longestPause)
    slot.failures += 1
    this.#log.error({ worker: slot.id, ...end, pause }, 'worker ended; it is started again')
    slot.timer = setTimeout(() => this.#fork(slot), pause)
  }

  #settleEnd(): void {
    if (this.#slots.every(({ worker }) => worker === undefined)) this.#ended.resolve()
  }

  #tell({ worker }: Slot, message: ToWorker): void {
    if (worker?.isConnected() === true) worker.send(message)
  }
}
