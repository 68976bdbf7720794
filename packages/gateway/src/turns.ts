/** Lets one after the other do something. */
export interface Turns {
  /** Resolves, when the turn has come, to what ends it. */
  take(): Promise<() => void>
}

/** Makes turns; the first one may begin at once. */
export function createTurns(): Turns {
  let last = Promise.resolve()
  return {
    async take() {
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      await before
      return resolve
    },
  }
}
