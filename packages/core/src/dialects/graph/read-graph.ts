import type { Batch, Inheritance, Part } from '../../model/batch.ts'
import { BatchError } from '../../model/error.ts'
import { traceHeaders } from '../../model/headers.ts'
import type { Limits } from '../../model/limits.ts'
import { readElements, readEnvelope } from '../../wire/json-envelope.ts'
import { JsonMembers, typeName } from '../../wire/json-members.ts'
import { dependenciesOf, indexIds } from './dependencies.ts'
import { EntryReader } from './entry-reader.ts'

/** Object, array, request, headers or dependsOn. */
const envelopeDepth = 4

const inheritedNames = new Set(['accept-language', ...traceHeaders])

const inheritance: Inheritance = {
  inherits: (name) => inheritedNames.has(name),
  identity: 'caller',
  defaults: [],
  contentType: 'application/json',
}

/** Reads a Graph batch: an object with `requests`. */
export function readGraphBatch(body: Uint8Array, limits: Limits): Batch {
  const document = readEnvelope(body, limits, envelopeDepth)
  if (document.root.kind !== 'object') {
    const message = `It must be an object with "requests", not ${typeName(document.root)}.`
    throw new BatchError('invalid-body', message)
  }
  const array = new JsonMembers(document, document.root, '').array('requests')
  if (array === undefined) throw new BatchError('invalid-body', 'It has no "requests" array.')
  const entries = readElements(array, limits, 'requests').map((node, index) =>
    new EntryReader(document, node, index).read(),
  )
  const ids = indexIds(entries)
  const parts = entries.map(({ dependsOn, ...entry }, index): Part => {
    const after = dependenciesOf(dependsOn, index, ids)
    return after.length === 0 ? { index, ...entry } : { index, ...entry, after }
  })
  return {
    parts,
    order: 'parallel',
    stopOnError: false,
    isFailure: (status) => status >= 400,
    targets: 'base',
    inheritance,
    placeOf: (part, field) => `requests[${part}].${field === 'target' ? 'url' : field}`,
  }
}
