import type {
  Admission,
  Admitted,
  AdmittedBatch,
  FinishOutcome,
  PreparedPart,
} from '../model/admission.ts'
import type { Failure, PartOutcome } from '../model/batch.ts'
import type { PartRun, Policy } from '../model/dispatch.ts'
import { BatchError } from '../model/error.ts'
import type { HeaderList } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'
import { createCallerKey } from './caller-key.ts'
import { createMemoryRates } from './memory-rates.ts'
import type { RateStore } from './rate-store.ts'
import type { Charge, RateWindow } from './rate-window.ts'
import { chargeRates, createRateWindow } from './rate-window.ts'
import type { Rate } from './rate.ts'
import type { RouteMatch } from './route-match.ts'
import { createRouteMatch } from './route-match.ts'

/** What happens to parts that exceed the rate of their route. */
export type OnLimit =
  /** Each of them is a 429 part; the others run. */
  | 'reject'
  /** The whole batch is charged before it runs, or refused with 429. */
  | 'reserve'
  /** Each of them waits for the next window if that comes within its time, else it is a 429 part. */
  | 'pace'

/** How callers of an endpoint are limited. Whatever is not given is not limited. */
export interface RateLimitOptions {
  /** Batches of one caller. */
  readonly batches?: Rate
  /** Batches of one caller that run at the same time. */
  readonly inFlight?: number
  /** Parts of one caller, by route; the first match counts. `GET /members/*`, `/members/**`. */
  readonly parts?: readonly { readonly match: string; readonly rate: Rate }[]
  /** Default `reject`. */
  readonly onLimit?: OnLimit
  /** Who the caller is: any text that differs between callers. Default: by identity headers. */
  readonly callerOf?: (outer: OuterRequest) => string
  /**
   * Where the counters of `batches` and `parts` are. Default: in the memory of this process. While
   * they can't be asked, a batch that would be charged is refused with 503.
   */
  readonly store?: RateStore
  /**
   * What the names of the counters begin with, where several limits share a store: the same in each
   * process, another one for each endpoint. Default: nothing.
   */
  readonly name?: string
}

/** A rate limit: asked once per batch, and around each part where parts may have to wait. */
export interface RateLimit {
  readonly admission: Admission
  readonly policy: Policy
}

interface Route {
  readonly match: RouteMatch
  readonly window: RateWindow
}

/** What a batch needs of a route's window; `caller` where some of its parts speak for another. */
interface Need {
  readonly route: Route
  readonly caller: string | undefined
  readonly indexes: number[]
}

function ownCaller(part: PreparedPart): string | undefined {
  return part.kind === 'ready' ? part.request.caller : undefined
}

/** Makes the rate limit of an endpoint. */
export function createRateLimit(options: RateLimitOptions): RateLimit {
  const { store = createMemoryRates(), name = '' } = options
  const toWindow = (rate: Rate, of: string): RateWindow =>
    createRateWindow(rate, { store, counter: `${name} ${of}` })
  const routes = (options.parts ?? []).map(({ match, rate }) => ({
    match: createRouteMatch(match),
    window: toWindow(rate, match),
  }))
  const callerOf = options.callerOf ?? createCallerKey()
  const limiter = new Limiter(routes, callerOf, store)
  const { batches, onLimit = 'reject' } = options
  const window = batches === undefined ? undefined : toWindow(batches, 'batches')
  const enter = createEntry({ inFlight: options.inFlight, window }, callerOf)
  if (routes.length === 0) return { admission: { enter }, policy: (next) => next }
  if (onLimit === 'pace') return { admission: { enter }, policy: limiter.pace }
  const admit = onLimit === 'reserve' ? limiter.reserve : limiter.reject
  return { admission: { enter, admit }, policy: (next) => next }
}

