import type { Batch, Dependency } from '../../model/batch.ts'
import { ByteWriter } from '../../wire/byte-writer.ts'
import { toBase64 } from '../../wire/embedded-body.ts'
import { writeHeaders } from '../../wire/json-envelope.ts'
import type { BatchMessage, WriteBatchOptions } from '../client/dialect-client.ts'
import type { FittedPart, PartRules } from '../client/fit-parts.ts'
import { fitParts } from '../client/fit-parts.ts'
import { hasField } from '../client/http-requests.ts'
import {
  expectedRequestBytes,
  jsonBodyOf,
  kindOfBody,
  noteNull,
  writeMember,
} from '../client/json-request.ts'
import type { CarryNotes } from '../client/notes.ts'
import { dependenciesFor, noteGroups, stopsAtAnyFailure } from '../client/order.ts'
import type { NameRules } from '../client/part-names.ts'
import { namesOf, noteNames } from '../client/part-names.ts'
import { noteReferences } from '../client/references.ts'

const rules: PartRules = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  bodiless: ['GET'],
  targets: 'base',
  repeatedFields: false,
}

/** How ids of a Graph batch are compared, and what they may be. */
export const graphNames: NameRules = {
  // oxlint-disable-next-line no-control-regex -- what no id may have
  isUsable: (id) => id !== '' && id.isWellFormed() && !/[\x00-\x1f\x7f]/.test(id),
  fold: (id) => id.toLowerCase(),
}

/** Writes a Graph batch: an object with `requests`, which wait for each other by `dependsOn`. */
export function writeGraphBatch(
  batch: Batch,
  { base = '' }: WriteBatchOptions,
  notes: CarryNotes,
): BatchMessage {
  const needs = dependenciesFor(batch, notes)
  if (batch.order === 'parallel' && stopsAtAnyFailure(batch)) {
    notes.lost('stop', 'It goes on after a request that fails.')
  }
  noteGroups(batch, notes)
  noteReferences(batch, base, notes)
  const names = namesOf(batch, graphNames)
  noteNames(batch, names, notes)
  const parts = fitParts(batch, rules, base, notes)
  const writer = new ByteWriter(expectedRequestBytes(parts))
  writer.text('{"requests":[')
  for (const part of parts) {
    writer.text(part.index === 0 ? '\n' : ',\n')
    writer.text(`{"id":${JSON.stringify(names[part.index])}`)
    writePart(writer, part, notes)
    const waits = (needs[part.index] ?? []).flatMap((need) => idsOf(need, batch, names))
    if (waits.length > 0) writer.text(`,"dependsOn":${JSON.stringify([...new Set(waits)])}`)
    writer.text('}')
  }
  writer.text('\n]}\n')
  return {
    method: 'POST',
    query: '',
    headers: [['content-type', 'application/json']],
    body: writer.finish(),
  }
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
  if (headers.length > 0) {
    writer.text(',"headers":')
    writeHeaders(writer, headers, 'keep')
  }
  if (body !== undefined) writeMember(writer, 'body', body)
}

/** JSON as it stands, everything else in base64. */
function bodyOf(part: FittedPart, notes: CarryNotes): Uint8Array | string | undefined {
  if (part.body === undefined) return undefined
  if (kindOfBody(part.headers) !== 'json') return toBase64(part.body)
  return noteNull(jsonBodyOf(part, notes), part.index, notes)
}
