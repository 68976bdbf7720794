import { findDialect } from './dialects/built-in.ts'
import type { Dialect, WriteContext } from './dialects/dialect.ts'
import type { Budget } from './engine/budget.ts'
import { processBudget } from './engine/budget.ts'
import { checkCrossSite } from './engine/cross-site.ts'
import { createFirstPreparer } from './engine/late-parts.ts'
import { linkBatch } from './engine/links.ts'
import type { PrepareRules } from './engine/prepare.ts'
import { createPreparer, createTargetCheck } from './engine/prepare.ts'
import type { Batch, PartOutcome } from './model/batch.ts'
import type { BatchEndpointOptions, BatchReport, DialectName } from './endpoint-options.ts'
import type { Admitted, AdmittedBatch } from './model/admission.ts'
import type { Backend } from './model/dispatch.ts'
import { applyPolicies } from './model/dispatch.ts'
import { BatchError, quote } from './model/error.ts'
import type { HeaderField, HeaderList } from './model/headers.ts'
import { headerValue } from './model/headers.ts'
import { linkParts, startRun } from './endpoint-run.ts'
import type { EndpointAccess } from './endpoint-access.ts'
import { createEndpointAccess, withCallers } from './endpoint-access.ts'
import type { PartCallers } from './engine/identities.ts'
import { Identities } from './engine/identities.ts'
import type { Limits } from './model/limits.ts'
import { createLimits } from './model/limits.ts'
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
  const context: EndpointContext = {
    options,
    dialect,
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
    matches: (candidate) => own.has(candidate),
    handle: (outer, exchange) => new Handling(context, outer, exchange).answer(),
  }
}

/** All paths of an endpoint whose option is `path`. Throws a RangeError where it is none. */
export function pathsOf(path: string, dialect: Dialect): readonly string[] {
  return [checkPath('path', path), ...(dialect.morePaths?.(path) ?? [])]
}

interface EndpointContext {
  readonly options: BatchEndpointOptions
  readonly dialect: Dialect
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
  readonly #warnings: string[] = []
  readonly #releases: (() => void)[] = []
  readonly #leaves: (() => void)[] = []
  /** What admissions add to the answer. */
  readonly #headers: HeaderField[] = []

  constructor(context: EndpointContext, outer: OuterRequest, exchange: OuterExchange) {
    this.#context = context
    this.#outer = { ...outer }
    const { identities } = context.access
    if (identities !== undefined) this.#identities = new Identities(identities, this.#outer)
    this.#exchange = exchange
    this.#id = (context.options.createId ?? (() => crypto.randomUUID()))()
  }

