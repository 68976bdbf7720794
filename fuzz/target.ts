import type { Random } from './random.ts'

/** Something that is given arbitrary input, and what must hold whatever that is. */
export interface FuzzTarget {
  readonly name: string
  /** Makes an input. */
  generate(random: Random): Uint8Array
  /** Throws when something does not hold. */
  run(input: Uint8Array): void | Promise<void>
}

/** One thing that does not hold. */
export interface Finding {
  readonly target: string
  readonly message: string
  readonly input: Uint8Array
}

/** Input of this size may not cost more than this many milliseconds. */
const patience = 2000

/** Runs a target once. Undefined when everything holds. */
export async function runOnce(target: FuzzTarget, input: Uint8Array): Promise<Finding | undefined> {
  const started = performance.now()
  try {
    await target.run(input)
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { target: target.name, message, input }
  }
  const time = performance.now() - started
  if (time < patience) return undefined
  const message = `it took ${Math.round(time)} ms for ${input.length} bytes`
  return { target: target.name, message, input }
}
