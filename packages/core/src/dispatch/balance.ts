import type { Dispatcher } from 'undici'
import type { Connections, TargetLoad } from './sending.ts'
import type { Target } from './target.ts'
import { isUnreachable } from './unreachable.ts'

/** How requests are spread over servers that do the same. */
export type Balance =
  /** To the one with the fewest under way; among equals in turns. */
  | 'least-loaded'
  /** In turns. */
  | 'round-robin'

/** Options of a {@link Balancer}. */
export interface BalanceOptions {
  readonly balance: Balance
  /** Milliseconds for which a server that could not be reached is left out. */
  readonly restTime: number
}

/** Several servers that do the same. Those that can't be reached rest for a while. */
export class Balancer {
  readonly #options: BalanceOptions
  readonly #members: readonly Member[]
  #turn = 0

  constructor(targets: readonly Target[], options: BalanceOptions) {
    this.#options = options
    this.#members = targets.map((target) => new Member(target, (member) => this.choose(member)))
  }

  /** The server for a request; undefined if `except` is the only one that does not rest. */
  choose(): Member
  choose(except: Member): Member | undefined
  choose(except?: Member): Member | undefined {
    const now = performance.now()
    let best: Member | undefined
    let soonest: Member | undefined
    this.#turn = (this.#turn + 1) % this.#members.length
    for (let index = 0; index < this.#members.length; index += 1) {
      const member = this.#members[(this.#turn + index) % this.#members.length]
      if (member === undefined || member === except) continue
      if (soonest === undefined || member.failedAt < soonest.failedAt) soonest = member
      if (now - member.failedAt <= this.#options.restTime) continue
      if (best === undefined || this.#isBetter(member, best)) best = member
    }
    // Where all rest, the one that has rested longest is tried: waiting would help nobody.
    return best ?? (except === undefined ? soonest : undefined)
  }

  #isBetter(member: Member, best: Member): boolean {
    return this.#options.balance === 'least-loaded' && member.underWay < best.underWay
  }

  /** Sends requests that are no parts. One that never left goes to another server, once. */
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const member = this.choose()
    return new Relay(handler, options).send(member)
  }
}

/** A server among others. */
class Member implements Connections, TargetLoad {
  readonly pool: Dispatcher
  readonly fresh: Connections['fresh']
  readonly heads: Connections['heads']
  readonly lanes: Connections['lanes']
  readonly load: TargetLoad
  underWay: number = 0
  /** On the clock of `performance.now()`. */
  failedAt: number = Number.NEGATIVE_INFINITY
  readonly #another: (member: Member) => Member | undefined

  constructor(target: Target, another: (member: Member) => Member | undefined) {
    this.pool = target.pool
    this.fresh = target.fresh
    this.heads = target.heads
    this.lanes = target.lanes
    this.#another = another
    this.load = this
  }

  begin(): void {
    this.underWay += 1
  }

  end(): void {
    this.underWay -= 1
  }

  failed(): void {
    this.failedAt = performance.now()
  }

  elsewhere(): Member | undefined {
    return this.#another(this)
  }
}

/** Stands between a server and whoever waits for its answer. */
class Relay implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler
  readonly #options: Dispatcher.DispatchOptions
  #member: Member | undefined
  #wasSent = false
  #again = false

  constructor(handler: Dispatcher.DispatchHandler, options: Dispatcher.DispatchOptions) {
    this.#handler = handler
    this.#options = options
  }

  send(member: Member): boolean {
    this.#member = member
    member.begin()
    return member.pool.dispatch(this.#options, this)
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#wasSent = true
    this.#handler.onRequestStart?.(controller, context)
  }

  onResponseStart(
    ...args: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>
  ): void {
    this.#handler.onResponseStart?.(...args)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#handler.onResponseData?.(controller, chunk)
  }

  onResponseEnd(
    ...args: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseEnd']>>
  ): void {
    this.#member?.end()
    this.#handler.onResponseEnd?.(...args)
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    const member = this.#member
    member?.end()
    if (!this.#wasSent && isUnreachable(error)) {
      member?.failed()
      // A body that streams may have been touched.
      const other = this.#again || this.#options.body !== null ? undefined : member?.elsewhere()
      if (other !== undefined) {
        this.#again = true
        this.send(other)
        return
      }
    }
    this.#handler.onResponseError?.(controller, error)
  }
}
