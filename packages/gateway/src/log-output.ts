import type { DestinationStream, Logger } from 'pino'
import { pino } from 'pino'

/** How long a line may wait for others, to be written with them; milliseconds. */
const gatherTime = 100
/** How much may wait; bytes. */
const gatherSize = 8192

/**
 * What several processes write at a time to one pipe stays in one piece up to this many bytes (PIPE_BUF
 * of POSIX, as Linux has it).
 */
const sharedOutput = { minLength: 3072, maxWrite: 4096 } as const

/** How a log looks and what is in it. */
export interface LogOptions {
  /** The lowest level of its lines. Default `info`. */
  readonly level?: string | undefined
  /** Default: `pretty` where standard output is a terminal, else `json`. */
  readonly format?: 'json' | 'pretty' | undefined
  /** Shown in each line, where several processes write to one output. */
  readonly worker?: number | undefined
}

/**
 * The gateway's log: one JSON line per event on standard output. Header values, bodies and query
 * strings are never logged, so that secrets in them stay out. Lines are written together, at the
 * latest after a tenth of a second and when the process ends: a write for each batch costs as much as
 * running a small one.
 */
export function createLog(level: string, worker?: number): Logger {
  return logTo(openOutput(worker), level, worker)
}

/** The same as the command writes it: for people, or for programs. */
export async function openLog({ level = 'info', format, worker }: LogOptions): Promise<Logger> {
  const { isTTY: isTerminal } = process.stdout
  const chosen = format ?? (isTerminal ? 'pretty' : 'json')
  if (chosen === 'json') return createLog(level, worker)
  // Only who reads lines as a person pays for loading it.
  const { prettyFactory } = await import('pino-pretty')
  const prettify = prettyFactory({
    // https://no-color.org
    colorize: isTerminal && (process.env['NO_COLOR'] ?? '') === '',
    translateTime: 'SYS:HH:MM:ss.l',
    singleLine: true,
  })
  const output = openOutput(worker)
  return logTo({ write: (line) => void output.write(prettify(line)) }, level, worker)
}

function logTo(output: DestinationStream, level: string, worker: number | undefined): Logger {
  const base = worker === undefined ? null : { worker }
  return pino({ level, base, timestamp: pino.stdTimeFunctions.isoTime }, output)
}

function openOutput(worker: number | undefined): ReturnType<typeof pino.destination> {
  return pino.destination({
    dest: 1,
    sync: false,
    ...(worker === undefined ? { minLength: gatherSize } : sharedOutput),
    periodicFlush: gatherTime,
  })
}
