import type { Batch, Part } from '../model/batch.ts'
import { isSafeMethod } from '../model/batch.ts'
import type { Links } from './links.ts'

/** What must have ended before each part may start. */
export interface Plan {
  /** For each part, how many others it waits for. */
  readonly waits: readonly number[]
  /** For each part, those that wait for it. */
  readonly followers: readonly (readonly number[])[]
  /** For each part, those among its followers that need its success; undefined where none does. */
  readonly dependents: readonly (readonly number[])[] | undefined
}

type Follow = (earlier: number, later: number) => void

/**
 * Turns the order of a batch into a graph, with at most two edges per part, and adds what its parts
 * need of each other. Where a part needs a later one, the order is that of the links' sequence.
 */
export function planBatch(batch: Batch, links?: Links): Plan {
  const waits = batch.parts.map(() => 0)
  const followers = batch.parts.map((): number[] => [])
  const follow: Follow = (earlier, later) => {
    followers[earlier]?.push(later)
    waits[later] = (waits[later] ?? 0) + 1
  }
  const sequence = links?.sequence
  if (sequence === undefined) {
    followOrder(batch, batch.parts, follow)
  } else {
    const parts = sequence.flatMap((position) => batch.parts[position] ?? [])
    followOrder(batch, parts, (earlier, later) => {
      follow(sequence[earlier] ?? 0, sequence[later] ?? 0)
    })
  }
  if (links === undefined) return { waits, followers, dependents: undefined }
  const dependents = batch.parts.map((): number[] => [])
  links.needs.forEach((needed, later) => {
    for (const earlier of needed) {
      dependents[earlier]?.push(later)
      follow(earlier, later)
    }
  })
  return { waits, followers, dependents }
}

/** The edges of an order, between positions in `parts`. */
function followOrder(batch: Batch, parts: readonly Part[], follow: Follow): void {
  // Stopping at the first failure is only defined where one part follows the other.
  const order = batch.stopOnError ? 'serial' : batch.order
  if (order === 'serial') {
    for (let at = 1; at < parts.length; at += 1) follow(at - 1, at)
  } else if (order === 'keep-effects') {
    followEffects(parts, follow)
  }
}

/** Every unsafe part waits for all before it; safe ones wait for the last unsafe one only. */
function followEffects(parts: readonly Part[], follow: Follow): void {
  let lastEffect = -1
  for (let at = 0; at < parts.length; at += 1) {
    if (isSafeMethod(parts[at]?.method ?? '')) {
      if (lastEffect !== -1) follow(lastEffect, at)
      continue
    }
    const from = Math.max(lastEffect, 0)
    const readsBetween = at - lastEffect > 1
    for (let earlier = from; earlier < at; earlier += 1) {
      if (earlier !== lastEffect || !readsBetween) follow(earlier, at)
    }
    lastEffect = at
  }
}
