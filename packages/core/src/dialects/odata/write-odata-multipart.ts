import type { Batch, Part, PartOutcome } from '../../model/batch.ts'
import { failureAmong } from '../../model/groups.ts'
import type { HeaderList } from '../../model/headers.ts'
import { ByteWriter } from '../../wire/byte-writer.ts'
import { writeField } from '../../wire/field-writer.ts'
import { canonicalName } from '../../wire/header-case.ts'
import { expectedBytes } from '../../wire/json-envelope.ts'
import { containsDelimiter } from '../../wire/multipart.ts'
import { statusText } from '../../wire/status-text.ts'
import { odataName } from './negotiate.ts'
import type { ResultWriter } from '../dialect.ts'
import { forgedDelimiter } from '../forged-delimiter.ts'
import type { PartAnswer } from './part-answer.ts'
import { answerOf } from './part-answer.ts'
import type { OdataLayout } from './read-odata.ts'

/** What the writer of the multipart form is told. */
export interface MultipartOptions {
  /** For parts whose answer does not say its own. */
  readonly version: string
  /** Makes what is unique about the boundaries of one answer. */
  readonly createBoundary: () => string
  /** Called where a body has a line like a delimiter. */
  readonly warn: (message: string) => void
}

/** The multipart form of an answer, and its boundary. */
export interface MultipartAnswer {
  readonly boundary: string
  readonly body: Uint8Array
}

/**
 * Writes the multipart form in the layout that every released client reads: delimiter at the first
 * byte, CRLF, `Content-Type` first, a reason phrase and at least one header in each answer. A change
 * set that succeeded is nested; one that failed is a single answer. What was not run because an error
 * ended the batch is left out.
 */
export function writeOdataMultipart(
  batch: Batch,
  outcomes: readonly PartOutcome[],
  layout: OdataLayout,
  options: MultipartOptions,
): MultipartAnswer {
  const blocks = blocksOf(batch, outcomes, layout)
  const unique = uniqueId(blocks, options)
  const writer = new ByteWriter(expectedBytes(outcomes))
  const blockWriter = new BlockWriter(unique, layout, options.version)
  for (const block of blocks) blockWriter.write(writer, block)
  blockWriter.close(writer)
  return { boundary: outerBoundary(unique), body: writer.finish() }
}

/**
 * The same part by part, which are given in request order or, where their order does not matter,
 * those of a change set one after the other. Nobody has seen all bodies when the boundary is chosen:
 * a part whose body has a line like a delimiter, which cannot be known before, is 502.
 */
export function streamOdataMultipart(
  batch: Batch,
  layout: OdataLayout,
  options: MultipartOptions,
): ResultWriter & { readonly boundary: string } {
  const unique = options.createBoundary()
  const blockWriter = new BlockWriter(unique, layout, options.version)
  /** The members of the change set that is coming in, so far. */
  let members: PartOutcome[] = []
  return {
    boundary: outerBoundary(unique),
    begin() {
      // Nothing may stand before the first delimiter.
    },
    part(writer, index, outcome) {
      members.push(outcome)
      const first = index + 1 - members.length
      if (endOfSet(layout.sets, first) > index + 1) return
      const block = blockOf(batch, members, first, layout)
      members = []
      if (block === undefined) return
      const inner = setBoundary(unique, blockWriter.count)
      blockWriter.write(writer, withoutForgeries(block, [outerBoundary(unique), inner], options))
    },
    end: (writer) => blockWriter.close(writer),
  }
}

/** Writes blocks one after the other, each behind a delimiter. */
class BlockWriter {
  readonly #unique: string
  readonly #layout: OdataLayout
  readonly #version: string
  /** How many were written so far. */
  count = 0

  constructor(unique: string, layout: OdataLayout, version: string) {
    this.#unique = unique
    this.#layout = layout
    this.#version = version
  }

