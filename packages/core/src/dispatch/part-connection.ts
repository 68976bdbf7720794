import { AsyncResource } from 'node:async_hooks'
import type { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Failure, PartOutcome } from '../model/batch.ts'
import type { CancelReason, PartRun } from '../model/dispatch.ts'
import type { HeaderList } from '../model/headers.ts'
import { AnswerCollector, failure } from './answer-collector.ts'
import { onceLost } from './lost-handler.ts'
import { findResponseSymbol } from './node-symbols.ts'
import { SocketView } from './socket-view.ts'

type Settle = (outcome: PartOutcome | Promise<PartOutcome>) => void
type Encoding = BufferEncoding | null
type Callback = ((error?: Error | null) => void) | null

/**
 * What stands in for the connection of a part. It takes what Node's own response writes as bytes of
 * the answer, and ends the part when somebody destroys it.
 */
export class PartConnection extends SocketView {
  /** Node's response writes only to the connection whose message it is. */
  _httpMessage: ServerResponse | null = null
  readonly #settle: Settle
  readonly #collector: AnswerCollector
  #request: IncomingMessage | undefined
  #response: ServerResponse | undefined
  /** `given-up`: the part has failed, and its handler has not ended yet. */
  #phase: 'open' | 'answered' | 'given-up' | 'over' = 'open'
  #owed: Failure | undefined
  /** What Node's response waits for to emit `finish`, unless it is among the callbacks. */
  #atEnd: Callback = null
  #callbacks: Callback[] | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #idleTime = 0

  constructor(run: PartRun, settle: Settle) {
    super(run.outer)
    this.#settle = settle
    this.#collector = new AnswerCollector(run)
  }

  /** Whether something is the connection of a part; nobody else can make one that is. */
  static isOne(connection: unknown): boolean {
    return typeof connection === 'object' && connection !== null && #settle in connection
  }

  /** Puts the two messages of the part on it. */
  carry(request: IncomingMessage, response: ServerResponse): void {
    this.#request = request
    this.#response = response
    this._httpMessage = response
    setSocket(response, this)
  }

  /** Takes the head of the answer. */
  head(status: number, headers: HeaderList): void {
    this.#collector.head(status, headers)
  }

