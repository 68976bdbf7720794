import type {
  Batch,
  BatchReport,
  HeaderList,
  OuterRequest,
  Part,
  PartOutcome,
  PartRequest,
} from '@batchway/core'
import { outcomeStatus } from '@batchway/core'
import type { BatchRecord, BatchSummary, PartRecord, PartTimes } from './record.ts'
import type { KeptBody } from './shown.ts'
import { keepBody, maskHeaders, maskTarget, showBody } from './shown.ts'
import { PartClock } from './watched-run.ts'

/** What is kept of a message of a part. */
interface KeptMessage {
  readonly method: string
  readonly path: string
  readonly headers: HeaderList
  readonly body: KeptBody | undefined
}

/** How much of bodies is kept, in bytes, and what is secret. */
export interface KeepRules {
  /** Of one body. */
  readonly body: number
  /** Of all bodies of a batch together. */
  readonly batch: number
  /** Fields that say who the caller is, in lower case. */
  readonly identity: ReadonlySet<string>
}

/** Bytes that a part takes in memory beside its bodies and texts; a rough figure. */
const partOverhead = 400

/** A batch while it runs, and what is kept of it afterwards. */
export class KeptBatch {
  readonly number: number
  startedAt: number = Date.now()
  readonly #endpoint: string
  readonly #dialect: string
  readonly #rules: KeepRules
  readonly #run: string | undefined
  readonly #outer: Pick<OuterRequest, 'headers' | 'query' | 'remoteAddress'>
  #origin: number
  #clocks: (PartClock | undefined)[] = []
  #messages: (KeptMessage | undefined)[] = []
  #responses: (KeptMessage | undefined)[] = []
  #parts: readonly Part[] = []
  #needs: readonly (readonly number[])[] | undefined
  #order: Batch['order'] | undefined
  #stops = false
  #isFailure: Batch['isFailure'] = () => false
  #outcomes: readonly PartOutcome[] = []
  #report: Pick<BatchReport, 'id' | 'status' | 'duration' | 'error' | 'warnings'> | undefined
  #left: number
  #size = 0

