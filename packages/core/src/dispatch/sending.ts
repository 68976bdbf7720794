import type { Dispatcher } from 'undici'
import type { Failure, PartOutcome, PartRequest } from '../model/batch.ts'
import { isSafeMethod, withUnknownOutcome } from '../model/batch.ts'
import type { PartRun } from '../model/dispatch.ts'
import { AnswerCollector, failure } from './answer-collector.ts'
import type { AnswerFields, AnswerHeads } from './answer-head.ts'
import type { FreshConnections } from './connection.ts'
import { wasReused } from './connection.ts'
import { isUnreachable } from './unreachable.ts'
import type { Lane, LaneRequest, Lanes } from './lanes.ts'

/** The connections to a server. */
export interface Connections {
  readonly pool: Dispatcher
  readonly fresh: FreshConnections
  readonly heads: AnswerHeads
  /** Where safe requests go first; undefined without pipelining. */
  readonly lanes: Lanes | undefined
  /** Where the server is one of several. */
  readonly load?: TargetLoad
}

/** What is known of one server among several. */
export interface TargetLoad {
  /** A request is on its way there. */
  begin(): void
  /** It is over. */
  end(): void
  /** The server could not be reached. */
  failed(): void
  /** Another server that a request may go to instead. */
  elsewhere(): Connections | undefined
}

/** One part on its way to the server; sent at most twice. */
export class Sending implements LaneRequest {
  #connections: Connections
  readonly #request: PartRequest
  readonly #run: PartRun
  readonly #settle: (outcome: PartOutcome) => void
  #headers: string[] = []
  readonly #collector: AnswerCollector
  #controller: Dispatcher.DispatchController | undefined
  /** Where it waits for its answer behind others. */
  #lane: Lane | undefined
  #wasSent = false
  #answerBegan = false
  /** Whether it goes its second way. */
  #again = false
  /** Whether it had been sent before that. */
  #resent = false
  #cancelled = false
  #over = false

  constructor(
    connections: Connections,
    request: PartRequest,
    run: PartRun,
    settle: (outcome: PartOutcome) => void,
  ) {
    this.#connections = connections
    this.#request = request
    this.#run = run
    this.#settle = settle
    this.#collector = new AnswerCollector(run)
    connections.load?.begin()
    run.onCancel(() => this.#cancel())
  }

  /** Sends it with those header fields: names and values in turn. */
  send(headers: string[]): void {
    this.#headers = headers
    const { method, path, body } = this.#request
    const { pool, lanes } = this.#connections
    const lane = !this.#again && mayFollow(this.#request) ? lanes?.choose() : undefined
    // One form of object for all: the client reads a score of members from it.
    const options: Dispatcher.DispatchOptions = {
      method,
      path,
      headers,
      body: body === undefined ? null : Buffer.from(body.buffer, body.byteOffset, body.length),
      // In a lane others may follow before its answer has come, and it is sent again if need be.
      blocking: lane === undefined && method !== 'HEAD',
      idempotent: lane !== undefined || isSafeMethod(method),
    }
    if (this.#again) {
      // The server may have closed the other idle connections in the same moment.
      this.#connections.fresh.dispatch(options, this)
      return
    }
    if (lane === undefined) {
      pool.dispatch(options, this)
      return
    }
    this.#lane = lane
    if (lane.size > 0) this.#run.hold()
    lane.add(options, this)
  }

  /** Its own time begins when the answers before it have come. */
  atHead(): void {
    this.#run.resume()
  }

  #cancel(): void {
    this.#cancelled = true
    if (this.#lane === undefined) this.#controller?.abort(new Error('the part was given up'))
    else this.#lane.giveUp(this)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#cancelled) {
      // Thrown, as an abort would cost a lane its connection.
      throw new Error('the part was given up')
    }
    this.#lane?.gather()
    this.#wasSent = true
    this.#run.sent()
  }

  /** Called with the first byte of an answer, before its head is complete. */
  onResponseStarted(): void {
    this.#answerBegan = true
  }

