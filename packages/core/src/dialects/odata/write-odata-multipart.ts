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
  const boundary = outerBoundary(unique)
  const writer = new ByteWriter(expectedBytes(outcomes))
  const write = (item: Item): void => {
    writeItem(writer, item, layout.innerIds.has(item.part.index), options.version)
  }
  blocks.forEach((block, index) => {
    writer.text(`--${boundary}\r\n`)
    if (!block.nested) {
      for (const item of block.items) write(item)
      return
    }
    const inner = setBoundary(unique, index)
    writer.text(`Content-Type: multipart/mixed; boundary=${inner}\r\n\r\n`)
    for (const item of block.items) {
      writer.text(`--${inner}\r\n`)
      write(item)
    }
    writer.text(`--${inner}--\r\n\r\n`)
  })
  writer.text(`--${boundary}--\r\n`)
  return { boundary, body: writer.finish() }
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
  { sets }: OdataLayout,
): readonly Block[] {
  const blocks: Block[] = []
  const itemAt = (index: number): readonly Item[] => {
    const part = batch.parts[index]
    const outcome = outcomes[index]
    if (part === undefined || outcome === undefined) return []
    return [{ part, answer: answerOf(outcome, batch.parts) }]
  }
  for (let first = 0; first < outcomes.length;) {
    const end = endOfSet(sets, first)
    const members = outcomes.slice(first, end)
    const failed = failureAmong(members, batch)
    if (batch.stopOnError && members.every(({ kind }) => kind === 'skipped')) {
      first = end
      continue
    }
    if (sets[first] !== undefined && failed === undefined) {
      blocks.push({ nested: true, items: members.flatMap((_, at) => itemAt(first + at)) })
    } else {
      blocks.push({ nested: false, items: itemAt(first + (failed ?? 0)) })
    }
    first = end
  }
  return blocks
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
