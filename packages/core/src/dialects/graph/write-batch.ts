import type { Batch, Dependency } from '../../model/batch.ts'
import type { ByteWriter } from '../../wire/byte-writer.ts'
import { toBase64 } from '../../wire/embedded-body.ts'
import type { BatchMessage, WriteBatchOptions } from '../client/dialect-client.ts'
import { fitAlone } from '../client/fit-alone.ts'
import type { FittedPart, PartRules } from '../client/fit-parts.ts'
import { hasField } from '../client/http-requests.ts'
import {
  jsonBodyOf,
  jsonMessage,
  kindOfBody,
  noteNull,
  writeHeadersMember,
  writeMember,
} from '../client/json-request.ts'
import type { CarryNotes } from '../client/notes.ts'
import { dependenciesFor, stopsAtAnyFailure } from '../client/order.ts'
import type { NameRules } from '../client/part-names.ts'
import { isTextId, notedNamesOf } from '../client/part-names.ts'

const rules: PartRules = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  bodiless: ['GET'],
  targets: 'base',
  repeatedFields: false,
}

/** How ids of a Graph batch are compared, and what they may be. */
export const graphNames: NameRules = {
  isUsable: isTextId,
  fold: (id) => id.toLowerCase(),
}

/** Writes a Graph batch: an object with `requests`, which wait for each other by `dependsOn`. */
export function writeGraphBatch(
  batch: Batch,
  { base = '' }: WriteBatchOptions,
  notes: CarryNotes,
): BatchMessage {
  const needs = dependenciesFor(batch, notes, 'parts')
  if (batch.order === 'parallel' && stopsAtAnyFailure(batch)) {
    notes.lost('stop', 'It goes on after a request that fails.')
  }
  const names = notedNamesOf(batch, graphNames, notes)
  const parts = fitAlone(batch, rules, base, notes)
  return jsonMessage(parts, { open: '{"requests":[', close: ']}' }, (writer, part) => {
    writer.text(`{"id":${JSON.stringify(names[part.index])}`)
    writePart(writer, part, notes)
    const waits = (needs[part.index] ?? []).flatMap((need) => idsOf(need, batch, names))
    if (waits.length > 0) writer.text(`,"dependsOn":${JSON.stringify([...new Set(waits)])}`)
    writer.text('}')
  })
}

function idsOf(need: Dependency, { parts }: Batch, names: readonly string[]): readonly string[] {
  if ('part' in need) return [names[need.part] ?? '']
  return parts.flatMap(({ group, index }) => (group === need.group ? [names[index] ?? ''] : []))
}

function writePart(writer: ByteWriter, part: FittedPart, notes: CarryNotes): void {
  writeMember(writer, 'method', part.method)
  writeMember(writer, 'url', part.target)
  const body = bodyOf(part, notes)
  const typed = body === undefined || hasField(part, 'content-type')
  const headers = typed
    ? part.headers
    : [...part.headers, ['content-type', 'application/json'] as const]
  writeHeadersMember(writer, headers)
  if (body !== undefined) writeMember(writer, 'body', body)
}

/** JSON as it stands, everything else in base64. */
function bodyOf(part: FittedPart, notes: CarryNotes): Uint8Array | string | undefined {
  if (part.body === undefined) return undefined
  if (kindOfBody(part.headers) !== 'json') return toBase64(part.body)
  return noteNull(jsonBodyOf(part, notes), part.index, notes)
}
