import { createLoopbackBackend } from './dispatch/loopback.ts'
import type { NodeListener } from './dispatch/node-app.ts'
import { createNodeBackend } from './dispatch/node-app.ts'
import { processBudget } from './engine/budget.ts'
import type { BatchEndpointOptions } from './endpoint-options.ts'
import type { BatchEndpoint } from './endpoint.ts'
import { createBatchEndpoint } from './endpoint.ts'
import type { Backend } from './model/dispatch.ts'
import { createCallerKey } from './policies/caller-key.ts'
import { defaultCaller } from './policies/caller-sources.ts'
import type { CallerOf } from './policies/fair-share.ts'
import { createFairShare } from './policies/fair-share.ts'
import type { RateLimitOptions } from './policies/rate-limit.ts'
import { createRateLimit } from './policies/rate-limit.ts'
import { createWaitingRoom } from './policies/waiting-room.ts'

/** How a batch endpoint inside an app is made. */
export interface AppBatchOptions extends BatchEndpointOptions {
  /**
   * Parts under way in the app at a time, shared fairly between callers and their batches. A handler
   * that goes on after its part was given up keeps its place until it ends. Default 256.
   */
  readonly partsInFlight?: number
  /** Parts of one caller under way at a time. Default: no bound but `partsInFlight`. */
  readonly partsInFlightPerCaller?: number
  /** Batches that may wait for their turn; more are refused with 503. Default 1000. */
  readonly waitingBatches?: number
  /** Parts that may wait for their turn; batches with more are refused with 503. Default 10000. */
  readonly waitingParts?: number
  /**
   * Who the caller is, for fair sharing: any text that differs between callers. Default: by identity
   * headers, else by address.
   */
  readonly callerOf?: CallerOf
  /** Rates of batches and parts per caller. Default: none. */
  readonly rateLimit?: RateLimitOptions
}

/** How a batch endpoint inside a node:http app is made. */
export interface NodeBatchOptions extends AppBatchOptions {
  /**
   * How parts reach the app: `direct` calls it with messages that have no socket under them;
   * `socket` sends them over loopback connections, for handlers that need one; not with `atomic`.
   * Default `direct`.
   */
  readonly dispatch?: 'direct' | 'socket'
}

/** Makes a batch endpoint inside an app. Throws as `createBatchEndpoint`. */
export function createAppEndpoint(backend: Backend, options: AppBatchOptions): BatchEndpoint {
  const { partsInFlight = 256, partsInFlightPerCaller, callerOf, ...others } = options
  const { waitingBatches = 1000, waitingParts = 10_000, rateLimit, ...rest } = others
  checkCount('partsInFlight', partsInFlight)
  checkCount('partsInFlightPerCaller', partsInFlightPerCaller ?? partsInFlight)
  checkCount('waitingBatches', waitingBatches)
  checkCount('waitingParts', waitingParts)
  const share = createFairShare(partsInFlight, {
    callerOf: callerOf ?? createCallerKey(rest.identityHeaders),
    budget: rest.budget ?? processBudget,
    ...(partsInFlightPerCaller === undefined ? {} : { perCaller: partsInFlightPerCaller }),
  })
  const room = createWaitingRoom(share, { batches: waitingBatches, parts: waitingParts })
  const admissions = [room, ...(rest.admissions ?? [])]
  const policies = [...(rest.policies ?? []), share.policy]
  if (rateLimit === undefined) {
    return createBatchEndpoint(backend, { ...rest, admissions, policies })
  }
  const { admission, policy } = createRateLimit(rateLimit)
  return createBatchEndpoint(backend, {
    // A part with an identity of its own is charged to its own caller.
    ...(rateLimit.callerOf === undefined ? { caller: defaultCaller } : {}),
    ...rest,
    admissions: [admission, ...admissions],
    policies: [policy, ...policies],
  })
}

/** Makes a batch endpoint inside a node:http app. Throws as `createBatchEndpoint`. */
export function createNodeAppEndpoint(
  listener: NodeListener,
  { dispatch = 'direct', ...options }: NodeBatchOptions,
): BatchEndpoint {
  if (dispatch !== 'direct' && dispatch !== 'socket') {
    throw new RangeError(`dispatch must be "direct" or "socket", not "${String(dispatch)}"`)
  }
  if (dispatch === 'socket' && options.atomic === true) {
    throw new RangeError('atomic needs dispatch "direct": a connection has no async context')
  }
  if (dispatch === 'socket' && options.transaction !== undefined) {
    throw new RangeError('transaction needs dispatch "direct": a connection has no async context')
  }
  const create = dispatch === 'socket' ? createLoopbackBackend : createNodeBackend
  return createAppEndpoint(create(listener), options)
}

function checkCount(option: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return
  throw new RangeError(`${option} must be a whole number of at least 1, not ${value}`)
}