  write(writer: ByteWriter, { nested, items }: Block): void {
    const inner = setBoundary(this.#unique, this.count)
    this.count += 1
    writer.text(`--${outerBoundary(this.#unique)}\r\n`)
    if (nested) writer.text(`Content-Type: multipart/mixed; boundary=${inner}\r\n\r\n`)
    for (const item of items) {
      if (nested) writer.text(`--${inner}\r\n`)
      writeItem(writer, item, this.#layout.innerIds.has(item.part.index), this.#version)
    }
    if (nested) writer.text(`--${inner}--\r\n\r\n`)
  }

  close(writer: ByteWriter): void {
    writer.text(`--${outerBoundary(this.#unique)}--\r\n`)
  }
}

/** Puts failures in the place of answers that would end their parts. */
function withoutForgeries(
  { nested, items }: Block,
  boundaries: readonly string[],
  { warn }: MultipartOptions,
): Block {
  const checked = items.map((item): Item => {
    const { body } = item.answer
    if (!boundaries.some((boundary) => containsDelimiter(body, boundary))) return item
    warn("an answer's body has a line like the delimiter: its part is 502 instead")
    return { part: item.part, answer: answerOf(forgedDelimiter, []) }
  })
  return { nested, items: checked }
}

/** An answer and the part that it answers. */
interface Item {
  readonly part: Part
  readonly answer: PartAnswer
}

/** What stands between two delimiters: one answer, or the answers of a change set. */
interface Block {
  readonly nested: boolean
  readonly items: readonly Item[]
}

function blocksOf(
  batch: Batch,
  outcomes: readonly PartOutcome[],
  layout: OdataLayout,
): readonly Block[] {
  const blocks: Block[] = []
  for (let first = 0; first < outcomes.length;) {
    const end = endOfSet(layout.sets, first)
    const block = blockOf(batch, outcomes.slice(first, end), first, layout)
    if (block !== undefined) blocks.push(block)
    first = end
  }
  return blocks
}

/** The block of a request or set that begins there; undefined where it is left out. */
function blockOf(
  batch: Batch,
  members: readonly PartOutcome[],
  first: number,
  { sets }: OdataLayout,
): Block | undefined {
  if (batch.stopOnError && members.every(({ kind }) => kind === 'skipped')) return undefined
  const itemAt = (at: number): readonly Item[] => {
    const part = batch.parts[first + at]
    const outcome = members[at]
    if (part === undefined || outcome === undefined) return []
    return [{ part, answer: answerOf(outcome, batch.parts) }]
  }
  const failed = failureAmong(members, batch)
  if (sets[first] !== undefined && failed === undefined) {
    return { nested: true, items: members.flatMap((_, at) => itemAt(at)) }
  }
  return { nested: false, items: itemAt(failed ?? 0) }
}

/** Where the set ends that begins there; a request without one is a set of its own. */
function endOfSet(sets: OdataLayout['sets'], first: number): number {
  let end = first + 1
  if (sets[first] === undefined) return end
  while (sets[end] === sets[first]) end += 1
  return end
}

function writeItem(
  writer: ByteWriter,
  { part, answer }: Item,
  innerId: boolean,
  version: string,
): void {
  const id = part.id === undefined ? '' : `Content-ID: ${part.id}\r\n`
  writer.text('Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n')
  writer.text(`${id}\r\nHTTP/1.1 ${answer.status} ${statusText(answer.status)}\r\n`)
  if (!answer.headers.some(([name]) => name === 'odata-version')) {
    writer.text(`OData-Version: ${version}\r\n`)
  }
  if (innerId) writer.text(id)
  writeFields(writer, answer.headers)
  writer.text('\r\n')
  writer.bytes(answer.body)
  writer.text('\r\n')
}

function writeFields(writer: ByteWriter, headers: HeaderList): void {
  for (const [name, value] of headers) {
    if (name !== 'content-id') writeField(writer, odataName(name) ?? canonicalName(name), value)
  }
}

function outerBoundary(unique: string): string {
  return `batchresponse_${unique}`
}

function setBoundary(unique: string, block: number): string {
  return `changesetresponse_${block + 1}_${unique}`
}

/** One with which no body has a line like a delimiter around it. */
function uniqueId(blocks: readonly Block[], { createBoundary, warn }: MultipartOptions): string {
  const isForged = (unique: string): boolean =>
    blocks.some(({ nested, items }, index) =>
      items.some(
        ({ answer: { body } }) =>
          containsDelimiter(body, outerBoundary(unique)) ||
          (nested && containsDelimiter(body, setBoundary(unique, index))),
      ),
    )
  let unique = createBoundary()
  while (isForged(unique)) {
    warn("an answer's body has a line like the delimiter: the answer has another boundary")
    unique = createBoundary()
  }
  return unique
}
