import type { Batch, Dependency } from '../../model/batch.ts'
import type { HeaderList } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import type { ByteWriter } from '../../wire/byte-writer.ts'
import { toBase64Url } from '../../wire/embedded-body.ts'
import { isUtf8Charset, parseMediaType } from '../../wire/media-type.ts'
import type { BatchMessage, WriteBatchOptions } from '../client/dialect-client.ts'
import type { FittedPart, PartRules } from '../client/fit-parts.ts'
import { fitParts } from '../client/fit-parts.ts'
import {
  jsonBodyOf,
  jsonMessage,
  kindOfBody,
  noteNull,
  textBodyOf,
  writeHeadersMember,
  writeMember,
} from '../client/json-request.ts'
import type { CarryNotes } from '../client/notes.ts'
import { dependenciesFor } from '../client/order.ts'
import type { NameRules } from '../client/part-names.ts'
import { isTextId, noteNames } from '../client/part-names.ts'
import { odataNamesOf } from './names-of-parts.ts'
import { writeOdataMultipartBatch } from './write-multipart-batch.ts'

const rules: PartRules = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  bodiless: ['GET', 'DELETE'],
  targets: 'either',
  repeatedFields: false,
}

/** What may be an `id`. */
export const odataNames: NameRules = {
  isUsable: isTextId,
}

/** Writes an OData batch: an object with `requests`, or `multipart/mixed` where `form` says so. */
export function writeOdataBatch(
  batch: Batch,
  options: WriteBatchOptions,
  notes: CarryNotes,
): BatchMessage {
  if (options.form === 'multipart') return writeOdataMultipartBatch(batch, options, notes)
  const needs = dependenciesFor(batch, notes, 'groups')
  const names = odataNamesOf(batch, odataNames)
  noteNames(batch, names, notes)
  const parts = fitParts(batch, rules, options.base ?? '', notes)
  const envelope = { open: '{"requests":[', close: ']}', headers: preferences(batch) }
  return jsonMessage(parts, envelope, (writer, part) => {
    writer.text(`{"id":${JSON.stringify(names[part.index])}`)
    const group = batch.parts[part.index]?.group
    if (group !== undefined) writeMember(writer, 'atomicityGroup', group)
    writePart(writer, part, notes)
    const waits = (needs[part.index] ?? []).map((need) => nameOf(need, names))
    if (waits.length > 0) writer.text(`,"dependsOn":${JSON.stringify([...new Set(waits)])}`)
    writer.text('}')
  })
}

/** In a chain the dependencies say the same. */
function preferences({ stopOnError, order }: Batch): HeaderList {
  if (!stopOnError || order !== 'parallel') return []
  return [['prefer', 'continue-on-error=false']]
}

function nameOf(need: Dependency, names: readonly string[]): string {
  return 'part' in need ? (names[need.part] ?? '') : need.group
}

function writePart(writer: ByteWriter, part: FittedPart, notes: CarryNotes): void {
  writeMember(writer, 'method', part.method)
  writeMember(writer, 'url', part.target)
  writeHeadersMember(writer, part.headers, 'lower')
  const body = bodyOf(part, notes)
  if (body !== undefined) writeMember(writer, 'body', body)
}

/** JSON as it stands, text as a string, everything else in base64url. */
function bodyOf(part: FittedPart, notes: CarryNotes): Uint8Array | string | undefined {
  if (part.body === undefined) return undefined
  const kind = kindOfBody(part.headers)
  if (kind === 'json') return noteNull(jsonBodyOf(part, notes), part.index, notes)
  if (kind === 'text') return textBodyOf(part, notes)
  const type = parseMediaType(headerValue(part.headers, 'content-type') ?? '')
  if (type?.essence.startsWith('text/') === true && !isUtf8Charset(type)) {
    notes.impossible('body', 'its body is text in another charset than UTF-8.', part.index)
  }
  return toBase64Url(part.body)
}
