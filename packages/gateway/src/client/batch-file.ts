import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { Batch, BatchRequest, CarryNote, ClientDialect } from '@batchway/core/translate'
import {
  BatchError,
  CarryError,
  clientDialects,
  describeNote,
  detectDialect,
  readRequestText,
} from '@batchway/core/translate'
import { explainFile } from '../explain-file.ts'
import { colour, printable } from './terminal.ts'

/** A file or an option can't be used: exit code 2. The message is for standard error. */
export class UsageError extends Error {}

/** A batch file, and the dialect that it is in. */
export interface BatchFile {
  /** Its name for messages. */
  readonly name: string
  readonly request: BatchRequest
  readonly dialect: ClientDialect
}

/**
 * Reads a batch file, `-` being standard input. Where `from` says nothing, its dialect is found out.
 * Throws a {@link UsageError}.
 */
export async function readBatchFile(file: string, from?: ClientDialect): Promise<BatchFile> {
  const name = file === '-' ? 'standard input' : file
  const bytes = await readBytes(file, name)
  const request = named(name, () => readRequestText(bytes))
  const found = from === undefined ? detectDialect(request) : { name: from, sure: true }
  if (found === undefined) {
    checkJson(name, request)
    const names = clientDialects.join(', ')
    throw new UsageError(`${name}: it looks like a batch of no dialect; say --from with ${names}`)
  }
  if (!found.sure) {
    note('note', `${name} is taken for ${found.name}; say --from if it is of another dialect`)
  }
  return { name, request, dialect: found.name }
}

/** What is broken looks like no dialect either. */
function checkJson(name: string, { headers, body }: BatchRequest): void {
  const isJson = headers.some(([field, type]) => field === 'content-type' && /\bjson\b/i.test(type))
  if (!isJson) return
  try {
    JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${name}: it is not valid JSON: ${reason}`)
  }
}

async function readBytes(file: string, name: string): Promise<Uint8Array> {
  try {
    return file === '-' ? await buffer(process.stdin) : await readFile(file)
  } catch (error) {
    throw new UsageError(explainFile(name, error))
  }
}

/** Runs what may find fault with a batch, and names the file then. */
export function named<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw asUsage(name, error)
  }
}

/** A fault of a batch as one of its file; any other error as it is. */
export function asUsage(name: string, error: unknown): unknown {
  if (error instanceof CarryError) return new UsageError(`${name}: ${error.message}`)
  if (!(error instanceof BatchError)) return error
  const where = error.where === undefined ? '' : `${error.where} `
  return new UsageError(`${name}: ${where}${error.message.replace(/\.$/, '')}`)
}

/** Writes what was changed or lost to standard error, one line each. */
export function showNotes(notes: readonly CarryNote[]): void {
  for (const one of notes) note(one.kind === 'lost' ? 'lost' : 'note', describeNote(one))
}

/** Writes one line to standard error. */
export function note(kind: 'lost' | 'note', text: string): void {
  const label = colour(kind === 'lost' ? 'yellow' : 'dim', `${kind}:`, process.stderr)
  process.stderr.write(`${label} ${printable(text)}\n`)
}

/** What options of the command line may be told of the parts' paths. */
export function checkBase(base: string): string {
  const plain = base.replace(/\/+$/, '')
  if (plain === '' || /^\/[\x21-\x7e]*$/.test(plain)) return plain
  throw new UsageError(`--base must be an absolute path such as /v2/ocamba, not "${base}"`)
}

/** Only OData has two forms. Throws a {@link UsageError} where a form is asked of another dialect. */
export function checkForm(form: 'json' | 'multipart' | undefined, dialect: ClientDialect): void {
  if (form === undefined || dialect === 'odata') return
  throw new UsageError(`--form is for batches in odata, and not in ${dialect}`)
}

/** The parent of a path: `/v2` of `/v2/batch`. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** How many requests a batch has, in words. */
export function countOf({ parts }: Batch): string {
  return parts.length === 1 ? '1 request' : `${parts.length} requests`
}
