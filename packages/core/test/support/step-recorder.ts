import { EventEmitter, once } from 'node:events'

/** What an app did, in order, also after its answer had left. */
export class StepRecorder {
  readonly #steps: string[] = []
  readonly #events = new EventEmitter()

  add(step: string): void {
    this.#steps.push(step)
    this.#events.emit('step')
  }

  /** Waits until each of `lasts` was recorded, then takes all that was. */
  async take(...lasts: readonly string[]): Promise<readonly string[]> {
    const signal = AbortSignal.timeout(5000)
    while (!lasts.every((last) => this.#steps.includes(last))) {
      await once(this.#events, 'step', { signal })
    }
    return this.#steps.splice(0)
  }
}
