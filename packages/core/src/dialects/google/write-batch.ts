import type { Batch } from '../../model/batch.ts'
import { isNothing } from '../../wire/http-section.ts'
import type { BatchMessage, WriteBatchOptions } from '../client/dialect-client.ts'
import { fitAlone } from '../client/fit-alone.ts'
import type { FittedPart, PartRules } from '../client/fit-parts.ts'
import {
  chooseBoundary,
  isFieldId,
  multipartMessage,
  withTypes,
  writeHttpRequest,
} from '../client/http-requests.ts'
import type { CarryNotes } from '../client/notes.ts'
import { noteOrder } from '../client/order.ts'
import type { NameRules } from '../client/part-names.ts'
import { notedNamesOf } from '../client/part-names.ts'

const rules: PartRules = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  bodiless: ['GET'],
  targets: 'root',
  repeatedFields: true,
  ownFields: (name) => name === 'content-id',
}

/** What may be a `Content-ID`. */
export const googleNames: NameRules = { isUsable: isFieldId }

/** Writes a Google batch: `multipart/mixed` of whole requests, which run all at once. */
export function writeGoogleBatch(
  batch: Batch,
  { base = '', createBoundary }: WriteBatchOptions,
  notes: CarryNotes,
): BatchMessage {
  noteOrder(batch, { runs: 'parallel', stops: false, aborts: false }, notes)
  const names = notedNamesOf(batch, googleNames, notes)
  const fitted = fitAlone(batch, rules, base, notes)
  const parts = withTypes(fitted, batch.inheritance.contentType)
  for (const part of parts) noteNothing(part, notes)
  const boundary = chooseBoundary('batch_', parts, createBoundary)
  return multipartMessage(boundary, [], (writer) => {
    for (const part of parts) {
      writer.text(`--${boundary}\r\nContent-Type: application/http\r\n`)
      writer.text(`Content-ID: ${names[part.index]}\r\n\r\n`)
      writeHttpRequest(writer, part)
    }
  })
}

/** Some bodies are what released clients write for none. */
function noteNothing({ method, headers, body, index }: FittedPart, notes: CarryNotes): void {
  const undefinedType = headers.some(
    ([name, value]) => name === 'content-type' && value === 'undefined',
  )
  if (undefinedType) notes.lost('header', 'its Content-Type "undefined" is left out.', index)
  if (body !== undefined && (method === 'DELETE' || undefinedType) && isNothing(body)) {
    notes.impossible('body', 'its body stands for no body there.', index)
  }
}
