import type { Batch } from '../../model/batch.ts'
import type { ByteWriter } from '../../wire/byte-writer.ts'
import type { BatchMessage, WriteBatchOptions } from '../client/dialect-client.ts'
import { fitAlone } from '../client/fit-alone.ts'
import type { FittedPart, PartRules } from '../client/fit-parts.ts'
import {
  jsonBodyOf,
  jsonMessage,
  kindOfBody,
  textBodyOf,
  writeHeadersMember,
  writeMember,
} from '../client/json-request.ts'
import type { CarryNotes } from '../client/notes.ts'
import { hasOrder, noteOrder, stopsAtAnyFailure } from '../client/order.ts'
import { noteUnnamed } from '../client/part-names.ts'

const rules: PartRules = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  bodiless: ['GET'],
  targets: 'base',
  repeatedFields: false,
}

/** Writes an Ocamba batch: a bare array; `?mode=serial` where its order or its end counts. */
export function writeOcambaBatch(
  batch: Batch,
  { base = '' }: WriteBatchOptions,
  notes: CarryNotes,
): BatchMessage {
  const stops = stopsAtAnyFailure(batch)
  const linked = batch.parts.some(({ after }) => after !== undefined)
  const serial = batch.order === 'serial' || stops || linked || hasOrder(batch)
  noteOrder(batch, { runs: serial ? 'serial' : 'parallel', stops, aborts: true }, notes)
  noteUnnamed(batch, notes)
  const parts = fitAlone(batch, rules, base, notes)
  const envelope = { open: '[', close: ']', query: serial ? 'mode=serial' : '' }
  return jsonMessage(parts, envelope, (writer, part) => {
    const own = batch.order === 'serial' && batch.parts[part.index]?.abortsBatch === true
    writePart(writer, part, batch.stopOnError || own, notes)
  })
}

function writePart(writer: ByteWriter, part: FittedPart, aborts: boolean, notes: CarryNotes): void {
  writer.text(`{"method":${JSON.stringify(part.method)}`)
  writeMember(writer, 'relative_url', part.target)
  writeHeadersMember(writer, part.headers)
  const body =
    kindOfBody(part.headers) === 'json' ? jsonBodyOf(part, notes) : textBodyOf(part, notes)
  if (body !== undefined) writeMember(writer, 'body', body)
  writer.text(aborts ? ',"abort_on_fail":true}' : '}')
}
