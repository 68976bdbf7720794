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
  checkForm,
  countOf,
  parentOf,
  readBatchFile,
  showNotes,
  UsageError,
} from '../client/batch-file.ts'
import { postBatch, PostError } from '../client/post-batch.ts'
import { checkOutput, standardStream, writeOutput } from '../client/output-file.ts'
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
  readonly header?: readonly HeaderField[]
  /** Milliseconds. Default: two minutes. */
  readonly timeout?: number
  readonly json?: boolean
  readonly output?: string
  readonly strict?: boolean
}

const twoMinutes = 120_000

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
  try {
    process.exitCode = await send(file, options)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.exitCode = fail(error.message, misuse)
  }
}

function fail(message: string, code: number): number {
  process.stderr.write(`batchway: ${printable(message)}\n`)
  return code
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

async function send(file: string, options: SendOptions): Promise<number> {
  const { output, json = false } = options
  if (json && output === standardStream) {
    throw new UsageError('--json and "--output -" would both write to standard output')
  }
  const given = await readBatchFile(file, options.from)
  const outgoing = await prepare(given, options)
  await checkOutput(output)
  showNotes(outgoing.notes)
  const started = performance.now()
  let answer: BatchAnswer
  try {
    answer = await postUntilStopped(outgoing, options)
  } catch (error) {
    if (!(error instanceof PostError)) throw error
    return refuse(error.message, { json }, error.stopped ? interrupted : refused)
  }
  const time = performance.now() - started
  const code = show(answer, outgoing, { time, json, quiet: output === standardStream })
  const problem = await writeOutput(output, answer.body)
  return problem === undefined ? code : fail(`the answer is not kept: ${problem}`, refused)
}

/** From here on a signal has to say that the batch may have taken effect. */
async function postUntilStopped(outgoing: Outgoing, options: SendOptions): Promise<BatchAnswer> {
  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    return await post(outgoing, options, stop.signal)
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

/** The batch as it is where the endpoint speaks its dialect, else translated. */
async function prepare(given: BatchFile, options: SendOptions): Promise<Outgoing> {
  const { name, request, dialect: from } = given
  const { to: url, dialect = from, form, strict = false } = options
  checkForm(form, dialect)
  const endpointBase = dialect === 'google' || dialect === 'ocapi' ? '' : parentOf(url.pathname)
  const known = request.path === undefined ? endpointBase : parentOf(request.path)
  const base = options.base === undefined ? known : checkBase(options.base)
  const hosted = { ...request, headers: withHost(request.headers, url) }
  try {
    if (from === dialect && form === undefined) {
      // Its bytes stay, so that what is relative is so to the endpoint, wherever the file was for.
      const there = { ...hosted, path: url.pathname }
      const batch = await readBatch(from, there, {
        base: options.base === undefined ? endpointBase : base,
      })
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
  { to, header: given = [], timeout = twoMinutes }: SendOptions,
  stop: AbortSignal,
): Promise<BatchAnswer> {
  const url = new URL(to)
  const header = withUser(url, given)
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

/** `http://name:password@host` means Basic (RFC 7617), unless a header says who calls. */
function withUser(
  { username, password }: URL,
  fields: readonly HeaderField[],
): readonly HeaderField[] {
  const isSaid = fields.some(([name]) => name === 'authorization')
  if (isSaid || (username === '' && password === '')) return fields
  const pair = [username, password].map(unescaped).join(':')
  return [...fields, ['authorization', `Basic ${Buffer.from(pair).toString('base64')}`]]
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function show(
  answer: BatchAnswer,
  { batch, dialect, notes }: Outgoing,
  { time, json, quiet }: { readonly time: number; readonly json: boolean; readonly quiet: boolean },
): number {
  const { status } = answer
  try {
    const read = readResults(dialect, batch, answer)
    if (read.kind === 'refused') {
      return refuse(`the batch was refused with ${status}${reasonOf(answer, read.message)}`, {
        json,
        status,
      })
    }
    const shown = { batch, results: read.results, status, time, notes }
    if (!quiet) process.stdout.write(json ? resultsJson(shown) : resultsTable(shown))
    return anyFailed(shown) ? someFailed : 0
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error
    const message = `the answer is not that of a batch in ${dialect}. ${error.message}`
    return refuse(message, { json, status })
  }
}

function reasonOf({ status, headers }: BatchAnswer, message: string | undefined): string {
  const location = headers.find(([name]) => name === 'location')?.[1]
  if (status < 400 && location !== undefined) {
    return `: the endpoint is at ${location}; say so with --to, a batch is not sent on`
  }
  return message === undefined ? '' : `: ${message}`
}

function refuse(
  message: string,
  { json, status }: { readonly json: boolean; readonly status?: number },
  code = refused,
): number {
  if (json) process.stdout.write(`${JSON.stringify({ status, error: message })}\n`)
  return fail(message, code)
}
