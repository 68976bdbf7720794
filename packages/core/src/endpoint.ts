import type { Dialect, WriteContext } from './dialects/dialect.ts'
import type { Budget } from './engine/budget.ts'
import { processBudget } from './engine/budget.ts'
import { checkCrossSite } from './engine/cross-site.ts'
import { createFirstPreparer } from './engine/late-parts.ts'
import { linkBatch } from './engine/links.ts'
import { PartClock } from './engine/part-times.ts'
import { isNotStarted } from './engine/not-started.ts'
import type { PrepareRules } from './engine/prepare.ts'
import { createPreparer, createTargetCheck } from './engine/prepare.ts'
import type { Batch, PartOutcome } from './model/batch.ts'
import { checkPath, parentOf, pathsOf, toDialect } from './endpoint-place.ts'
import type { BatchEndpointOptions, Streaming } from './endpoint-options.ts'
import type { FinishOutcome } from './model/admission.ts'
import type { Backend } from './model/dispatch.ts'
import { applyPolicies } from './model/dispatch.ts'
import { BatchError, toBatchError } from './model/error.ts'
import { Admittance } from './endpoint-admission.ts'
import { reserveBody } from './endpoint-body.ts'
import type { EndpointDescription } from './endpoint-description.ts'
import {
  describeEndpoint,
  isPreflight,
  streamingOf,
  wantsDescription,
  writeDescription,
} from './endpoint-description.ts'
import { checkMethod, checkType } from './endpoint-head.ts'
import { reportBatch } from './endpoint-report.ts'
import { linkParts, startRun } from './endpoint-run.ts'
import type { PartStream } from './endpoint-stream.ts'
import { openStream, prefersStream } from './endpoint-stream.ts'
import type { EndpointAccess } from './endpoint-access.ts'
import { createEndpointAccess, withCallers } from './endpoint-access.ts'
import type { BatchRun } from './engine/run.ts'
import type { PartCallers } from './engine/identities.ts'
import { Identities } from './engine/identities.ts'
import type { Limits } from './model/limits.ts'
import { createLimits } from './model/limits.ts'
import { isPending } from './model/pending.ts'
import type {
  OuterAnswer,
  OuterExchange,
  OuterHandler,
  OuterRequest,
  OuterResponse,
} from './model/outer.ts'
import { createPathSet } from './model/paths.ts'

/** A URL where batches are posted. */
export interface BatchEndpoint extends OuterHandler {
  readonly path: string
  /** All paths that it answers, `path` first. */
  readonly paths: readonly string[]
  readonly dialect: Dialect
  readonly limits: Limits
  /** Whether a batch must say who sends it. */
  readonly identityRequired: boolean
  /** Whether tokens are verified before a batch is read. */
  readonly verified: boolean
  /** What it tells those who ask with `OPTIONS`. */
  readonly description: EndpointDescription
}

/**
 * Makes a batch endpoint in front of a backend. Throws a RangeError or TypeError when an option
 * can't be used.
 */
export function createBatchEndpoint(
  backend: Backend,
  options: BatchEndpointOptions,
): BatchEndpoint {
  const path = checkPath('path', options.path)
  const dialect = toDialect(options.dialect)
  const base = checkPath('base', options.base ?? dialect.base ?? (parentOf(path) || '/'))
  const paths = pathsOf(path, dialect)
  const limits = createLimits(dialect.limits, options.limits)
  const access = createEndpointAccess(options, dialect)
  if (options.atomic === true && options.transaction === undefined) {
    throw new RangeError('atomic needs a transaction to run a batch in')
  }
  const description = describeEndpoint(dialect, limits, options)
  const context: EndpointContext = {
    options,
    dialect,
    described: writeDescription(description),
    streaming: streamingOf(dialect, options),
    limits,
    backend: { ...backend, dispatch: applyPolicies(backend.dispatch, options.policies ?? []) },
    budget: options.budget ?? processBudget,
    base,
    access,
    rules: {
      ...access.headers,
      limits,
      base,
      encodedSlash: options.encodedSlash === 'allow',
      endpoints: createPathSet([...paths, ...(options.endpoints ?? [])]),
      identity: access.identity,
      inherit: new Set(options.inheritHeaders?.map((name) => name.toLowerCase())),
    },
  }
  const own = createPathSet(paths)
  return {
    path,
    paths,
    dialect,
    limits,
    identityRequired: options.identity === 'required',
    verified: options.verify !== undefined,
    description,
    matches: (candidate) => own.has(candidate),
    handle: (outer, exchange) => new Handling(context, outer, exchange).answer(),
  }
}