  /**
   * The handler has ended its answer, and all of it is here. The outcome waits for the listeners of
   * `finish` and `close`: what they do has been done when the next part of a serial batch begins.
   */
  finish(): void {
    if (this.#phase === 'open') this.#phase = 'answered'
    else this.handlerEnded()
    if (this.#isWatched()) {
      if (this.#atEnd !== null) process.nextTick(runCallbacks, this)
      process.nextTick(closeAfterFinish, this)
    } else {
      endLater(this)
    }
  }

  /** Whether somebody waits for the end, who must be told in a context of his own. */
  #isWatched(): boolean {
    const request = this.#request
    const response = this.#response
    if (request === undefined || response === undefined) return true
    return (
      this.#callbacks !== undefined ||
      response.listenerCount('finish') > 0 ||
      response.listenerCount('close') > 0 ||
      request.listenerCount('close') > 0 ||
      request.listenerCount('end') > 0 ||
      hasEndCallbacks(response)
    )
  }

  /** Ends the part without an answer, unless it has one already. */
  fail(failed: Failure): void {
    if (this.#phase !== 'open') return
    this.#phase = 'over'
    this.#settle(failed)
    this.#close()
  }

  /**
   * Gives the part up: its messages are closed, as they are when a client goes away. The outcome is
   * owed until the handler ends, so that one that does not care keeps its place.
   */
  giveUp(reason: CancelReason): void {
    if (this.#phase !== 'open') return
    this.#phase = 'given-up'
    this.#owed = failure('timeout', `The part was given up (${reason}).`)
    if (this.#response !== undefined) onceLost(this.#response, this.#settle, this.#owed)
    this.#close()
  }

  /** The handler will do no more for a part that was given up. */
  handlerEnded(): void {
    if (this.#phase !== 'given-up' || this.#owed === undefined) return
    this.#phase = 'over'
    this.#settle(this.#owed)
  }

  /** Takes bytes of the answer from Node's response. */
  write(data: string | Uint8Array, encoding?: Encoding, callback?: Callback): boolean {
    // What comes before the head are interim answers, which have no place in a batch.
    if (this.#phase === 'open' && this.#response?.headersSent === true && data.length > 0) {
      const failed = this.#collector.data(toBytes(data, encoding ?? 'utf8'))
      if (failed !== undefined) this.fail(failed)
      if (this.#timer !== undefined) this.#timer.refresh()
    }
    if (typeof callback === 'function') this.#callLater(callback)
    return true
  }

  /** Node's own callback at the end is called by {@link finish}, which follows at once. */
  #callLater(callback: () => void): void {
    if (this.#callbacks !== undefined) {
      this.#callbacks.push(callback)
    } else if (callback.name === nameAtEnd) {
      this.#atEnd = callback
    } else {
      this.#callbacks = [callback]
      process.nextTick(runCallbacks, this)
    }
  }

  /** A connection that breaks is its part's failure and nobody else's. */
  destroy(error?: Error): this {
    this.handlerEnded()
    if (this.destroyed) return this
    if (this.#phase === 'open') {
      this.#phase = 'over'
      const message = 'The API failed while it answered this part.'
      const cause = error ?? new Error('the handler destroyed its connection')
      this.#settle(failure('handler-failed', message, cause))
    }
    this.destroyed = true
    process.nextTick(closeBroken, this, error)
    return this
  }

  destroySoon(): void {
    this.destroy()
  }

  end(): this {
    return this.destroy()
  }

  /** Fires when the handler writes nothing for that long, as Node's own servers do. */
  setTimeout(milliseconds: number, listener?: () => void): this {
    if (listener !== undefined) this.once('timeout', listener)
    clearTimeout(this.#timer)
    this.#idleTime = milliseconds
    this.#timer = milliseconds > 0 ? setTimeout(() => this.#beIdle(), milliseconds) : undefined
    this.#timer?.unref()
    return this
  }

  get timeout(): number {
    return this.#idleTime
  }

  #beIdle(): void {
    const targets: readonly (EventEmitter | undefined)[] = [this.#request, this.#response, this]
    const told = targets.map((target) => target?.emit('timeout'))
    if (!told.includes(true)) this.destroy()
  }

  /** Calls what waits for its bytes to be written; among it is what makes Node emit `finish`. */
  static flush(connection: PartConnection): void {
    const callbacks = connection.#callbacks ?? []
    const atEnd = connection.#atEnd
    connection.#callbacks = undefined
    connection.#atEnd = null
    for (const callback of callbacks) connection.#tell(callback)
    if (atEnd !== null) connection.#tell(atEnd)
  }

  /** The end of an answered part, in the steps of Node's own server. */
  static leave(connection: PartConnection): void {
    clearTimeout(connection.#timer)
    try {
      connection.#endMessages()
    } catch (cause) {
      connection.#failAtEnd(cause)
    }
    if (connection.#phase !== 'answered') return
    connection.#phase = 'over'
    connection.#settle(connection.#collector.finish())
  }

  static breakOff(connection: PartConnection, error: Error | undefined): void {
    clearTimeout(connection.#timer)
    if (error !== undefined && connection.listenerCount('error') > 0) {
      quietly(() => connection.emit('error', error))
    }
    connection.#closeMessages()
    quietly(() => connection.emit('close', error !== undefined))
  }

  /** A listener that throws at the end of an answer fails its part, and never ends the process. */
  #tell(callback: Callback): void {
    try {
      callback?.(null)
    } catch (cause) {
      this.#failAtEnd(cause)
    }
  }

  #failAtEnd(cause: unknown): void {
    if (this.#phase !== 'answered' && this.#phase !== 'open') return
    this.#phase = 'over'
    const message = 'The API failed when it had answered this part.'
    this.#settle(failure('handler-failed', message, cause))
  }

  #endMessages(): void {
    const request = this.#request
    const response = this.#response
    if (request === undefined || response === undefined || response.closed) return
    this._httpMessage = null
    setSocket(response, null)
    if (request.listenerCount('close') + request.listenerCount('end') > 0) dump(request)
    emitClose(response)
  }

  #close(): void {
    clearTimeout(this.#timer)
    if (this.destroyed) return
    this.destroyed = true
    this.#closeMessages()
    quietly(() => this.emit('close', false))
  }

  #closeMessages(): void {
    const request = this.#request
    const response = this.#response
    if (request !== undefined && !request.destroyed) {
      quietly(() => request.destroy(aborted()))
    }
    if (response !== undefined && !response.closed) quietly(() => emitClose(response))
  }
}

/** The name of the callback by which Node's response learns that its last bytes have left. */
const nameAtEnd = 'bound onFinish'

const endCallbacks = findResponseSymbol('kEndCallbacks')

/** Whether `end` was given a callback, where Node does not make it a listener of `finish`. */
function hasEndCallbacks(response: ServerResponse): boolean {
  if (endCallbacks === undefined) return false
  const callbacks: unknown = (response as unknown as Record<symbol, unknown>)[endCallbacks]
  return callbacks !== null && callbacks !== undefined
}

/** Whoever listens only after the end must not be told in the context of another part. */
const nobodysContext = new AsyncResource('BATCHWAY_ENDS')

let ending: PartConnection[] = []

/** Ends parts that nobody watches, all those of one tick together. */
function endLater(connection: PartConnection): void {
  if (ending.length === 0) nobodysContext.runInAsyncScope(endAtNextTick)
  ending.push(connection)
}

function endAtNextTick(): void {
  process.nextTick(endAll)
}

function endAll(): void {
  const connections = ending
  ending = []
  for (const connection of connections) {
    PartConnection.flush(connection)
    PartConnection.leave(connection)
  }
}

function runCallbacks(connection: PartConnection): void {
  PartConnection.flush(connection)
}

function closeAfterFinish(connection: PartConnection): void {
  PartConnection.leave(connection)
}

function closeBroken(connection: PartConnection, error: Error | undefined): void {
  PartConnection.breakOff(connection, error)
}

/** What Node's own server says to a request whose connection is gone. */
function aborted(): Error {
  return Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
}

/** What Node sets itself, and its types call read-only or do not know. */
interface ResponseInside {
  socket: object | null
  _closed: boolean
}

function setSocket(response: ServerResponse, connection: PartConnection | null): void {
  const inside = response as unknown as ResponseInside
  inside.socket = connection
}

function emitClose(response: ServerResponse): void {
  const inside = response as unknown as ResponseInside
  response.destroyed = true
  inside._closed = true
  response.emit('close')
}

/** Lets whoever listens see the end of a request that nobody has read. */
function dump(request: IncomingMessage): void {
  const dumpIt: unknown = Reflect.get(request, '_dump')
  if (typeof dumpIt === 'function') Reflect.apply(dumpIt, request, [])
}

/** A listener that throws at the news that its part is over changes nothing any more. */
function quietly(tell: () => void): void {
  try {
    tell()
  } catch {
    // The part has failed already, with a cause of its own.
  }
}

/** A copy: the handler may use its buffer again. */
function toBytes(data: string | Uint8Array, encoding: BufferEncoding): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data)
}
