import type { Batch } from '../../model/batch.ts'
import { ByteWriter } from '../../wire/byte-writer.ts'
import { isJson } from '../../wire/json.ts'
import { writeHeaders } from '../../wire/json-envelope.ts'
import { decodeUtf8 } from '../../wire/utf8.ts'
import type { BatchMessage, WriteBatchOptions } from '../client/dialect-client.ts'
import type { FittedPart, PartRules } from '../client/fit-parts.ts'
import { fitParts } from '../client/fit-parts.ts'
import { expectedRequestBytes, writeMember } from '../client/json-request.ts'
import type { CarryNotes } from '../client/notes.ts'
import { noteGroups, noteOrder, stopsAtAnyFailure } from '../client/order.ts'
import { noteUnnamed } from '../client/part-names.ts'
import { noteReferences } from '../client/references.ts'

const rules: PartRules = {
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  bodiless: ['GET', 'DELETE'],
  targets: 'root',
  repeatedFields: false,
}

/** Nesting of JSON in a body; what reads it has limits of its own. */
const maxDepth = 512

/** Writes a Journyx batch: an object with `requests`, and `stop_on_error` where it ends with a failure. */
export function writeJournyxBatch(
  batch: Batch,
  { base = '' }: WriteBatchOptions,
  notes: CarryNotes,
): BatchMessage {
  const stops = stopsAtAnyFailure(batch)
  noteOrder(batch, { runs: stops ? 'serial' : 'keep-effects', stops, aborts: false }, notes)
  noteUnnamed(batch, notes)
  noteGroups(batch, notes)
  noteReferences(batch, base, notes)
  const parts = fitParts(batch, rules, base, notes)
  const writer = new ByteWriter(expectedRequestBytes(parts))
  writer.text(`{"stop_on_error":${stops},"requests":[`)
  for (const part of parts) {
    writer.text(part.index === 0 ? '\n' : ',\n')
    writePart(writer, part, notes)
  }
  writer.text('\n]}\n')
  return {
    method: 'POST',
    query: '',
    headers: [['content-type', 'application/json']],
    body: writer.finish(),
  }
}

function writePart(writer: ByteWriter, part: FittedPart, notes: CarryNotes): void {
  writer.text(`{"method":${JSON.stringify(part.method)}`)
  writeMember(writer, 'url', part.target)
  if (part.headers.length > 0) {
    writer.text(',"headers":')
    writeHeaders(writer, part.headers, 'keep')
  }
  const body = bodyOf(part, notes)
  if (body !== undefined) writeMember(writer, 'body', body)
  writer.text('}')
}

/** An object as it stands; any other JSON, and an object with white space around it, as a string. */
function bodyOf({ body, index }: FittedPart, notes: CarryNotes): Uint8Array | string | undefined {
  if (body === undefined) return undefined
  const text = isJson(body, maxDepth) ? decodeUtf8(body) : undefined
  if (text === undefined) {
    notes.impossible('body', 'its body is not valid JSON, which is all that a body may be.', index)
    return undefined
  }
  return text.startsWith('{') && text.endsWith('}') ? body : text
}
