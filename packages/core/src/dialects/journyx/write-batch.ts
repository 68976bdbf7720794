import type { Batch } from '../../model/batch.ts'
import type { ByteWriter } from '../../wire/byte-writer.ts'
import { isJson } from '../../wire/json.ts'
import { decodeUtf8 } from '../../wire/utf8.ts'
import type { BatchMessage, WriteBatchOptions } from '../client/dialect-client.ts'
import { fitAlone } from '../client/fit-alone.ts'
import type { FittedPart, PartRules } from '../client/fit-parts.ts'
import { jsonMessage, writeHeadersMember, writeMember } from '../client/json-request.ts'
import type { CarryNotes } from '../client/notes.ts'
import { noteOrder, stopsAtAnyFailure } from '../client/order.ts'
import { noteUnnamed } from '../client/part-names.ts'

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
  const parts = fitAlone(batch, rules, base, notes)
  const envelope = { open: `{"stop_on_error":${stops},"requests":[`, close: ']}' }
  return jsonMessage(parts, envelope, (writer, part) => writePart(writer, part, notes))
}

function writePart(writer: ByteWriter, part: FittedPart, notes: CarryNotes): void {
  writer.text(`{"method":${JSON.stringify(part.method)}`)
  writeMember(writer, 'url', part.target)
  writeHeadersMember(writer, part.headers)
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
