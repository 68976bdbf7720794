import { setImmediate } from 'node:timers/promises'
import type { FairShare, PartOutcome, PartRun } from '@batchway/core'
import type { TestPartRun } from './part-run.ts'
import { createPartRun } from './part-run.ts'
import { answered, createRequest } from './model.ts'

/** A part as the upstream behind a share sees it. */
export interface LoadPart {
  readonly caller: string
  readonly batch: string
  state: 'waiting' | 'running' | 'over'
}

/** The caller that a part's run names, for shares that tell callers apart. */
export function callerOf(outer: PartRun['outer']): string {
  return outer.remoteAddress ?? ''
}

/** Parts of many callers at an upstream behind a share, begun and ended by hand. */
export class ShareLoad {
  readonly share: FairShare
  readonly parts: LoadPart[] = []
  /** Called when a part reaches the upstream, before it counts as running. */
  onStart: (part: LoadPart) => void = () => {}
  readonly #ends = new Map<LoadPart, () => void>()
  readonly #runs = new Map<LoadPart, TestPartRun>()
  readonly #batches = new Map<string, object>()

  constructor(share: FairShare) {
    this.share = share
  }

  /** Parts in a state, of one caller or of all. */
  count(state: LoadPart['state'], caller?: string): number {
    return this.parts.filter(
      (part) => part.state === state && (caller === undefined || part.caller === caller),
    ).length
  }

  /** A part comes. Returns when what follows from it has happened. */
  async arrive(caller: string, batch: string): Promise<LoadPart> {
    const part: LoadPart = { caller, batch, state: 'waiting' }
    const run = this.#runOf(caller, batch)
    this.parts.push(part)
    this.#runs.set(part, run)
    const dispatch = this.share.policy(() => {
      this.onStart(part)
      part.state = 'running'
      return new Promise<PartOutcome>((settle) => {
        this.#ends.set(part, () => settle(answered()))
      })
    })
    void dispatch(createRequest(), run)
    await setImmediate()
    return part
  }

  /** A part that runs ends. */
  async end(part: LoadPart): Promise<void> {
    part.state = 'over'
    this.#ends.get(part)?.()
    await setImmediate()
  }

  /** A part that waits is given up. */
  async giveUp(part: LoadPart): Promise<void> {
    part.state = 'over'
    this.#runs.get(part)?.cancel()
    await setImmediate()
  }

  #runOf(caller: string, batch: string): TestPartRun {
    const key = `${caller}/${batch}`
    const found = this.#batches.get(key) ?? {}
    this.#batches.set(key, found)
    return Object.defineProperty(createPartRun({ outer: { remoteAddress: caller } }), 'batch', {
      value: found,
    })
  }
}