  async answer(): Promise<OuterAnswer> {
    const { dialect } = this.#context
    let response: OuterResponse
    let refused: BatchError | undefined
    try {
      response = await this.#run()
    } catch (thrown) {
      refused = toBatchError(thrown)
      response = await dialect.writeError(refused, this.#writing())
    }
    for (const leave of this.#leaves) leave()
    this.#report(response.status, refused)
    const releases = this.#releases
    return {
      ...response,
      // A 429 says when to come back, and nothing of what is left elsewhere.
      headers: [
        ...response.headers,
        ...(refused?.code === 'too-many-requests' ? [] : this.#headers),
      ],
      release: () => releases.splice(0).forEach((release) => release()),
    }
  }

  /** The way of one batch: head, body, read, prepare, admit, run, write. */
  async #run(): Promise<OuterResponse> {
    const { dialect, limits, backend, rules, options } = this.#context
    this.#checkHead()
    if (this.#outer.method === 'OPTIONS' && dialect.answerOptions !== undefined) {
      return dialect.answerOptions(this.#outer)
    }
    this.#checkType()
    await this.#identify()
    await this.#enter()
    const body = await this.#readBody()
    const reading = { limits, base: this.#context.base, checkTarget: createTargetCheck(rules) }
    const batch = await dialect.readBatch(this.#outer, body, reading)
    this.#batch = batch
    if (batch.warning !== undefined) this.#warnings.push(batch.warning)
    const links = linkBatch(batch, rules)
    this.#callers = (await this.#identities?.ofParts(batch)) ?? this.#callers
    checkCrossSite(this.#outer, batch, options.allowedOrigins ?? [])
    const prepare = createPreparer(batch, this.#outer, backend.partHeaders(this.#outer), rules)
    const prepareFirst = links ? createFirstPreparer(prepare, links, batch, rules.base) : prepare
    const prepared = withCallers(batch.parts.map(prepareFirst), this.#callers)
    const parts = links === undefined ? prepared : linkParts(this.#context, batch, prepared, links)
    const admitted = await this.#admit({ outer: this.#outer, batch, parts })
    const run = startRun(this.#context, { ...admitted, outer: this.#outer, batch, links, prepare })
    this.#releases.push(() => run.release())
    this.#exchange.onAbort(() => run.cancel())
    const outcomes = await run.outcomes
    if (outcomes.length > 0 && outcomes.every(isNotStarted)) {
      throw new BatchError('timeout', 'The time of the batch ran out before any part was sent.')
    }
    this.#outcomes = admitted.finish(outcomes)
    return dialect.writeResults(batch, this.#outcomes, this.#writing())
  }

  #writing(): WriteContext {
    return {
      outer: this.#outer,
      id: this.#id,
      limits: this.#context.limits,
      warn: (message) => this.#warnings.push(message),
    }
  }

  /** What can be refused by the first line: a loop, another method. */
  #checkHead(): void {
    const { dialect, backend } = this.#context
    const { method } = this.#outer
    if (backend.isReentrant(this.#outer)) {
      throw new BatchError('loop', 'This batch is itself a part of a batch of this server.')
    }
    if (!dialect.methods.includes(method)) {
      const allow = dialect.methods.join(', ')
      const message = `Batches are posted: use ${allow}, not ${method}.`
      throw new BatchError('method-not-allowed', message, { headers: [['allow', allow]] })
    }
  }

  #checkType(): void {
    const { dialect } = this.#context
    const type = headerValue(this.#outer.headers, 'content-type')
    if (dialect.accepts(type)) return
    const found = type === undefined ? 'none' : quote(type)
    const message = `Send the batch with "Content-Type: ${dialect.mediaType}"; it came with ${found}.`
    throw new BatchError('unsupported-media-type', message, {
      headers: [['accept-post', dialect.mediaType]],
    })
  }

  /** Who posts the batch, where anybody asks: admissions do. */
  async #identify(): Promise<void> {
    const { access, dialect } = this.#context
    if (this.#identities === undefined) return
    const clientId = access.asksClient ? await dialect.clientOf?.(this.#outer) : undefined
    const caller = await this.#identities.ofBatch(clientId)
    if (caller !== undefined) this.#outer.caller = caller
  }

  /** Takes the memory for the body before it is read: its own length, or all that it may have. */
  async #readBody(): Promise<Uint8Array> {
    const { limits, budget } = this.#context
    const length = declaredLength(this.#outer.headers)
    if (length !== undefined && length > limits.batchBytes) {
      const message = `The batch has ${length} bytes; at most ${limits.batchBytes} are allowed.`
      throw new BatchError('batch-too-large', message)
    }
    const coded = headerValue(this.#outer.headers, 'content-encoding') !== undefined
    const reserved = coded ? limits.batchBytes : (length ?? limits.batchBytes)
    if (!budget.take(reserved)) throw overloaded('There is no room for another batch.')
    this.#releases.push(() => budget.give(reserved))
    return this.#exchange.readBody({ bytes: limits.batchBytes, time: limits.readTime })
  }

  async #enter(): Promise<void> {
    for (const admission of this.#context.access.admissions) {
      // oxlint-disable-next-line no-await-in-loop -- as in #admit
      const entered = await admission.enter?.(this.#outer)
      this.#headers.push(...(entered?.headers ?? []))
      if (entered?.leave !== undefined) this.#leaves.push(entered.leave)
    }
  }

  async #admit(prepared: AdmittedBatch): Promise<AdmissionResult> {
    let parts = prepared.parts
    const complete: NonNullable<Admitted['complete']>[] = []
    const finishers: ((outcomes: readonly PartOutcome[]) => readonly PartOutcome[])[] = []
    for (const admission of this.#context.access.admissions) {
      // One after the other: an admission may charge for the batch, and the next one may refuse it.
      // oxlint-disable-next-line no-await-in-loop
      const admitted = await admission.admit?.({ ...prepared, parts })
      parts = admitted?.parts ?? parts
      this.#headers.push(...(admitted?.headers ?? []))
      if (admitted?.complete !== undefined) complete.push(admitted.complete)
      if (admitted?.finish !== undefined) finishers.push(admitted.finish)
    }
    const finish = (outcomes: readonly PartOutcome[]): readonly PartOutcome[] =>
      finishers.reduce((result, next) => next(result), outcomes)
    return { parts, complete, finish }
  }

  #report(status: number, error: BatchError | undefined): void {
    const { onBatch } = this.#context.options
    if (onBatch === undefined && error?.code === 'internal') {
      // Nobody else is told, and a fault of ours or of the app must not stay unseen.
      // oxlint-disable-next-line no-console -- as above
      console.error('batchway: a batch was answered with 500:', error.cause)
    }
    notify(onBatch, {
      id: this.#id,
      dialect: this.#context.dialect.name,
      outer: this.#outer,
      status,
      duration: performance.now() - this.#started,
      batch: this.#batch,
      outcomes: this.#outcomes,
      callers: this.#callers,
      warnings: this.#warnings,
      error,
    })
  }
}

/** An observer must not throw; what it throws all the same does not cost the caller the answer. */
function notify(observer: BatchEndpointOptions['onBatch'], report: BatchReport): void {
  try {
    observer?.(report)
  } catch {
    // There is nobody to tell: telling is what has just failed.
  }
}

interface AdmissionResult {
  readonly parts: AdmittedBatch['parts']
  readonly complete: readonly NonNullable<Admitted['complete']>[]
  finish(outcomes: readonly PartOutcome[]): readonly PartOutcome[]
}

/** The dialect of that name, or the given one. Throws a RangeError that lists the names. */
export function toDialect(dialect: DialectName | Dialect): Dialect {
  return typeof dialect === 'string' ? findDialect(dialect).create({}) : dialect
}

function toBatchError(thrown: unknown): BatchError {
  if (thrown instanceof BatchError) return thrown
  return new BatchError('internal', 'Internal server error.', { cause: thrown })
}

function overloaded(message: string): BatchError {
  return new BatchError('unavailable', message, { headers: [['retry-after', '1']] })
}

function isNotStarted(outcome: PartOutcome): boolean {
  return outcome.kind === 'failed' && outcome.reason === 'not-started'
}

function declaredLength(headers: HeaderList): number | undefined {
  const value = headerValue(headers, 'content-length')
  return value === undefined || !/^\d+$/.test(value) ? undefined : Number(value)
}

function checkPath(option: string, value: string): string {
  const path = value.length > 1 ? value.replace(/\/+$/, '') : ''
  if (value.startsWith('/') && !/[?#\s]/.test(value)) return path
  throw new RangeError(`${option} must be an absolute path such as /api/batch, not "${value}"`)
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
