/** Resolves to what is wrong, or to undefined. Never rejects, and takes a bounded time. */
export type Check = () => Promise<string | undefined>

/**
 * A check that is made at most once per time, however often it is asked for, and not at all while
 * other work has shown the same.
 */
export class CachedCheck {
  readonly #check: Check
  /** Milliseconds. */
  readonly #cacheTime: number
  #known: string | undefined
  #knownAt = Number.NEGATIVE_INFINITY
  #running: Promise<string | undefined> | undefined

  /** `cacheTime` is how long a result counts, in milliseconds. */
  constructor(check: Check, cacheTime: number) {
    this.#check = check
    this.#cacheTime = cacheTime
  }

  /** What is wrong, as far as that is known; undefined where nothing is. */
  async ask(): Promise<string | undefined> {
    if (performance.now() - this.#knownAt <= this.#cacheTime) return this.#known
    this.#running ??= this.#run()
    return this.#running
  }

  /** Other work has shown that nothing is wrong. */
  confirm(): void {
    this.#known = undefined
    this.#knownAt = performance.now()
  }

  /** Other work has shown that something may be wrong: the next one who asks gets a new check. */
  doubt(): void {
    this.#knownAt = Number.NEGATIVE_INFINITY
  }

  async #run(): Promise<string | undefined> {
    const found = await this.#check()
    this.#running = undefined
    this.#known = found
    this.#knownAt = performance.now()
    return found
  }
}