function createEntry(
  {
    inFlight,
    window,
  }: { readonly inFlight: number | undefined; readonly window: RateWindow | undefined },
  callerOf: (outer: OuterRequest) => string,
): NonNullable<Admission['enter']> {
  const running = new Map<string, number>()
  const leave = (caller: string): void => {
    const left = (running.get(caller) ?? 1) - 1
    if (left > 0) running.set(caller, left)
    else running.delete(caller)
  }
  return async (outer) => {
    const caller = callerOf(outer)
    const count = running.get(caller) ?? 0
    if (inFlight !== undefined && count >= inFlight) {
      const message = `${count} batches of this caller are running; wait until one of them ends.`
      throw new BatchError('too-many-requests', message, { headers: [['retry-after', '-1']] })
    }
    // The place is taken before anything is waited for, or many could take the last one.
    running.set(caller, count + 1)
    try {
      const charge = await window?.charge(caller, 1)
      if (charge?.ok === false) throw tooMany('The rate limit for batches is reached.', charge)
      return { headers: charge?.headers ?? [], leave: () => leave(caller) }
    } catch (error) {
      leave(caller)
      throw error
    }
  }
}

class Limiter {
  readonly #routes: readonly Route[]
  readonly #callerOf: (outer: OuterRequest) => string
  readonly #store: RateStore

  constructor(
    routes: readonly Route[],
    callerOf: (outer: OuterRequest) => string,
    store: RateStore,
  ) {
    this.#routes = routes
    this.#callerOf = callerOf
    this.#store = store
  }

  /** Charges part by part in request order; what is over the limit is a failed part. */
  readonly reject = async ({ outer, parts }: AdmittedBatch): Promise<Admitted> => {
    const claims = parts.flatMap((part, index) => {
      const route = this.#routeOf(part)
      return route === undefined ? [] : [{ index, claim: route.window.claim(1, ownCaller(part)) }]
    })
    const open = parts.some((part) => part.kind === 'ready' && part.pathOpen === true)
    if (claims.length === 0 && !open) return {}
    const charges = await chargeRates(
      this.#store,
      this.#callerOf(outer),
      claims.map(({ claim }) => claim),
      'each',
    )
    const fields = new Map<number, HeaderList>()
    const charged = [...parts]
    for (const [position, { index }] of claims.entries()) {
      const charge = charges[position]
      if (charge?.ok === true) fields.set(index, charge.headers)
      else charged[index] = limited(charge)
    }
    const complete = this.#chargeLater(outer, fields)
    return { parts: charged, complete, finish: addFields(fields) }
  }

  /** Charges for all parts of all routes at once, or for none of them. */
  readonly reserve = async ({ outer, parts }: AdmittedBatch): Promise<Admitted> => {
    const needs = this.#needsOf(parts)
    const open = parts.some((part) => part.kind === 'ready' && part.pathOpen === true)
    if (needs.length === 0 && !open) return {}
    for (const { route, indexes } of needs) checkFits(route.match, route.window, indexes.length)
    const claims = needs.map(({ route, caller, indexes }) =>
      route.window.claim(indexes.length, caller),
    )
    const charges = await chargeRates(this.#store, this.#callerOf(outer), claims, 'all')
    const full = charges.flatMap((charge, index) => (isFull(charge) ? [{ charge, index }] : []))
    const [slowest] = full.toSorted((a, b) => b.charge.waitMs - a.charge.waitMs)
    if (slowest !== undefined) {
      const patterns = new Set(full.map(({ index }) => needs[index]?.route.match.pattern))
      const message = `The rate limit of ${[...patterns].join(', ')} does not allow this batch now.`
      throw tooMany(message, slowest.charge)
    }
    const fields = new Map<number, HeaderList>()
    for (const [position, { indexes }] of needs.entries()) {
      for (const index of indexes) fields.set(index, charges[position]?.headers ?? [])
    }
    const complete = this.#chargeLater(outer, fields)
    return { complete, finish: addFields(fields) }
  }

  /** Lets each part wait until its route's window has room, as long as the part has time. */
  readonly pace: Policy = (next) => async (request, run) => {
    const route = this.#routeOf({ kind: 'ready', request })
    if (route === undefined) return next(request, run)
    let charge: Charge | undefined
    try {
      const caller = request.caller ?? this.#callerOf(run.outer)
      charge = await waitForTurn(route.window, caller, run)
    } catch (error) {
      return unavailable(error)
    }
    if (charge === undefined) return lateForTurn
    if (!charge.ok) return limited(charge)
    return withFields(await next(request, run), charge.headers)
  }

  /** Charges a part whose route depended on another part's answer. */
  #chargeLater(
    outer: OuterRequest,
    fields: Map<number, HeaderList>,
  ): NonNullable<Admitted['complete']> {
    return async ({ request, pathOpen }) => {
      const route = pathOpen === true ? this.#routeOf({ kind: 'ready', request }) : undefined
      if (route === undefined) return undefined
      try {
        const charge = await route.window.charge(request.caller ?? this.#callerOf(outer), 1)
        if (!charge.ok) return limited(charge)
        fields.set(request.part.index, charge.headers)
        return undefined
      } catch (error) {
        return unavailable(error)
      }
    }
  }

  #needsOf(parts: readonly PreparedPart[]): readonly Need[] {
    const needs: Need[] = []
    for (const [index, part] of parts.entries()) {
      const route = this.#routeOf(part)
      if (route === undefined) continue
      const caller = ownCaller(part)
      const same = needs.find((need) => need.route === route && need.caller === caller)
      if (same === undefined) needs.push({ route, caller, indexes: [index] })
      else same.indexes.push(index)
    }
    return needs
  }

