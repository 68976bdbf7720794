import type { Batch } from '../../model/batch.ts'
import { quote } from '../../model/error.ts'
import { comparableName } from '../../model/headers.ts'
import { queryValues } from '../../wire/query.ts'
import type { BatchMessage, WriteBatchOptions } from '../client/dialect-client.ts'
import { fitAlone } from '../client/fit-alone.ts'
import type { FittedPart, PartRules } from '../client/fit-parts.ts'
import {
  chooseBoundary,
  isFieldId,
  multipartMessage,
  writeFields,
} from '../client/http-requests.ts'
import type { CarryNotes } from '../client/notes.ts'
import { noteOrder } from '../client/order.ts'
import type { NameRules } from '../client/part-names.ts'
import { notedNamesOf } from '../client/part-names.ts'
import { isOwnPath, namesSeveral, steering } from './read-ocapi.ts'

const rules: PartRules = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
  bodiless: [],
  targets: 'root',
  repeatedFields: true,
  ownFields: (name) =>
    steering.has(name) ||
    (comparableName(name) !== name && comparableName(name).startsWith('x-dw-')),
}

/** What may be an `x-dw-content-id`. */
export const ocapiNames: NameRules = { isUsable: isFieldId }

/** Writes an OCAPI batch: `multipart/mixed`, each part with its method and its whole path. */
export function writeOcapiBatch(
  batch: Batch,
  { base = '', createBoundary }: WriteBatchOptions,
  notes: CarryNotes,
): BatchMessage {
  noteOrder(batch, { runs: 'keep-effects', stops: false, aborts: false }, notes)
  const names = notedNamesOf(batch, ocapiNames, notes)
  const parts = fitAlone(batch, rules, base, notes)
  for (const part of parts) noteTarget(part, notes)
  noteForeignPaths(parts, notes)
  const boundary = chooseBoundary('batch-', parts, createBoundary)
  return multipartMessage(boundary, [], (writer) => {
    for (const { index, method, target, headers, body } of parts) {
      writer.text(`--${boundary}\r\n`)
      writer.text(`x-dw-content-id: ${names[index]}\r\nx-dw-http-method: ${method}\r\n`)
      writer.text(`x-dw-resource-path-extension: ${target}\r\n`)
      writeFields(writer, headers)
      writer.text('\r\n')
      if (body === undefined) continue
      writer.bytes(body)
      writer.text('\r\n')
    }
  })
}

function noteTarget({ index, method, target }: FittedPart, notes: CarryNotes): void {
  const mark = target.indexOf('?')
  const path = mark === -1 ? target : target.slice(0, mark)
  const query = mark === -1 ? '' : target.slice(mark + 1)
  const several = path.split('/').find(namesSeveral)
  if (several !== undefined) {
    const message = `its path names several resources at once (${quote(several)}).`
    notes.impossible('target', message, index)
  }
  const override = queryValues(query, 'method').find((value) => value !== method)
  if (override === undefined) return
  notes.impossible(
    'method',
    `"method" in its query, ${quote(override)}, overrides ${method}.`,
    index,
  )
}

/** One note for all of them. */
function noteForeignPaths(parts: readonly FittedPart[], notes: CarryNotes): void {
  const [first, ...more] = parts.filter(({ target }) => !isOwnPath(target))
  if (first === undefined) return
  const form = '[/s/<site>]/dw/<shop|data|meta>/v<n>_<n>/...'
  const others = more.length === 0 ? '' : `, nor is that of ${more.length} more`
  const message = `its path ${quote(first.target)} is not of the form ${form}${others}; most endpoints ask for it.`
  notes.lost('target', message, first.index)
}
