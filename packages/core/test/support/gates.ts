/** Keeps requests waiting until a test lets them through, by the last segment of their path. */
export class Gates {
  readonly #gates = new Map<string, PromiseWithResolvers<void>>()
  readonly #arrivals = new Map<string, PromiseWithResolvers<void>>()

  /** What a handler waits for. */
  pass(path: string): Promise<void> {
    const name = nameOf(path)
    take(this.#arrivals, name).resolve()
    return take(this.#gates, name).promise
  }

  /** Resolves when a request has come to that gate. */
  arrival(name: string): Promise<void> {
    return take(this.#arrivals, name).promise
  }

  open(...names: readonly string[]): void {
    for (const name of names) take(this.#gates, name).resolve()
  }
}

/** What a request gets that went through: its name as JSON. */
export function answerTo(path: string): string {
  return JSON.stringify({ answer: nameOf(path) })
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function take(
  map: Map<string, PromiseWithResolvers<void>>,
  name: string,
): PromiseWithResolvers<void> {
  const found = map.get(name) ?? Promise.withResolvers<void>()
  map.set(name, found)
  return found
}
