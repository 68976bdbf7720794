import type { BatchReport, PartOutcome } from '@batchway/core'
import { outcomeStatus } from '@batchway/core'
import type { Logger } from 'pino'
import { pino } from 'pino'
import { createCallerName } from './caller-identity.ts'

/** How long a line may wait for others, to be written with them; milliseconds. */
const gatherTime = 100
/** How much may wait; bytes. */
const gatherSize = 8192

/**
 * What several processes write at a time to one pipe stays in one piece up to this many bytes (PIPE_BUF
 * of POSIX, as Linux has it).
 */
const sharedOutput = { minLength: 3072, maxWrite: 4096 } as const

/**
 * The gateway's log: one JSON line per event on standard output. Header values, bodies and query
 * strings are never logged, so that secrets in them stay out. Lines are written together, at the
 * latest after a tenth of a second and when the process ends: a write for each batch costs as much as
 * running a small one. `worker` is shown in each line, where several processes write to one output.
 */
export function createLog(level: string, worker?: number): Logger {
  const output = pino.destination({
    dest: 1,
    sync: false,
    ...(worker === undefined ? { minLength: gatherSize } : sharedOutput),
    periodicFlush: gatherTime,
  })
  return pino(
    {
      level,
      base: worker === undefined ? null : { worker },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    output,
  )
}

const nameOf = createCallerName()

/** Writes one line for a batch, and one for each of its parts that failed. */
export function logBatch(log: Logger, endpoint: string, report: BatchReport): void {
  const { id, dialect, outer, status, batch, error } = report
  const counts = countEnds(report)
  const { failed } = counts
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
    ...counts,
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

/** How parts ended; connections that broke and requests that were tried again, where there were any. */
interface Ends {
  readonly failed: number
  readonly skipped: number
  readonly resent?: number
  readonly retries?: number
}

function countEnds({ batch, outcomes }: BatchReport): Ends {
  let failed = 0
  let skipped = 0
  let resent = 0
  let retries = 0
  for (const outcome of outcomes) {
    if (isFailed(outcome, batch)) failed += 1
    if (outcome.kind === 'skipped') {
      skipped += 1
      continue
    }
    retries += (outcome.attempts ?? 1) - 1
    if (outcome.kind === 'answered' && outcome.resent === true) resent += 1
  }
  return {
    failed,
    skipped,
    ...(resent === 0 ? {} : { resent }),
    ...(retries === 0 ? {} : { retries }),
  }
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
