import type { ServerResponse } from 'node:http'
import type { BatchLog } from './batch-log.ts'
import type { KeptBatch } from './kept-batch.ts'
import type { View } from './view.ts'

/** Milliseconds for which changes are gathered. */
const gatherTime = 150
/** Milliseconds between two looks at the gateway itself. */
const lookTime = 2000
/** Batches in one event; of more that changed at once only the newest are told. */
const mostAtOnce = 100
/** Bytes that a listener may leave unread before it is cut off. */
const mostUnread = 1024 * 1024
/** Pages that may listen at a time. */
const mostListeners = 32

/** Tells pages what happens, by server-sent events (HTML Living Standard 9.2). */
export class Events {
  readonly #log: BatchLog
  readonly #view: () => View
  readonly #listeners = new Set<ServerResponse>()
  readonly #changed = new Map<number, KeptBatch>()
  #stop: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined

  /** `view` gives the view of the configuration in force. */
  constructor(log: BatchLog, view: () => View) {
    this.#log = log
    this.#view = view
  }

  /** Whether one more page may listen. */
  get hasRoom(): boolean {
    return this.#listeners.size < mostListeners
  }

  /** Takes a response whose head has been written. It begins with all that is known. */
  add(response: ServerResponse): void {
    this.#listeners.add(response)
    if (this.#listeners.size === 1) this.#begin()
    response.once('close', () => {
      this.#listeners.delete(response)
      if (this.#listeners.size === 0) this.#end()
    })
    response.write(`retry: 2000\n\n${event('gateway', this.#view().look())}`)
    response.write(event('batches', this.#log.list()))
  }

  /** Ends all of them. */
  close(): void {
    for (const response of this.#listeners) response.end()
  }

  /** Nothing is done while nobody listens. */
  #begin(): void {
    const look = async (): Promise<void> => {
      const view = this.#view()
      await view.check()
      this.#send('gateway', view.look())
    }
    void look()
    const looking = setInterval(() => void look(), lookTime)
    const stop = this.#log.listen((batch) => {
      this.#changed.set(batch.number, batch)
      this.#timer ??= setTimeout(() => this.#flush(), gatherTime)
    })
    this.#stop = () => {
      clearInterval(looking)
      stop()
    }
  }

  #end(): void {
    this.#stop?.()
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#changed.clear()
  }

  #flush(): void {
    this.#timer = undefined
    const changed = [...this.#changed.values()].slice(-mostAtOnce)
    this.#changed.clear()
    this.#send(
      'batches',
      changed.map((batch) => batch.summary()),
    )
  }

  #send(name: string, data: unknown): void {
    const text = event(name, data)
    for (const response of this.#listeners) {
      if (response.writableLength > mostUnread) response.destroy()
      else response.write(text)
    }
  }
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
