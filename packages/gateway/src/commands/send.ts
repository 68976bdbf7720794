import { writeFile } from 'node:fs/promises'
import type {
  Batch,
  BatchAnswer,
  CarryNote,
  ClientDialect,
  HeaderField,
  HeaderList,
} from '@batchway/core/translate'
import { AnswerError, readBatch, readResults, translate } from '@batchway/core/translate'
import type { BatchFile } from '../client/batch-file.ts'
import {
  asUsage,
  checkBase,
  countOf,
  explainFile,
  parentOf,
  readBatchFile,
  showNotes,
  UsageError,
} from '../client/batch-file.ts'
import { postBatch, PostError } from '../client/post-batch.ts'
import { anyFailed, resultsJson, resultsTable } from '../client/show-results.ts'
import { printable, showProgress } from '../client/terminal.ts'

/** Options of `batchway send`, as the command line gives them. */
export interface SendOptions {
  readonly to: URL
  readonly dialect?: ClientDialect
  readonly from?: ClientDialect
  readonly form?: 'json' | 'multipart'
  readonly base?: string
  /** Names in lower case. */
  readonly header: readonly HeaderField[]
  /** Milliseconds. */
  readonly timeout: number
  readonly json?: boolean
  readonly output?: string
  readonly strict?: boolean
}

const someFailed = 1
const misuse = 2
const refused = 3
/** What a shell calls a program that SIGINT ended. */
const interrupted = 130

/**
 * `batchway send FILE`: exit code 0 where all requests succeeded, 1 where some failed, 2 where the
 * file or the command line can't be used, 3 where the batch was refused or could not be sent, 130
 * after Ctrl-C.
 */
export async function sendCommand(file: string, options: SendOptions): Promise<void> {
  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    process.exitCode = await send(file, options, stop.signal)
  } catch (error) {
    if (error instanceof UsageError) fail(error.message, misuse)
    else if (error instanceof PostError)
      fail(error.message, stop.signal.aborted ? interrupted : refused)
    else throw error
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

function fail(message: string, code: number): void {
  process.stderr.write(`batchway: ${printable(message)}\n`)
  process.exitCode = code
}

/** What is going to be sent. */
interface Outgoing {
  readonly batch: Batch
  readonly dialect: ClientDialect
  readonly query: string
  readonly headers: HeaderList
  readonly body: Uint8Array
  readonly notes: readonly CarryNote[]
}

async function send(file: string, options: SendOptions, stop: AbortSignal): Promise<number> {
  const given = await readBatchFile(file, options.from)
  const outgoing = await prepare(given, options)
  showNotes(outgoing.notes)
  const started = performance.now()
  const answer = await post(outgoing, options, stop)
  const time = performance.now() - started
  if (options.output !== undefined) await writeOutput(options.output, answer.body)
  return show(answer, outgoing, { time, json: options.json === true })
}

/** The batch as it is where the endpoint speaks its dialect, else translated. */
async function prepare(given: BatchFile, options: SendOptions): Promise<Outgoing> {
  const { name, request, dialect: from } = given
  const { to: url, dialect = from, form, strict = false } = options
  const endpointBase = dialect === 'google' || dialect === 'ocapi' ? '' : parentOf(url.pathname)
  const known = request.path === undefined ? endpointBase : parentOf(request.path)
  const base = options.base === undefined ? known : checkBase(options.base)
  const hosted = { ...request, headers: withHost(request.headers, url) }
  try {
    if (from === dialect && form === undefined) {
      const batch = await readBatch(from, hosted, { base })
      const { query = '', headers, body } = request
      return { batch, dialect, query, headers, body, notes: [] }
    }
    const isRelative = dialect === 'ocamba' || dialect === 'graph' || dialect === 'odata'
    const toBase = isRelative ? endpointBase : base
    const translated = await translate(hosted, {
      from,
      to: dialect,
      base,
      toBase,
      strict,
      ...(form === undefined ? {} : { form }),
    })
    return { ...translated, dialect }
  } catch (error) {
    throw asUsage(name, error)
  }
}

/** So that absolute URLs of the endpoint's own host are known. */
function withHost(headers: HeaderList, url: URL): HeaderList {
  return headers.some(([name]) => name === 'host') ? headers : [...headers, ['host', url.host]]
}

async function post(
  { batch, query, headers, body }: Outgoing,
  { to, header, timeout }: SendOptions,
  stop: AbortSignal,
): Promise<BatchAnswer> {
  const url = new URL(to)
  if (query !== '') url.search = url.search === '' ? query : `${url.search}&${query}`
  const own = headers.filter(([name]) => !header.some(([other]) => other === name))
  let received = 0
  const hide = showProgress(() => {
    const what = received === 0 ? `sent ${countOf(batch)} to` : `${received} bytes from`
    return `${what} ${url.origin}`
  })
  try {
    return await postBatch({
      url,
      headers: [...own, ...header],
      body,
      timeout,
      stop,
      onBytes: (bytes) => {
        received = bytes
      },
    })
  } finally {
    hide()
  }
}

async function writeOutput(file: string, body: Uint8Array): Promise<void> {
  try {
    await writeFile(file, body)
  } catch (error) {
    throw new UsageError(explainFile(file, error))
  }
}

function show(
  answer: BatchAnswer,
  { batch, dialect, notes }: Outgoing,
  { time, json }: { readonly time: number; readonly json: boolean },
): number {
  const { status } = answer
  try {
    const read = readResults(dialect, batch, answer)
    if (read.kind === 'refused') {
      const says = read.message === undefined ? '' : `: ${read.message}`
      return refuse(`the batch was refused with ${status}${says}`, status, json)
    }
    const shown = { batch, results: read.results, status, time, notes }
    process.stdout.write(json ? resultsJson(shown) : resultsTable(shown))
    return anyFailed(shown) ? someFailed : 0
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error
    const message = `the answer is not that of a batch in ${dialect}. ${error.message}`
    return refuse(message, status, json)
  }
}

function refuse(message: string, status: number, json: boolean): number {
  fail(message, refused)
  if (json) process.stdout.write(`${JSON.stringify({ status, error: message })}\n`)
  return refused
}