interface EndpointContext {
  readonly options: BatchEndpointOptions
  readonly dialect: Dialect
  /** The answer to OPTIONS. */
  readonly described: OuterResponse
  readonly streaming: Streaming
  readonly limits: Limits
  readonly backend: Backend
  readonly budget: Budget
  readonly base: string
  readonly access: EndpointAccess
  readonly rules: PrepareRules
}

/** One request on its way through the endpoint. */
class Handling {
  readonly #context: EndpointContext
  /** A copy, because the caller is written into it as soon as it is known. */
  readonly #outer: OuterRequest & { caller?: string }
  readonly #identities: Identities | undefined
  #callers: PartCallers = new Map()
  readonly #exchange: OuterExchange
  readonly #id: string
  readonly #started = performance.now()
  #batch: Batch | undefined
  #outcomes: readonly PartOutcome[] = []
  /** What is not over with the answer: its parts are still on their way. */
  #streamed: { readonly parts: PartStream; readonly run: BatchRun } | undefined
  #over = false
  #clock: PartClock | undefined
  readonly #warnings: string[] = []
  readonly #releases: (() => void)[] = []
  readonly #admittance: Admittance

  constructor(context: EndpointContext, outer: OuterRequest, exchange: OuterExchange) {
    this.#context = context
    this.#admittance = new Admittance(context.access.admissions)
    this.#outer = { ...outer }
    const { identities } = context.access
    if (identities !== undefined) this.#identities = new Identities(identities, this.#outer)
    this.#exchange = exchange
    this.#id = (context.options.createId ?? (() => crypto.randomUUID()))()
  }

