import type { Batch, Inheritance, Order, Part } from '../model/batch.ts'
import { createODataReferences } from '../references/odata/odata-references.ts'

/** A part of a batch that a program makes itself; it stands at its place in the list. */
export type ComposedPart = Omit<Part, 'index'>

/** What holds for the whole of it. */
export interface ComposeOptions {
  /** Default `parallel`. */
  readonly order?: Order
  /** Whether any failing part ends the batch. Default false. */
  readonly stopOnError?: boolean
  /** What targets are relative to. Default `base`, the path that an endpoint has for it. */
  readonly targets?: Batch['targets']
}

const inheritance: Inheritance = {
  inherits: () => false,
  identity: 'caller',
  defaults: [],
  contentType: 'application/json',
}

/**
 * Makes a batch of parts, to be written in any dialect. `$id` in a part means the answer of the part
 * with that id, as in OData.
 */
export function composeBatch(parts: readonly ComposedPart[], options: ComposeOptions = {}): Batch {
  const { order = 'parallel', stopOnError = false, targets = 'base' } = options
  return {
    parts: parts.map((part, index) => ({ ...part, index })),
    order,
    stopOnError,
    isFailure: (status) => status >= 400,
    targets,
    inheritance,
    references: createODataReferences(),
    placeOf: (part, field) => `parts[${part}].${field}`,
  }
}
