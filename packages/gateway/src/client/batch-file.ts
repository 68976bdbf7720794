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
    const names = clientDialects.join(', ')
    throw new UsageError(`${name}: it looks like a batch of no dialect; say --from with ${names}`)
  }
  if (!found.sure) {
    note('note', `${name} is taken for ${found.name}; say --from if it is of another dialect`)
  }
  return { name, request, dialect: found.name }
}

async function readBytes(file: string, name: string): Promise<Uint8Array> {
  try {
    return file === '-' ? await buffer(process.stdin) : await readFile(file)
  } catch (error) {
    throw new UsageError(explainFile(name, error))
  }
}

/** Why a file can't be read or written. */
export function explainFile(name: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return `${name}: there is no such file or folder`
  if (code === 'EISDIR') return `${name}: it is a folder, and not a file`
  if (code === 'EACCES') return `${name}: this user may not open it`
  return `${name}: ${error instanceof Error ? error.message : String(error)}`
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

function note(kind: 'lost' | 'note', text: string): void {
  const label = colour(kind === 'lost' ? 'yellow' : 'dim', `${kind}:`, process.stderr)
  process.stderr.write(`${label} ${printable(text)}\n`)
}

/** What options of the command line may be told of the parts' paths. */
export function checkBase(base: string): string {
  const plain = base.replace(/\/+$/, '')
  if (plain === '' || /^\/[\x21-\x7e]*$/.test(plain)) return plain
  throw new UsageError(`--base must be an absolute path such as /v2/ocamba, not "${base}"`)
}

/** The parent of a path: `/v2` of `/v2/batch`. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** How many requests a batch has, in words. */
export function countOf({ parts }: Batch): string {
  return parts.length === 1 ? '1 request' : `${parts.length} requests`
}