  async answer(): Promise<OuterAnswer> {
    const { dialect, described } = this.#context
    let response: Omit<OuterAnswer, 'release'>
    let refused: BatchError | undefined
    try {
      response = await this.#run()
    } catch (thrown) {
      refused = toBatchError(thrown)
      response = await dialect.writeError(refused, this.#writing())
    }
    // A description is no batch.
    if (response === described) this.#over = true
    if (response.stream === undefined) this.#end(response.status, refused)
    return {
      ...response,
      // A 429 says when to come back, and nothing of what is left elsewhere.
      headers: [
        ...response.headers,
        ...(refused?.code === 'too-many-requests' ? [] : this.#admittance.headers),
      ],
      release: () => void this.#release(),
    }
  }

  /** The way of one batch: head, body, read, prepare, admit, run, write. */
  async #run(): Promise<Omit<OuterAnswer, 'release'>> {
    const { dialect, limits, backend, rules, options } = this.#context
    this.#checkLoop()
    if (this.#outer.method === 'OPTIONS') return this.#answerOptions()
    checkMethod(this.#outer, dialect)
    checkType(this.#outer, dialect)
    if (this.#identities !== undefined) await this.#identify()
    await this.#admittance.enter(this.#outer)
    const body = await this.#readBody()
    const reading = { limits, base: this.#context.base, checkTarget: createTargetCheck(rules) }
    const read = dialect.readBatch(this.#outer, body, reading)
    const batch = isPending(read) ? await read : read
    this.#batch = batch
    if (batch.warning !== undefined) this.#warnings.push(batch.warning)
    const links = linkBatch(batch, rules)
    if (this.#identities !== undefined) this.#callers = await this.#identities.ofParts(batch)
    checkCrossSite(this.#outer, batch, options.allowedOrigins ?? [])
    const prepare = createPreparer(batch, this.#outer, backend.partHeaders(this.#outer), rules)
    const prepareFirst = links ? createFirstPreparer(prepare, links, batch, rules.base) : prepare
    const prepared = withCallers(batch.parts.map(prepareFirst), this.#callers)
    const parts = links === undefined ? prepared : linkParts(this.#context, batch, prepared, links)
    const needs = links === undefined ? {} : { needs: links.needs }
    const admitted = await this.#admittance.admit({ outer: this.#outer, batch, parts, ...needs })
    const opening = this.#openStream(batch, admitted.finish)
    const stream = opening === undefined ? undefined : await opening
    if (options.partTimes === true) this.#clock = new PartClock(parts.length, this.#started)
    const runnable = {
      ...admitted,
      outer: this.#outer,
      batch,
      links,
      prepare,
      onOutcome: stream?.tell,
      clock: this.#clock,
    }
    const run = startRun(this.#context, runnable)
    this.#releases.push(() => run.release())
    this.#exchange.onAbort(() => run.cancel())
    if (stream !== undefined && (await stream.begins(run.outcomes))) {
      return this.#answerInParts(stream, run)
    }
    const outcomes = await run.outcomes
    if (outcomes.length > 0 && outcomes.every(isNotStarted)) {
      throw new BatchError('timeout', 'The time of the batch ran out before any part was sent.')
    }
    this.#outcomes = outcomes.map(admitted.finish)
    return dialect.writeResults(batch, this.#outcomes, this.#writing())
  }

  /** Undefined where the answer is written at once. */
  #openStream(batch: Batch, finish: FinishOutcome): Promise<PartStream | undefined> | undefined {
    const { dialect, streaming } = this.#context
    if (streaming === 'never' || this.#exchange.canStream !== true) return undefined
    const asked = prefersStream(this.#outer.headers)
    if (!asked && streaming !== 'always') return undefined
    return openStream(dialect, batch, { ...this.#writing(), asked }, finish)
  }

  #answerInParts(parts: PartStream, run: BatchRun): Omit<OuterAnswer, 'release'> {
    this.#streamed = { parts, run }
    const { status, headers } = parts
    return { status, headers, body: new Uint8Array(), stream: this.#pieces(parts, run) }
  }

  async *#pieces(parts: PartStream, run: BatchRun): AsyncGenerator<Uint8Array> {
    let fault: BatchError | undefined
    try {
      yield* parts.pieces(run.outcomes)
    } catch (thrown) {
      fault = toBatchError(thrown)
      throw thrown
    } finally {
      await this.#endStream(fault)
    }
  }

  /** Nothing of the batch goes on once its answer has ended, however that was. */
  async #endStream(fault?: BatchError): Promise<void> {
    if (this.#over || this.#streamed === undefined) return
    const { parts, run } = this.#streamed
    run.cancel()
    this.#outcomes = parts.finished(await run.outcomes)
    this.#end(parts.status, fault)
  }

  /** What there is to do when the answer is ready, or the last of it has left. */
  #end(status: number, error: BatchError | undefined): void {
    if (this.#over) return
    this.#over = true
    this.#admittance.leave()
    this.#report(status, error)
  }

  async #release(): Promise<void> {
    if (!this.#over) await this.#endStream()
    for (const release of this.#releases.splice(0)) release()
  }

  #writing(): WriteContext {
    return {
      outer: this.#outer,
      id: this.#id,
      limits: this.#context.limits,
      warn: (message) => this.#warnings.push(message),
    }
  }

  #checkLoop(): void {
    if (!this.#context.backend.isReentrant(this.#outer)) return
    throw new BatchError('loop', 'This batch is itself a part of a batch of this server.')
  }

  async #answerOptions(): Promise<OuterResponse> {
    const { dialect, described } = this.#context
    const preflight = isPreflight(this.#outer)
    if (dialect.answerOptions !== undefined && (preflight || !wantsDescription(this.#outer))) {
      return dialect.answerOptions(this.#outer)
    }
    // What pages of other origins may do is not decided here.
    if (preflight) checkMethod(this.#outer, dialect)
    return described
  }

  /** Who posts the batch, where anybody asks: admissions do. */
  async #identify(): Promise<void> {
    const { access, dialect } = this.#context
    if (this.#identities === undefined) return
    const clientId = access.asksClient ? await dialect.clientOf?.(this.#outer) : undefined
    const caller = await this.#identities.ofBatch(clientId)
    if (caller !== undefined) this.#outer.caller = caller
  }

  async #readBody(): Promise<Uint8Array> {
    const { limits, budget } = this.#context
    const reserved = reserveBody(this.#outer.headers, limits, budget)
    this.#releases.push(() => budget.give(reserved))
    return this.#exchange.readBody({ bytes: limits.batchBytes, time: limits.readTime })
  }

  #report(status: number, error: BatchError | undefined): void {
    reportBatch(this.#context.options.onBatch, {
      id: this.#id,
      dialect: this.#context.dialect.name,
      outer: this.#outer,
      status,
      duration: performance.now() - this.#started,
      batch: this.#batch,
      outcomes: this.#outcomes,
      times: this.#clock,
      callers: this.#callers,
      warnings: this.#warnings,
      error,
    })
  }
}
