import type { BatchEndpointOptions } from './endpoint-options.ts'
import { runAtomically } from './engine/atomic.ts'
import type { Budget } from './engine/budget.ts'
import { runGrouped } from './engine/grouped-run.ts'
import { refuseGroups } from './engine/groups.ts'
import type { LateRules } from './engine/late-parts.ts'
import { LateParts, markOpenPaths } from './engine/late-parts.ts'
import type { Links } from './engine/links.ts'
import { whyNotStarted } from './engine/not-started.ts'
import type { PartClock } from './engine/part-times.ts'
import type { PrepareRules } from './engine/prepare.ts'
import type { BatchRun, OutcomeListener, RunOptions } from './engine/run.ts'
import { runBatch } from './engine/run.ts'
import type { AdmittedBatch } from './model/admission.ts'
import type { Batch, Failure } from './model/batch.ts'
import type { Backend } from './model/dispatch.ts'
import { headerValue } from './model/headers.ts'
import type { Limits } from './model/limits.ts'
import type { OuterExchange, OuterRequest } from './model/outer.ts'
import { hostOf } from './references/resource-path.ts'

/** What an endpoint runs its batches with. */
export interface RunContext {
  readonly options: BatchEndpointOptions
  readonly backend: Backend
  readonly limits: Limits
  readonly budget: Budget
  readonly rules: PrepareRules
}

/** A batch that was admitted, and how its parts hang together. */
export interface RunnableBatch extends AdmittedBatch, Pick<LateRules, 'prepare' | 'complete'> {
  readonly links: Links | undefined
  readonly onOutcome: OutcomeListener | undefined
  /** Keeps the times of the parts, where anybody wants to know them. */
  readonly clock: PartClock | undefined
}

/**
 * Starts a batch, which ends when its caller goes away. Where that was before, as admissions may have
 * taken their time, nothing is begun.
 */
export function startForCaller(
  context: RunContext,
  runnable: RunnableBatch,
  exchange: Pick<OuterExchange, 'onAbort'>,
): BatchRun {
  const caller: { isGone: boolean; run?: BatchRun } = { isGone: false }
  exchange.onAbort(() => {
    caller.isGone = true
    caller.run?.cancel()
  })
  const run = caller.isGone ? leaveAlone(runnable) : startRun(context, runnable)
  caller.run = run
  if (caller.isGone) run.cancel()
  return run
}

/** Starts a batch: part by part, or within a transaction where the endpoint is atomic. */
function startRun(context: RunContext, runnable: RunnableBatch): BatchRun {
  const { options, backend, limits, budget } = context
  const { outer, batch, parts, links, onOutcome, clock } = runnable
  const late = createLateParts(context, runnable)
  const running = {
    outer,
    dispatch: late === undefined ? backend.dispatch : late.around(backend.dispatch),
    limits,
    budget,
    stopOnUnknown: options.onUnknown === 'stop',
    links,
    onOutcome,
    clock,
  }
  const start = (): BatchRun => startAny(batch, parts, running, options)
  const run = backend.within === undefined ? start() : backend.within(start)
  if (late === undefined) return run
  return {
    outcomes: run.outcomes,
    cancel: (reason) => run.cancel(reason),
    release() {
      run.release()
      late.release()
    },
  }
}

/** The run of a batch of which nothing is begun, because its caller has gone. */
function leaveAlone({ parts }: Pick<RunnableBatch, 'parts'>): BatchRun {
  const outcomes = parts.map((part) => (part.kind === 'failed' ? part : goneBefore))
  return { outcomes: Promise.resolve(outcomes), cancel() {}, release() {} }
}

const goneBefore: Failure = {
  kind: 'failed',
  reason: 'cancelled',
  message: whyNotStarted.cancelled,
}

/**
 * The prepared parts of a batch whose parts hang together: with their open paths marked, and with
 * failures in the place of groups that this endpoint does not run.
 */
export function linkParts(
  { options }: RunContext,
  batch: Batch,
  parts: AdmittedBatch['parts'],
  { references }: Links,
): AdmittedBatch['parts'] {
  const marked = markOpenPaths(parts, references)
  const runs = options.transaction !== undefined || options.groups === 'in-order'
  return runs ? marked : refuseGroups(batch, marked)
}

function startAny(
  batch: Batch,
  parts: AdmittedBatch['parts'],
  running: RunOptions,
  { atomic, transaction }: BatchEndpointOptions,
): BatchRun {
  if (atomic === true && transaction !== undefined) {
    return runAtomically(batch, parts, running, transaction)
  }
  const { links } = running
  if (links !== undefined && batch.parts.some(({ group }) => group !== undefined)) {
    return runGrouped(batch, parts, { ...running, links }, transaction)
  }
  return runBatch(batch, parts, running)
}

/** Undefined where no part uses another one's answer. */
function createLateParts(
  { backend, limits, budget, rules }: RunContext,
  { outer, batch, links, prepare, complete }: RunnableBatch,
): LateParts | undefined {
  if (links === undefined || links.references.size === 0) return undefined
  const urls = { base: rules.base, hosts: ownHosts(outer, backend) }
  const { identity } = rules
  return new LateParts(batch, links.references, {
    urls,
    prepare,
    complete,
    identity,
    limits,
    budget,
  })
}

/** The hosts by which the API may know itself: that of the request, and its own. */
function ownHosts(outer: OuterRequest, { origin, moreOrigins = [] }: Backend): ReadonlySet<string> {
  const host = headerValue(outer.headers, 'host')
  // TLS may have ended before us, so that the default port is that of either scheme.
  const origins = [
    origin,
    ...moreOrigins,
    ...(host === undefined ? [] : [`http://${host}`, `https://${host}`]),
  ]
  return new Set(origins.flatMap((one) => (one && hostOf(one)) ?? []))
}
