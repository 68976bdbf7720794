import type { Batch } from '../model/batch.ts'
import { isSafeMethod } from '../model/batch.ts'

/** What must have ended before each part may start. */
export interface Plan {
  /** For each part, how many others it waits for. */
  readonly waits: readonly number[]
  /** For each part, those that wait for it. */
  readonly followers: readonly (readonly number[])[]
}

/** Turns the order of a batch into a graph. It has at most two edges per part. */
export function planBatch(batch: Batch): Plan {
  const waits = batch.parts.map(() => 0)
  const followers = batch.parts.map((): number[] => [])
  const follow = (earlier: number, later: number): void => {
    followers[earlier]?.push(later)
    waits[later] = (waits[later] ?? 0) + 1
  }
  // Stopping at the first failure is only defined where one part follows the other.
  const order = batch.stopOnError ? 'serial' : batch.order
  if (order === 'serial') {
    for (let index = 1; index < waits.length; index += 1) follow(index - 1, index)
  } else if (order === 'keep-effects') {
    followEffects(batch, follow)
  }
  return { waits, followers }
}

/** Every unsafe part waits for all before it; safe ones wait for the last unsafe one only. */
function followEffects(batch: Batch, follow: (earlier: number, later: number) => void): void {
  let lastEffect = -1
  for (const part of batch.parts) {
    if (isSafeMethod(part.method)) {
      if (lastEffect !== -1) follow(lastEffect, part.index)
      continue
    }
    const from = Math.max(lastEffect, 0)
    const readsBetween = part.index - lastEffect > 1
    for (let earlier = from; earlier < part.index; earlier += 1) {
      if (earlier !== lastEffect || !readsBetween) follow(earlier, part.index)
    }
    lastEffect = part.index
  }
}