  #routeOf(part: PreparedPart): Route | undefined {
    // A path that is not known yet is charged for when it is.
    if (part.kind === 'failed' || part.pathOpen === true) return undefined
    return this.#routes.find(({ match }) => match.matches(part.request))
  }
}

/**
 * Waits until a charge succeeds, or returns the refusal when the next window comes after the part's
 * deadline. Undefined when the part was given up meanwhile.
 */
async function waitForTurn(
  window: RateWindow,
  caller: string,
  run: PartRun,
): Promise<Charge | undefined> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- tries again in the next window
    const charge = await window.charge(caller, 1)
    // What was told to be over while the store was asked must not happen afterwards.
    if (run.givenUp !== undefined) return undefined
    if (charge.ok || performance.now() + charge.waitMs > run.deadline) return charge
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (!(await pause(charge.waitMs, run))) return undefined
  }
}

/** Waits; false when the part was given up meanwhile. */
function pause(milliseconds: number, run: PartRun): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), milliseconds)
    run.onCancel(() => {
      clearTimeout(timer)
      resolve(false)
    })
  })
}

function checkFits(match: RouteMatch, { rate }: RateWindow, count: number): void {
  const most = Math.min(rate.burst, rate.steady)
  if (count <= most) return
  const message = `The batch has ${count} parts for ${match.pattern}, whose rate limit never allows more than ${most} at once.`
  throw new BatchError('over-window', message)
}

const lateForTurn: Failure = {
  kind: 'failed',
  reason: 'not-started',
  message: 'The part was given up while it waited for its rate limit.',
}

type Refusal = Extract<Charge, { ok: false }>

/** Whether it is this claim that had no room, and not only another one of the same charge. */
function isFull(charge: Charge): charge is Refusal {
  return !charge.ok && charge.waitMs > 0
}

function limited(charge: Refusal | undefined): Failure {
  const message = 'The rate limit of this route is reached.'
  return { kind: 'failed', reason: 'rate-limited', message, headers: charge?.headers ?? [] }
}

function unavailable(error: unknown): Failure {
  if (!(error instanceof BatchError)) throw error
  const { message, headers, cause } = error
  return { kind: 'failed', reason: 'unavailable', message, headers, cause }
}

function tooMany(message: string, charge: Refusal): BatchError {
  return new BatchError('too-many-requests', message, { headers: charge.headers })
}

function addFields(fields: ReadonlyMap<number, HeaderList>): FinishOutcome {
  return (outcome, index) => withFields(outcome, fields.get(index) ?? [])
}

/** Our own fields replace those of the API that have the same names. */
function withFields(outcome: PartOutcome, fields: HeaderList): PartOutcome {
  if (fields.length === 0 || outcome.kind !== 'answered') return outcome
  const kept = outcome.response.headers.filter(
    ([name]) => !fields.some(([other]) => other === name),
  )
  return { ...outcome, response: { ...outcome.response, headers: [...kept, ...fields] } }
}
