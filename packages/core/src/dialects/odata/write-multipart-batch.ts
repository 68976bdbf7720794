import type { Batch } from '../../model/batch.ts'
import type { ByteWriter } from '../../wire/byte-writer.ts'
import { containsDelimiter } from '../../wire/multipart.ts'
import type { BatchMessage, WriteBatchOptions } from '../client/dialect-client.ts'
import type { FittedPart, PartRules } from '../client/fit-parts.ts'
import { fitParts } from '../client/fit-parts.ts'
import {
  isFieldId,
  multipartMessage,
  withTypes,
  writeHttpRequest,
} from '../client/http-requests.ts'
import type { CarryNotes } from '../client/notes.ts'
import { noteOrder, stopsAtAnyFailure } from '../client/order.ts'
import type { NameRules } from '../client/part-names.ts'
import { noteNames } from '../client/part-names.ts'
import { odataNamesOf } from './names-of-parts.ts'

const rules: PartRules = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  bodiless: ['GET', 'DELETE'],
  targets: 'either',
  repeatedFields: true,
  ownFields: (name) => name === 'content-id',
}

/** What may be a `Content-ID`. */
export const contentIdNames: NameRules = { isUsable: isFieldId }

/**
 * Writes the multipart form of an OData batch. It keeps the order of its requests and ends with the
 * first failure unless `Prefer` says otherwise; groups are change sets.
 */
export function writeOdataMultipartBatch(
  batch: Batch,
  { base = '', createBoundary = () => crypto.randomUUID() }: WriteBatchOptions,
  notes: CarryNotes,
): BatchMessage {
  const stops = stopsAtAnyFailure(batch)
  noteOrder(batch, { runs: 'keep-effects', stops, aborts: false }, notes)
  const names = odataNamesOf(batch, contentIdNames)
  noteNames(batch, names, notes)
  const fitted = fitParts(batch, rules, base, notes)
  const parts = withTypes(fitted, batch.inheritance.contentType)
  const unique = chooseUnique(parts, createBoundary)
  const write = (writer: ByteWriter, part: FittedPart): void => {
    writer.text('Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n')
    writer.text(`Content-ID: ${names[part.index]}\r\n\r\n`)
    writeHttpRequest(writer, part)
  }
  const headers = stops ? [] : ([['prefer', 'odata.continue-on-error']] as const)
  return multipartMessage(`batch_${unique}`, headers, (writer) => {
    for (const block of blocksOf(batch, parts)) {
      writer.text(`--batch_${unique}\r\n`)
      if (block.group === undefined) {
        for (const part of block.parts) write(writer, part)
        continue
      }
      const inner = `changeset_${unique}`
      writer.text(`Content-Type: multipart/mixed; boundary=${inner}\r\n\r\n`)
      for (const part of block.parts) {
        writer.text(`--${inner}\r\n`)
        write(writer, part)
      }
      writer.text(`--${inner}--\r\n\r\n`)
    }
  })
}

/** A request of its own, or the members of a group. */
export interface Block<T> {
  readonly group: string | undefined
  readonly parts: readonly T[]
}

/** The parts of a batch, neighbours of one group together. */
export function blocksOf<T extends { readonly index: number }>(
  batch: Batch,
  parts: readonly T[],
): readonly Block<T>[] {
  const blocks: { group: string | undefined; parts: T[] }[] = []
  for (const part of parts) {
    const group = batch.parts[part.index]?.group
    const last = blocks.at(-1)
    if (group !== undefined && last?.group === group) last.parts.push(part)
    else blocks.push({ group, parts: [part] })
  }
  return blocks
}

/** With which no body has a line like one of the two delimiters. */
function chooseUnique(parts: readonly FittedPart[], createBoundary: () => string): string {
  const isForged = (unique: string): boolean =>
    parts.some(({ body }) =>
      ['batch_', 'changeset_'].some(
        (prefix) => body !== undefined && containsDelimiter(body, prefix + unique),
      ),
    )
  let unique = createBoundary()
  while (isForged(unique)) unique = createBoundary()
  return unique
}
