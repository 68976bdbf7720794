import type { BatchReport, PartOutcome } from '@batchway/core'
import { outcomeStatus } from '@batchway/core'
import type { Logger } from 'pino'
import { pino } from 'pino'
import { createCallerName } from './caller-identity.ts'

/**
 * The gateway's log: one JSON line per event on standard output. Header values, bodies and query
 * strings are never logged, so that secrets in them stay out.
 */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(1))
}

const nameOf = createCallerName()

/** Writes one line for a batch, and one for each of its parts that failed. */
export function logBatch(log: Logger, endpoint: string, report: BatchReport): void {
  const { id, dialect, outer, status, batch, outcomes, error } = report
  const failed = countFailed(report)
  const line = {
    batch: id,
    endpoint,
    dialect,
    path: outer.path,
    client: outer.remoteAddress,
    ...callerOf(outer.caller),
    status,
    ms: Math.round(report.duration * 10) / 10,
    parts: batch?.parts.length ?? 0,
    failed,
    skipped: outcomes.filter((outcome) => outcome.kind === 'skipped').length,
    ...countTries(outcomes),
    ...(report.warnings.length === 0 ? {} : { warning: report.warnings.join('; ') }),
    ...(error === undefined ? {} : { refused: error.code, reason: describeError(error) }),
  }
  if (status >= 500) log.error({ ...line, ...causeOf(error?.cause) }, 'batch')
  else if (report.warnings.length > 0) log.warn(line, 'batch')
  else log.info(line, 'batch')
  if (failed > 0) logFailedParts(log, report)
}

function callerOf(caller: string | undefined): { readonly caller?: string } {
  return caller === undefined ? {} : { caller: nameOf(caller) }
}

/** Connections that broke and requests that were tried again, where there were any. */
function countTries(outcomes: readonly PartOutcome[]): {
  readonly resent?: number
  readonly retries?: number
} {
  let resent = 0
  let retries = 0
  for (const outcome of outcomes) {
    if (outcome.kind === 'skipped') continue
    retries += (outcome.attempts ?? 1) - 1
    if (outcome.kind === 'answered' && outcome.resent === true) resent += 1
  }
  return { ...(resent === 0 ? {} : { resent }), ...(retries === 0 ? {} : { retries }) }
}

function countFailed({ batch, outcomes }: BatchReport): number {
  return outcomes.filter((outcome) => isFailed(outcome, batch)).length
}

function isFailed(outcome: PartOutcome, batch: BatchReport['batch']): boolean {
  if (outcome.kind === 'failed') return true
  return outcome.kind === 'answered' && batch?.isFailure(outcome.response.status) === true
}

function logFailedParts(log: Logger, { id, batch, outcomes, callers }: BatchReport): void {
  outcomes.forEach((outcome, index) => {
    if (!isFailed(outcome, batch)) return
    const part = batch?.parts[index]
    const [target = ''] = (part?.target ?? '').split('?', 1)
    const status = outcomeStatus(outcome)
    const who = callerOf(callers.get(index))
    const tries = outcome.kind === 'skipped' ? undefined : outcome.attempts
    const attempts = tries === undefined ? {} : { attempts: tries }
    const line = {
      batch: id,
      part: index,
      method: part?.method,
      target,
      status,
      ...attempts,
      ...who,
    }
    if (outcome.kind !== 'failed') {
      log.info(line, 'part failed')
      return
    }
    const { reason, outcomeUnknown, cause } = outcome
    const unknown = outcomeUnknown === true ? { outcomeUnknown } : {}
    log.warn({ ...line, reason, ...unknown, ...causeOf(cause) }, 'part failed')
  })
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