  onResponseStart(_controller: unknown, status: number, fields: AnswerFields): void {
    if (status < 200) return
    this.#collector.received(status, this.#connections.heads.read(fields))
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    const failed = this.#collector.data(chunk)
    if (failed === undefined) return
    this.#end(this.#unknown(failed))
    controller.abort(new Error(failed.reason))
  }

  onResponseEnd(): void {
    this.#leaveLane()
    const outcome = this.#collector.finish()
    if (outcome instanceof Promise) {
      outcome.then(
        (decoded) => this.#finish(decoded),
        (cause: unknown) =>
          this.#finish(failure('bad-answer', 'The answer could not be read.', cause)),
      )
    } else {
      this.#finish(outcome)
    }
  }

  onResponseError(_controller: unknown, error: Error): void {
    const lane = this.#lane
    this.#leaveLane()
    if (this.#over) return
    if (this.#connections.load !== undefined && this.#goElsewhere(error, lane)) return
    if (this.#mayGoAgain(error, lane)) {
      this.#goAgain()
      return
    }
    this.#end(this.#unknown(describeError(error, this.#answerBegan)))
  }

  #leaveLane(): void {
    const lane = this.#lane
    this.#lane = undefined
    lane?.leave(this)
  }

  /**
   * RFC 9110 9.2.2: a kept-alive connection that the server closed just then is nobody's fault; nor is
   * the end of a lane, whose other requests count for nothing here (RFC 9112 9.3.2).
   */
  #mayGoAgain(error: Error, lane: Lane | undefined): boolean {
    if (this.#again || this.#cancelled || this.#answerBegan) return false
    if (!isSafeMethod(this.#request.method)) return false
    return lane?.isOpen === false || wasReused(error)
  }

  /**
   * To another server may go what never left, and what is safe, if no answer has begun; once, as on a
   * fresh connection.
   */
  #goElsewhere(error: Error, lane: Lane | undefined): boolean {
    const { load } = this.#connections
    if (this.#cancelled || this.#answerBegan) return false
    // What waited in a lane whose connection has ended says nothing about new connections.
    const neverLeft = !this.#wasSent && lane?.isOpen !== false && isUnreachable(error)
    if (neverLeft) load?.failed()
    if (this.#again || !(neverLeft || isSafeMethod(this.#request.method))) return false
    const other = load?.elsewhere()
    if (other === undefined) return false
    load?.end()
    other.load?.begin()
    this.#connections = other
    this.#goAgain()
    return true
  }

  #goAgain(): void {
    this.#again = true
    this.#resent = this.#wasSent
    this.#wasSent = false
    // It may have been waiting behind others.
    this.#run.resume()
    this.send(this.#headers)
  }

  /** An answer that came whole and can't be passed on leaves the caller knowing nothing either. */
  #finish(outcome: PartOutcome): void {
    this.#end(outcome.kind === 'failed' ? this.#unknown(outcome) : outcome)
  }

  #unknown(failed: Failure): Failure {
    const unsafe = !isSafeMethod(this.#request.method)
    return this.#wasSent && unsafe ? withUnknownOutcome(failed) : failed
  }

  #end(outcome: PartOutcome): void {
    if (this.#over) return
    this.#over = true
    this.#connections.load?.end()
    const resent = this.#resent && outcome.kind === 'answered'
    this.#settle(resent ? { ...outcome, resent: true } : outcome)
  }
}

/**
 * Whether a request may be sent behind unanswered ones. Of the safe ones (RFC 9110 9.2.1) not HEAD and
 * those with a body: the client closes the connection behind them.
 */
function mayFollow({ method, body }: PartRequest): boolean {
  return body === undefined && (method === 'GET' || method === 'OPTIONS')
}

function describeError(error: Error, answerBegan: boolean): Failure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  // undici's parser often gives its errors a name and no code.
  if (/^(?:HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_CONTENT_LENGTH)/.test(code)) {
    return failure('bad-answer', `The API's answer is not valid HTTP (${code}).`, error)
  }
  if (answerBegan) return failure('bad-answer', `The API's answer broke off (${code}).`, error)
  return failure('unreachable', `The API could not be reached (${code}).`, error)
}
