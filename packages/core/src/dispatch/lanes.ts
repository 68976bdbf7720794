import type { Socket } from 'node:net'
import type { buildConnector, Dispatcher } from 'undici'
import { Client } from 'undici'
import { withFixedName } from './upstream-tls.ts'

/** What lanes are made of. */
export interface LaneSettings {
  readonly origin: string
  /** Requests that may be under way on one connection; at least 2. */
  readonly depth: number
  /** Lanes at most. */
  readonly most: number
  readonly client: Client.Options
  readonly connect: buildConnector.connector
}

/** A request in a lane. */
export interface LaneRequest extends Dispatcher.DispatchHandler {
  /** Called when all answers before its own have come, unless there were none to wait for. */
  atHead(): void
}

/**
 * Connections on which requests follow each other before the answers to those before them have come
 * (RFC 9112 9.3.2). Only safe requests may use them, because whatever is unanswered when a connection
 * breaks has to be sent again. Requests that come together go together; a lane that is waiting
 * already is joined only where no other may be opened.
 */
export class Lanes {
  readonly #settings: LaneSettings
  readonly #open = new Set<Lane>()
  /** The lane that was chosen last since control was given back. */
  #filling: Lane | undefined
  #isClosed = false

  constructor(settings: LaneSettings) {
    this.#settings = settings
  }

  /** The lane for one more request; undefined when none has room. */
  choose(): Lane | undefined {
    const { depth, most } = this.#settings
    if (this.#isClosed) return undefined
    const last = this.#filling
    if (last !== undefined && last.size < depth) return last
    if (last === undefined) process.nextTick(this.#finishFilling)
    this.#filling = this.#empty() ?? (this.#open.size < most ? this.#add() : this.#emptiest())
    return this.#filling
  }

  #empty(): Lane | undefined {
    for (const lane of this.#open) if (lane.size === 0) return lane
    return undefined
  }

  #emptiest(): Lane | undefined {
    let found: Lane | undefined
    for (const lane of this.#open) {
      if (lane.size < (found?.size ?? this.#settings.depth)) found = lane
    }
    return found
  }

  #add(): Lane {
    const lane = new Lane(this.#settings, () => {
      this.#open.delete(lane)
      if (this.#filling === lane) this.#filling = undefined
    })
    this.#open.add(lane)
    return lane
  }

  readonly #finishFilling = (): void => {
    this.#filling = undefined
  }

  /** Resolves when the requests under way have ended. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#open].map((lane) => lane.close()))
  }

  /** Ends the requests under way. */
  destroy(): void {
    this.#isClosed = true
    for (const lane of this.#open) lane.break()
  }
}

/** A connection and its requests in the order of their answers. It ends with its connection. */
export class Lane {
  readonly #client: Client
  readonly #dispatcher: Dispatcher
  readonly #onBroken: () => void
  readonly #waiting: LaneRequest[] = []
  /** Requests whose answers nobody waits for any more. */
  readonly #givenUp = new Set<LaneRequest>()
  #socket: Socket | undefined
  #isCorked = false
  #onEmpty: (() => void) | undefined
  #isOpen = true

  constructor({ origin, client, connect }: LaneSettings, onBroken: () => void) {
    this.#onBroken = onBroken
    const connectHere: buildConnector.connector = (options, callback) => {
      connect(options, (...result: buildConnector.CallbackArgs) => {
        const [, socket] = result
        // Before the client's own listener, which would connect again and send the rest once more, as
        // often as it takes.
        socket?.once('close', () => this.break())
        this.#socket = socket ?? undefined
        callback(...result)
      })
    }
    this.#client = new Client(origin, { ...client, connect: connectHere })
    this.#dispatcher = withFixedName(this.#client, origin)
  }

  /** Requests whose answers have not come. */
  get size(): number {
    return this.#waiting.length
  }

  /** Whether its connection has not ended. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** The options must say that it blocks nobody and may be sent again. */
  add(options: Dispatcher.DispatchOptions, request: LaneRequest): void {
    this.#waiting.push(request)
    this.#dispatcher.dispatch(options, request)
  }

  /** Lets what is written from now on leave in one piece, when control is given back. */
  gather(): void {
    if (this.#isCorked || this.#socket === undefined) return
    this.#isCorked = true
    this.#socket.cork()
    process.nextTick(this.#flush)
  }

  readonly #flush = (): void => {
    this.#isCorked = false
    this.#socket?.uncork()
  }

  /** A request has its answer, or will not get one. */
  leave(request: LaneRequest): void {
    const wasHead = this.#waiting[0] === request
    if (wasHead) this.#waiting.shift()
    else this.#waiting.splice(this.#waiting.indexOf(request), 1)
    if (this.#givenUp.size > 0) this.#givenUp.delete(request)
    const [head] = this.#waiting
    if (head === undefined) this.#onEmpty?.()
    if (!wasHead || head === undefined || !this.#isOpen) return
    // Its answer may be long in coming, and has no clock any more.
    if (this.#givenUp.size > 0 && this.#givenUp.has(head)) this.break()
    else head.atHead()
  }

  /**
   * Nobody waits for the answer to a request any more. A request can't be taken back without its
   * connection: that ends when the answer would be the next one, or when it is the last.
   */
  giveUp(request: LaneRequest): void {
    this.#givenUp.add(request)
    if (this.#waiting[0] === request || this.#givenUp.size === this.size) this.break()
  }

  /** Ends the connection; the requests on it fail. */
  break(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#onBroken()
    void this.#client.destroy()
  }

  /** Resolves when the requests under way have ended. */
  async close(): Promise<void> {
    if (this.size > 0) {
      await new Promise<void>((resolve) => {
        this.#onEmpty = resolve
      })
    }
    this.break()
  }
}
