import type { Batch } from '../../model/batch.ts'
import { ByteWriter } from '../../wire/byte-writer.ts'
import { writeHeaders } from '../../wire/json-envelope.ts'
import type { BatchMessage, WriteBatchOptions } from '../client/dialect-client.ts'
import type { FittedPart, PartRules } from '../client/fit-parts.ts'
import { fitParts } from '../client/fit-parts.ts'
import {
  expectedRequestBytes,
  jsonBodyOf,
  kindOfBody,
  textBodyOf,
  writeMember,
} from '../client/json-request.ts'
import type { CarryNotes } from '../client/notes.ts'
import { hasOrder, noteGroups, noteOrder, stopsAtAnyFailure } from '../client/order.ts'
import { noteUnnamed } from '../client/part-names.ts'
import { noteReferences } from '../client/references.ts'

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
  noteGroups(batch, notes)
  noteReferences(batch, base, notes)
  const parts = fitParts(batch, rules, base, notes)
  const writer = new ByteWriter(expectedRequestBytes(parts))
  writer.text('[')
  for (const part of parts) {
    writer.text(part.index === 0 ? '\n' : ',\n')
    const own = batch.order === 'serial' && batch.parts[part.index]?.abortsBatch === true
    writePart(writer, part, batch.stopOnError || own, notes)
  }
  writer.text('\n]\n')
  return {
    method: 'POST',
    query: serial ? 'mode=serial' : '',
    headers: [['content-type', 'application/json']],
    body: writer.finish(),
  }
}

function writePart(writer: ByteWriter, part: FittedPart, aborts: boolean, notes: CarryNotes): void {
  writer.text(`{"method":${JSON.stringify(part.method)}`)
  writeMember(writer, 'relative_url', part.target)
  if (part.headers.length > 0) {
    writer.text(',"headers":')
    writeHeaders(writer, part.headers, 'keep')
  }
  const body =
    kindOfBody(part.headers) === 'json' ? jsonBodyOf(part, notes) : textBodyOf(part, notes)
  if (body !== undefined) writeMember(writer, 'body', body)
  writer.text(aborts ? ',"abort_on_fail":true}' : '}')
}
