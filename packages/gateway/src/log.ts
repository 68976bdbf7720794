import type { BatchReport, PartOutcome } from '@batchway/core'
import { outcomeStatus } from '@batchway/core'
import type { Logger } from 'pino'
import { createCallerName } from './caller-identity.ts'
import { traceFields, untraced } from './log-trace.ts'

const nameOf = createCallerName()

/**
 * Writes one line for a batch: an error where it was answered with one of ours, a warning where a part
 * of it failed here or something was odd. Its parts have lines of their own for who wants them: those
 * that failed at `debug`, all others at `trace`.
 */
export function logBatch(log: Logger, endpoint: string, report: BatchReport): void {
  const { id, dialect, outer, status, batch, error } = report
  const ends = countEnds(report)
  const traced = traceFields(outer)
  const line: BatchLine = {
    batch: id,
    endpoint,
    dialect,
    path: outer.path,
    client: outer.remoteAddress,
    status,
    ms: Math.round(report.duration * 10) / 10,
    parts: batch?.parts.length ?? 0,
    failed: ends.failed,
    skipped: ends.skipped,
  }
  // A line for each batch: what says nothing is not even undefined.
  if (traced !== untraced) Object.assign(line, traced)
  if (outer.caller !== undefined) line.caller = nameOf(outer.caller)
  if (ends.resent > 0) line.resent = ends.resent
  if (ends.retries > 0) line.retries = ends.retries
  if (ends.failures !== undefined) line.failures = Object.fromEntries(ends.failures)
  if (ends.cause !== undefined) Object.assign(line, causeOf(ends.cause))
  if (report.warnings.length > 0) line.warning = report.warnings.join('; ')
  if (error !== undefined)
    Object.assign(line, { refused: error.code, reason: describeError(error) })
  if (status >= 500) log.error({ ...line, ...causeOf(error?.cause) }, 'batch')
  else if (report.warnings.length > 0 || ends.broken > 0) log.warn(line, 'batch')
  else log.info(line, 'batch')
  if (log.isLevelEnabled('trace') || (ends.failed > 0 && log.isLevelEnabled('debug'))) {
    logParts(log, report, traced)
  }
}

function callerOf(caller: string | undefined): { readonly caller?: string } {
  return caller === undefined ? {} : { caller: nameOf(caller) }
}

/** Members of the line for a batch; further ones say why it was refused, or belong to its trace. */
interface BatchLine {
  readonly batch: string
  readonly endpoint: string
  readonly dialect: string
  readonly path: string
  readonly client: string | undefined
  readonly status: number
  readonly ms: number
  readonly parts: number
  readonly failed: number
  readonly skipped: number
  caller?: string
  resent?: number
  retries?: number
  failures?: Readonly<Record<string, number>>
  warning?: string
}

/** How the parts of a batch ended. */
interface Ends {
  failed: number
  skipped: number
  resent: number
  retries: number
  /** Parts that failed here, and not by the API's answer. */
  broken: number
  /** How many failed by which reason or status of the API. */
  failures: Map<string, number> | undefined
  /** What was behind the first failure that has something behind it. */
  cause: unknown
}

function countEnds({ batch, outcomes }: BatchReport): Ends {
  const ends: Ends = {
    failed: 0,
    skipped: 0,
    resent: 0,
    retries: 0,
    broken: 0,
    failures: undefined,
    cause: undefined,
  }
  for (const outcome of outcomes) {
    if (outcome.kind === 'skipped') {
      ends.skipped += 1
      continue
    }
    ends.retries += (outcome.attempts ?? 1) - 1
    if (outcome.kind === 'answered' && outcome.resent === true) ends.resent += 1
    if (!isFailed(outcome, batch)) continue
    ends.failed += 1
    const why = outcome.kind === 'failed' ? outcome.reason : String(outcome.response.status)
    ends.failures ??= new Map()
    ends.failures.set(why, (ends.failures.get(why) ?? 0) + 1)
    if (outcome.kind === 'answered') continue
    ends.broken += 1
    ends.cause ??= outcome.cause
  }
  return ends
}

function isFailed(outcome: PartOutcome, batch: BatchReport['batch']): boolean {
  if (outcome.kind === 'failed') return true
  return outcome.kind === 'answered' && batch?.isFailure(outcome.response.status) === true
}

function logParts(log: Logger, report: BatchReport, traced: object): void {
  const { id, batch, outcomes, callers } = report
  for (const [index, outcome] of outcomes.entries()) {
    const failed = isFailed(outcome, batch)
    if (!failed && !log.isLevelEnabled('trace')) continue
    const part = batch?.parts[index]
    const [target = ''] = (part?.target ?? '').split('?', 1)
    const line = {
      batch: id,
      ...traced,
      part: index,
      method: part?.method,
      target,
      status: outcomeStatus(outcome),
      ...timeOf(report, index),
      ...describeEnd(outcome),
      ...callerOf(callers.get(index)),
    }
    if (failed) log.debug(line, 'part failed')
    else log.trace(line, outcome.kind === 'skipped' ? 'part skipped' : 'part')
  }
}

/** Milliseconds from when a part was sent to its outcome, where somebody keeps them. */
function timeOf({ times }: BatchReport, index: number): { readonly ms?: number } {
  const time = (times?.ended[index] ?? Number.NaN) - (times?.sent[index] ?? Number.NaN)
  return Number.isNaN(time) ? {} : { ms: Math.round(time * 10) / 10 }
}

function describeEnd(outcome: PartOutcome): object {
  if (outcome.kind === 'skipped') return { because: outcome.because }
  const attempts = outcome.attempts === undefined ? {} : { attempts: outcome.attempts }
  if (outcome.kind === 'answered') return attempts
  const { reason, outcomeUnknown, cause } = outcome
  const unknown = outcomeUnknown === true ? { outcomeUnknown } : {}
  return { ...attempts, reason, ...unknown, ...causeOf(cause) }
}

/** The place and message of a refusal, without what it quotes of the caller. */
function describeError(error: NonNullable<BatchReport['error']>): string {
  const where =
    error.where ?? (error.part === undefined ? '' : `[${error.part}].${error.field ?? ''}`)
  return `${where} ${error.message}`.trim().replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
}

function causeOf(cause: unknown): { readonly cause?: string; readonly stack?: string } {
  if (!(cause instanceof Error)) return {}
  const code = codeOf(cause)
  if (code !== undefined) return { cause: `${code}: ${cause.message}` }
  return { cause: cause.message, ...(cause.stack === undefined ? {} : { stack: cause.stack }) }
}

/** What names an error that comes from outside; undefined for one of ours, which needs its stack. */
function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code
  // undici's parser leaves out the code that its errors have elsewhere.
  return error.name === 'HTTPParserError' ? error.name : undefined
}
