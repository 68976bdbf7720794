// How long parts of small batches wait at an upstream that large batches keep busy, counted in turns:
// how many other parts start between the arrival of a part and its own start. Nothing here depends on
// time or on the machine; the seed is fixed.
import { setImmediate } from 'node:timers/promises'
import type {
  Dispatch,
  OuterRequest,
  PartOutcome,
  PartRequest,
  PartRun,
  Policy,
} from '@batchway/core'
import { createFairShare } from '@batchway/core'
import { progress } from './harness/progress.ts'

const slots = 8
const batchesOfHeavy = 20
const partsOfHeavy = 50
const lightCallers = 5
const samples = 3000

const answer: PartOutcome = {
  kind: 'answered',
  response: { status: 200, headers: [], body: new Uint8Array(0) },
}

/** Numbers from 0 to below 1 that are the same each time (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What a bound without turns does: whoever came first goes first. */
function createQueue(capacity: number): Policy {
  const waiting: (() => void)[] = []
  let inFlight = 0
  return (next) => async (request, run) => {
    if (inFlight < capacity) inFlight += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await next(request, run)
    } finally {
      const first = waiting.shift()
      if (first === undefined) inFlight -= 1
      else first()
    }
  }
}

function callerOf(outer: OuterRequest): string {
  return outer.remoteAddress ?? ''
}

function createRun(caller: string, batch: object): PartRun {
  return {
    batch,
    outer: {
      method: 'POST',
      path: '/batch',
      query: '',
      headers: [],
      scheme: 'http',
      remoteAddress: caller,
    },
    deadline: Number.POSITIVE_INFINITY,
    givenUp: undefined,
    claimed: 0,
    answerLimit: 0,
    claim: () => 'ok',
    unclaim: () => {},
    hold: () => {},
    resume: () => {},
    sent: () => {},
    onCancel: () => {},
  }
}

const request: PartRequest = {
  part: { index: 0, method: 'GET', target: '/', headers: [] },
  method: 'GET',
  path: '/',
  headers: [],
}

/** How many turns each part of a small batch waited. */
async function measure(policy: Policy): Promise<readonly number[]> {
  const random = createRandom(1)
  const running: (() => void)[] = []
  const waits: number[] = []
  let turns = 0
  const send = (run: PartRun, onStart: () => void): Promise<PartOutcome> => {
    const dispatch: Dispatch = () => {
      onStart()
      turns += 1
      return new Promise((settle) => {
        running.push(() => settle(answer))
      })
    }
    return policy(dispatch)(request, run)
  }
  /** A batch of fifty, and when it has ended the next one. */
  const stream = async (): Promise<void> => {
    while (waits.length < samples) {
      const run = createRun('heavy', {})
      const parts = Array.from({ length: partsOfHeavy }, () => send(run, () => {}))
      await Promise.all(parts)
    }
  }
  const streams = Array.from({ length: batchesOfHeavy }, stream)
  while (waits.length < samples) {
    // A small batch about every third turn, while their callers are not a burden themselves.
    if (random() < 1 / 3) {
      const came = turns
      const caller = `light ${Math.floor(random() * lightCallers)}`
      void send(createRun(caller, {}), () => waits.push(turns - came))
    }
    const [end] = running.splice(Math.floor(random() * running.length), 1)
    end?.()
    await setImmediate()
  }
  while (running.length > 0) {
    for (const end of running.splice(0)) end()
    await setImmediate()
  }
  await Promise.all(streams)
  return waits.slice(0, samples).toSorted((one, other) => one - other)
}

function row(name: string, waits: readonly number[]): string {
  const at = (share: number): number =>
    waits[Math.min(samples - 1, Math.floor(samples * share))] ?? 0
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
  const cells = [mean.toFixed(1), at(0.5), at(0.9), at(0.99), at(1)]
  return `| ${name} | ${cells.join(' | ')} |`
}

const rows: readonly (readonly [name: string, policy: () => Policy])[] = [
  ['first come, first served', () => createQueue(slots)],
  ['turns of batches', () => createFairShare(slots).policy],
  ['turns of callers, then of their batches', () => createFairShare(slots, { callerOf }).policy],
  [
    `the same, and ${slots - 1} parts per caller`,
    () => createFairShare(slots, { callerOf, perCaller: slots - 1 }).policy,
  ],
]

/** What was measured, and a table of it, as Markdown. */
export async function measureFairness(): Promise<string> {
  const lines = [
    `Turns that parts of small batches wait: ${slots} parts at a time; one caller with ${batchesOfHeavy} batches of ${partsOfHeavy} at all times; ${lightCallers} callers with single parts, ${samples} of them.`,
    '',
    '| who goes first | mean | median | 90 % | 99 % | most |',
    '| --- | --- | --- | --- | --- | --- |',
  ]
  for (const [name, policy] of rows) {
    progress(`fairness: ${name}`)
    lines.push(row(name, await measure(policy())))
  }
  return lines.join('\n')
}
