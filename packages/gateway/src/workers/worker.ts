import { explainListen } from '../commands/explain-listen.ts'
import type { Gateway, PreparedReload } from '../gateway.ts'
import { createGateway } from '../gateway.ts'
import { loadPrometheus } from '../lazy.ts'
import { openLog } from '../log-output.ts'
import { loadModules } from '../own-modules.ts'
import type { PrintedPage } from '../own-pages.ts'
import type { WorkerPlace } from './divide-config.ts'
import { divideConfig } from './divide-config.ts'
import type { SentConfig, ToPrimary, ToWorker } from './messages.ts'
import { isOurs } from './messages.ts'

/** Set in the environment of workers. */
export const workerVariable = 'BATCHWAY_WORKER'

/** Serves as one of several workers, as the first process says. */
export function runWorker(): void {
  new Worker().run()
}

class Worker {
  #gateway: Gateway | undefined
  #prepared: PreparedReload | undefined
  /** What is told of a reload is done in its order: one may be dropped before it has been made. */
  #reload = Promise.resolve()
  #place: WorkerPlace = { id: 1, of: 1 }
  #isClosing = false
  #questions = 0
  readonly #asked = new Map<number, PromiseWithResolvers<PrintedPage>>()

  run(): void {
    // From now on it answers the first process's questions for its own counters.
    const { AggregatorRegistry } = loadPrometheus()
    const aggregated = new AggregatorRegistry()
    aggregated.clear()
    AggregatorRegistry.setRegistries([])
    process.on('message', (message: unknown) => {
      if (isOurs(message)) void this.#obey(message as ToWorker)
    })
    // A terminal sends these to all processes; the first one decides.
    process.on('SIGINT', () => {})
    process.on('SIGHUP', () => {})
    process.on('SIGTERM', () => void this.#close())
    // Nobody would start it again, or end it.
    process.on('disconnect', () => void this.#close())
  }

  async #obey(message: ToWorker): Promise<void> {
    switch (message.batchway) {
      case 'start':
        return await this.#start(message)
      case 'prepare':
      case 'commit':
      case 'drop':
        this.#reload = this.#reload.then(() => this.#doReload(message))
        return await this.#reload
      case 'close':
        return await this.#close()
      case 'metrics': {
        const asked = this.#asked.get(message.question)
        this.#asked.delete(message.question)
        if (message.problem === undefined) asked?.resolve(message)
        else asked?.reject(new Error(message.problem))
        return undefined
      }
    }
  }

  async #start(sent: ToWorker & { batchway: 'start' }): Promise<void> {
    const { id, of, directory, hash } = sent
    this.#place = { id, of }
    const config = divideConfig(sent.config, this.#place)
    try {
      await loadModules(config, { directory })
      const gateway = createGateway(config, {
        log: await openLog({ level: config.logLevel, format: config.logFormat, worker: id }),
        directory,
        configHash: hash,
        worker: this.#place,
        shareMetrics: ({ registries }) => {
          loadPrometheus().AggregatorRegistry.setRegistries([...registries])
          return () => this.#askMetrics()
        },
      })
      this.#gateway = gateway
      const url = await gateway.listen()
      const { adminUrl } = gateway
      tell({ batchway: 'serves', url, ...(adminUrl === undefined ? {} : { adminUrl }) })
    } catch (error) {
      tell({ batchway: 'failed', reason: explainListen(error, config) })
    }
  }

  async #doReload(message: ToWorker & { batchway: 'prepare' | 'commit' | 'drop' }): Promise<void> {
    if (message.batchway === 'prepare') return await this.#prepare(message, message.turn)
    const prepared = this.#prepared
    this.#prepared = undefined
    if (message.batchway === 'commit') prepared?.commit()
    else await prepared?.drop()
    return undefined
  }

  async #prepare({ config, hash }: SentConfig, turn: number): Promise<void> {
    try {
      this.#prepared = await this.#gateway?.prepare(divideConfig(config, this.#place), hash)
      tell({ batchway: 'prepared', turn })
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      tell({ batchway: 'prepared', turn, problem })
    }
  }

  /** The counters of all workers together, which the first process puts together. */
  #askMetrics(): Promise<PrintedPage> {
    this.#questions += 1
    const asked = Promise.withResolvers<PrintedPage>()
    this.#asked.set(this.#questions, asked)
    tell({ batchway: 'ask-metrics', question: this.#questions })
    return asked.promise
  }

  async #close(): Promise<void> {
    if (this.#isClosing) return
    this.#isClosing = true
    await this.#gateway?.close()
    process.exit(0)
  }
}

function tell(message: ToPrimary): void {
  if (process.connected) process.send?.(message)
}
