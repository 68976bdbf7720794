import type { Batch, Inheritance, Part } from '../../model/batch.ts'
import { resolveNames } from '../../model/dependencies.ts'
import type { PartField } from '../../model/error.ts'
import { BatchError } from '../../model/error.ts'
import { traceHeaders } from '../../model/headers.ts'
import type { Limits } from '../../model/limits.ts'
import { readElements, readEnvelope } from '../../wire/json-envelope.ts'
import { JsonMembers, typeName } from '../../wire/json-members.ts'
import { EntryReader } from './entry-reader.ts'

/** Object, array, request, headers or dependsOn. */
const envelopeDepth = 4

const inheritedNames = new Set(['accept-language', ...traceHeaders])

export const inheritance: Inheritance = {
  inherits: (name) => inheritedNames.has(name),
  identity: 'caller',
  defaults: [],
  contentType: 'application/json',
}

/** Reads a Graph batch: an object with `requests`. */
export function readGraphBatch(bytes: Uint8Array, limits: Limits): Batch {
  const document = readEnvelope(bytes, limits, envelopeDepth)
  if (document.root.kind !== 'object') {
    const message = `It must be an object with "requests", not ${typeName(document.root)}.`
    throw new BatchError('invalid-body', message)
  }
  const array = new JsonMembers(document, document.root, '').array('requests')
  if (array === undefined) throw new BatchError('invalid-body', 'It has no "requests" array.')
  const entries = readElements(array, limits, 'requests').map((node, index) =>
    new EntryReader(document, node, index).read(),
  )
  const { after } = resolveNames(entries, { placeOf, fold: (id) => id.toLowerCase() })
  const parts = entries.map((entry, index): Part => {
    const { id, method, target, headers, body } = entry
    const needed = after[index]
    return {
      index,
      id,
      method,
      target,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(needed === undefined ? {} : { after: needed }),
    }
  })
  return {
    parts,
    order: 'parallel',
    stopOnError: false,
    isFailure: (status) => status >= 400,
    targets: 'base',
    inheritance,
    placeOf,
  }
}

const memberNames: Partial<Readonly<Record<PartField, string>>> = {
  target: 'url',
  after: 'dependsOn',
}

function placeOf(part: number, field: PartField): string {
  return `requests[${part}].${memberNames[field] ?? field}`
}