  constructor(
    number: number,
    origin: { readonly endpoint: string; readonly dialect: string; readonly run?: string },
    outer: OuterRequest,
    rules: KeepRules,
  ) {
    this.number = number
    this.#endpoint = origin.endpoint
    this.#dialect = origin.dialect
    this.#run = origin.run
    this.#rules = rules
    this.#left = rules.batch
    const { headers, query, remoteAddress } = outer
    this.#outer = {
      headers: maskHeaders(headers, rules.identity),
      query: maskTarget(`?${query}`).slice(1),
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
    }
    this.#origin = performance.now()
  }

  /** Bytes that it takes, about. */
  get size(): number {
    return this.#size
  }

  get isOver(): boolean {
    return this.#report !== undefined
  }

  /** The batch was read. `needs`: for each part, the parts that must have succeeded before it. */
  admitted(batch: Batch, needs: readonly (readonly number[])[] | undefined): void {
    this.#parts = batch.parts
    this.#needs = needs
    this.#order = batch.order
    this.#stops = batch.stopOnError
    this.#isFailure = (status) => batch.isFailure(status)
  }

  /** The turn of a part has come. */
  ready({ part, method, path, headers, body }: PartRequest): PartClock {
    const clock = new PartClock()
    clock.ready = performance.now()
    this.#clocks[part.index] = clock
    this.#messages[part.index] = this.#message(method, path, headers, body)
    return clock
  }

  /** A part has ended; its answer may not be there any more when the batch has. */
  settled(clock: PartClock, index: number, outcome: PartOutcome): void {
    clock.done = performance.now()
    clock.outcome = withoutBody(outcome)
    this.#responses[index] = this.#answer(outcome)
  }

  /** Everything has ended: lets go of what is not kept. */
  ended(report: BatchReport): void {
    const { id, status, duration, error, warnings, batch, outcomes } = report
    if (batch !== undefined) this.admitted(batch, this.#needs)
    this.#report = { id, status, duration, error, warnings }
    // Now it is known when its head came: before it could be read and admitted.
    this.#origin = performance.now() - duration
    this.startedAt = Math.min(this.startedAt, Date.now() - Math.round(duration))
    for (const part of this.#parts) {
      const { index, method, target, headers, body } = part
      this.#messages[index] ??= this.#message(method, target, headers, body)
    }
    outcomes.forEach((outcome, index) => {
      this.#responses[index] ??= this.#answer(outcome)
    })
    this.#outcomes = outcomes.map(withoutBody)
    const failures = new Set(outcomes.map(outcomeStatus).filter(this.#isFailure))
    // The batch itself, which holds all of its bytes, must not be kept alive.
    this.#isFailure = (code) => failures.has(code)
    this.#parts = this.#parts.map(({ body: _body, ...rest }) => ({ ...rest, headers: [] }))
    this.#size += partOverhead * (this.#parts.length + 1)
  }

  summary(): BatchSummary {
    const report = this.#report
    const ends = this.#ends()
    const refused = report?.error
    const limited = ends.filter(isLimited).length + (refused?.code === 'too-many-requests' ? 1 : 0)
    return {
      number: this.number,
      endpoint: this.#endpoint,
      dialect: this.#dialect,
      startedAt: this.startedAt,
      parts: this.#parts.length,
      done: ends.length,
      failed: ends.filter((outcome) => this.#isBad(outcome)).length,
      skipped: ends.filter(({ kind }) => kind === 'skipped').length,
      limited,
      ...(report === undefined
        ? {}
        : { id: report.id, status: report.status, duration: report.duration }),
      ...(refused === undefined
        ? {}
        : { refused: { code: refused.code, message: refused.message } }),
      ...(this.#run === undefined ? {} : { run: this.#run }),
    }
  }

  record(): BatchRecord {
    const { headers, query, remoteAddress } = this.#outer
    return {
      ...this.summary(),
      ...(this.isOver ? {} : { elapsed: round(performance.now() - this.#origin) }),
      headers,
      query,
      ...(remoteAddress === undefined ? {} : { client: remoteAddress }),
      ...(this.#order === undefined ? {} : { order: this.#order, stopsOnError: this.#stops }),
      warnings: this.#report?.warnings ?? [],
      records: this.#parts.map((part) => this.#part(part)),
    }
  }

  /** What has ended so far. */
  #ends(): readonly PartOutcome[] {
    if (this.#report !== undefined) return this.#outcomes
    return this.#clocks.flatMap((clock) => clock?.outcome ?? [])
  }

  #part(part: Part): PartRecord {
    const { index, id, group, method, target, headers } = part
    const clock = this.#clocks[index]
    const outcome = this.#outcomes[index] ?? clock?.outcome
    const message = this.#messages[index] ?? this.#message(method, target, headers, undefined)
    const response = this.#responses[index]
    return {
      index,
      ...(id === undefined ? {} : { id }),
      ...(group === undefined ? {} : { group }),
      needs: this.#needs?.[index] ?? [],
      method,
      target: maskTarget(target),
      state: outcome?.kind ?? (clock?.sent === undefined ? 'queued' : 'sent'),
      times: this.#times(clock),
      request: show(message),
      ...(response === undefined
        ? {}
        : { response: { headers: response.headers, ...shownBody(response) } }),
      ...(outcome === undefined ? {} : this.#end(outcome)),
    }
  }

  #times(clock: PartClock | undefined): PartTimes {
    const { ready, sent, received, done } = clock ?? {}
    const entries = Object.entries({ ready, sent, received, done })
    return Object.fromEntries(
      entries.flatMap(([name, time]) =>
        time === undefined ? [] : [[name, Math.max(0, round(time - this.#origin))]],
      ),
    )
  }

  #end(outcome: PartOutcome): Partial<PartRecord> {
    const common = {
      status: outcomeStatus(outcome),
      ...(this.#isBad(outcome) ? ({ bad: true } as const) : {}),
    }
    if (outcome.kind === 'skipped') return { ...common, because: outcome.because }
    const tries = outcome.attempts === undefined ? {} : { attempts: outcome.attempts }
    if (outcome.kind === 'answered') {
      return { ...common, ...tries, ...(outcome.resent === true ? { resent: true } : {}) }
    }
    const { reason, message, outcomeUnknown } = outcome
    const unknown = outcomeUnknown === true ? ({ unknown: true } as const) : {}
    return { ...common, ...tries, failure: { reason, message, ...unknown } }
  }

  #isBad(outcome: PartOutcome): boolean {
    if (outcome.kind === 'failed') return true
    return outcome.kind === 'answered' && this.#isFailure(outcome.response.status)
  }

  #answer(outcome: PartOutcome): KeptMessage | undefined {
    if (outcome.kind !== 'answered') return undefined
    const { headers, body } = outcome.response
    return this.#message('', '', headers, body)
  }

  #message(
    method: string,
    path: string,
    headers: HeaderList,
    body: Uint8Array | undefined,
  ): KeptMessage {
    const kept = keepBody(body, Math.min(this.#rules.body, this.#left))
    const bytes = kept?.bytes.length ?? 0
    this.#left -= bytes
    this.#size += bytes + path.length
    for (const [name, value] of headers) this.#size += name.length + value.length
    const { identity } = this.#rules
    return { method, path: maskTarget(path), headers: maskHeaders(headers, identity), body: kept }
  }
}

function isLimited(outcome: PartOutcome): boolean {
  return outcomeStatus(outcome) === 429
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100
}

function withoutBody(outcome: PartOutcome): PartOutcome {
  if (outcome.kind === 'failed') {
    const { cause: _cause, ...rest } = outcome
    return rest
  }
  if (outcome.kind === 'skipped') return outcome
  const { status } = outcome.response
  return { ...outcome, response: { status, headers: [], body: new Uint8Array(0) } }
}

function show({ method, path, headers, body }: KeptMessage): PartRecord['request'] {
  return { method, path, headers, ...shownBody({ body }) }
}

function shownBody({ body }: Pick<KeptMessage, 'body'>): Pick<PartRecord['request'], 'body'> {
  return body === undefined ? {} : { body: showBody(body) }
}
