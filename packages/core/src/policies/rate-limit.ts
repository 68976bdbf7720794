import type { Admission, Admitted, AdmittedBatch, PreparedPart } from '../model/admission.ts'
import type { Failure, PartOutcome } from '../model/batch.ts'
import type { PartRun, Policy } from '../model/dispatch.ts'
import { BatchError } from '../model/error.ts'
import type { HeaderList } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'
import { createCallerKey } from './caller-key.ts'
import type { Charge, Rate, RateWindow } from './rate-window.ts'
import { createRateWindow } from './rate-window.ts'
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
  /**
   * Who the caller of a batch is: any text that differs between callers. Default: as
   * `createCallerKey` says. A part that speaks for another caller is charged to that one.
   */
  readonly callerOf?: (outer: OuterRequest) => string
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

/** Where the part speaks for another caller than its batch. */
function ownCaller(part: PreparedPart): string | undefined {
  return part.kind === 'ready' ? part.request.caller : undefined
}

/** What a batch needs of one caller's window of one route. */
interface Need {
  readonly route: Route
  readonly caller: string
  readonly indexes: readonly number[]
}

function refund({ route, caller, indexes }: Need): Promise<void> {
  return route.window.refund(caller, indexes.length)
}

/** Makes the rate limit of an endpoint; its counters are in the memory of this process. */
export function createRateLimit(options: RateLimitOptions): RateLimit {
  const routes = (options.parts ?? []).map(({ match, rate }) => ({
    match: createRouteMatch(match),
    window: createRateWindow(rate),
  }))
  const callerOf = options.callerOf ?? createCallerKey()
  const limiter = new Limiter(routes, callerOf)
  const enter = createEntry(options, callerOf)
  const onLimit = options.onLimit ?? 'reject'
  if (routes.length === 0) return { admission: { enter }, policy: (next) => next }
  if (onLimit === 'pace') return { admission: { enter }, policy: limiter.pace }
  const admit = onLimit === 'reserve' ? limiter.reserve : limiter.reject
  return { admission: { enter, admit }, policy: (next) => next }
}

function createEntry(
  options: RateLimitOptions,
  callerOf: (outer: OuterRequest) => string,
): NonNullable<Admission['enter']> {
  const window = options.batches === undefined ? undefined : createRateWindow(options.batches)
  const running = new Map<string, number>()
  const leave = (caller: string): void => {
    const left = (running.get(caller) ?? 1) - 1
    if (left > 0) running.set(caller, left)
    else running.delete(caller)
  }
  return async (outer) => {
    const caller = callerOf(outer)
    const count = running.get(caller) ?? 0
    if (options.inFlight !== undefined && count >= options.inFlight) {
      const message = `${count} batches of this caller are running; wait until one of them ends.`
      throw new BatchError('too-many-requests', message, { headers: [['retry-after', '-1']] })
    }
    // The place is taken before anything is waited for, or many could take the last one.
    running.set(caller, count + 1)
    const charge = await window?.charge(caller, 1)
    if (charge?.ok === false) {
      leave(caller)
      throw tooMany('The rate limit for batches is reached.', charge)
    }
    return { headers: charge?.headers ?? [], leave: () => leave(caller) }
  }
}

class Limiter {
  readonly #routes: readonly Route[]
  readonly #callerOf: (outer: OuterRequest) => string

  constructor(routes: readonly Route[], callerOf: (outer: OuterRequest) => string) {
    this.#routes = routes
    this.#callerOf = callerOf
  }

  /** Charges part by part in request order; what is over the limit is a failed part. */
  readonly reject = async ({ outer, parts }: AdmittedBatch): Promise<Admitted> => {
    const caller = this.#callerOf(outer)
    const fields = new Map<number, HeaderList>()
    const charged: PreparedPart[] = []
    for (const [index, part] of parts.entries()) {
      const route = this.#routeOf(part)
      // oxlint-disable-next-line no-await-in-loop -- in request order
      const charge = await route?.window.charge(ownCaller(part) ?? caller, 1)
      if (charge?.ok === true) fields.set(index, charge.headers)
      charged.push(charge?.ok === false ? limited(charge) : part)
    }
    return { parts: charged, finish: (outcomes) => addFields(outcomes, fields) }
  }

  /** Charges for all parts of each route and caller at once, or for none of them. */
  readonly reserve = async ({ outer, parts }: AdmittedBatch): Promise<Admitted> => {
    const needs = this.#needsOf(parts, this.#callerOf(outer))
    for (const { route, indexes } of needs) checkFits(route.match, route.window, indexes.length)
    const fields = new Map<number, HeaderList>()
    const paid: Need[] = []
    for (const need of needs) {
      const { route, caller, indexes } = need
      const { match, window } = route
      // oxlint-disable-next-line no-await-in-loop -- the next one is only charged if this one is
      const charge = await window.charge(caller, indexes.length)
      if (!charge.ok) {
        // oxlint-disable-next-line no-await-in-loop -- happens once
        await Promise.all(paid.map((earlier) => refund(earlier)))
        const message = `The rate limit of ${match.pattern} does not allow this batch now.`
        throw tooMany(message, charge)
      }
      paid.push(need)
      for (const index of indexes) fields.set(index, charge.headers)
    }
    return { finish: (outcomes) => addFields(outcomes, fields) }
  }

  /** Lets each part wait until its route's window has room, as long as the part has time. */
  readonly pace: Policy = (next) => async (request, run) => {
    const route = this.#routeOf({ kind: 'ready', request })
    if (route === undefined) return next(request, run)
    const caller = request.caller ?? this.#callerOf(run.outer)
    const charge = await waitForTurn(route.window, caller, run)
    if (charge === undefined) return lateForTurn
    if (!charge.ok) return limited(charge)
    return withFields(await next(request, run), charge.headers)
  }

  #needsOf(parts: readonly PreparedPart[], batchCaller: string): readonly Need[] {
    const needs = new Map<Route, Map<string, number[]>>()
    for (const [index, part] of parts.entries()) {
      const route = this.#routeOf(part)
      if (route === undefined) continue
      const caller = ownCaller(part) ?? batchCaller
      const callers = needs.get(route) ?? new Map<string, number[]>()
      needs.set(route, callers)
      const indexes = callers.get(caller)
      if (indexes === undefined) callers.set(caller, [index])
      else indexes.push(index)
    }
    return [...needs].flatMap(([route, callers]) =>
      [...callers].map(([caller, indexes]) => ({ route, caller, indexes })),
    )
  }

  #routeOf(part: PreparedPart): Route | undefined {
    if (part.kind === 'failed') return undefined
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

function limited(charge: Extract<Charge, { ok: false }>): Failure {
  const message = 'The rate limit of this route is reached.'
  return { kind: 'failed', reason: 'rate-limited', message, headers: charge.headers }
}

function tooMany(message: string, charge: Extract<Charge, { ok: false }>): BatchError {
  return new BatchError('too-many-requests', message, { headers: charge.headers })
}

function addFields(
  outcomes: readonly PartOutcome[],
  fields: ReadonlyMap<number, HeaderList>,
): readonly PartOutcome[] {
  return outcomes.map((outcome, index) => withFields(outcome, fields.get(index) ?? []))
}

/** Our own fields replace those of the API that have the same names. */
function withFields(outcome: PartOutcome, fields: HeaderList): PartOutcome {
  if (fields.length === 0 || outcome.kind !== 'answered') return outcome
  const kept = outcome.response.headers.filter(
    ([name]) => !fields.some(([other]) => other === name),
  )
  return { ...outcome, response: { ...outcome.response, headers: [...kept, ...fields] } }
}
