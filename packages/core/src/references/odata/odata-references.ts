import type { Part } from '../../model/batch.ts'
import { trimFieldValue } from '../../model/headers.ts'
import type { Reference, ReferenceContext, ReferenceLanguage } from '../../model/reference.ts'
import { findInBody } from './find-in-body.ts'
import { findInPath, findInQuery } from './find-in-target.ts'
import { idPattern, isSystemResource } from './names.ts'
import { substitute } from './substitute.ts'

/** Where references may stand, beside the path and the conditions of a part. */
export interface ODataReferenceOptions {
  /** Whether they are looked for in queries. Default true. */
  readonly queries?: boolean
  /** Whether they are looked for in JSON bodies. Default true. */
  readonly bodies?: boolean
}

/**
 * The references of OData 4.01 (part 1, 11.7.7): `$id` as first segment of a path, `$id` as value of
 * `If-Match` and `If-None-Match`, `$id` and `$id/path` in queries and as whole strings of JSON
 * bodies; there also `$id` as the URL of `...@bind` and `...@id`.
 */
export function createODataReferences(options: ODataReferenceOptions = {}): ReferenceLanguage {
  const { queries = true, bodies = true } = options
  return {
    find: (part, context) => [
      ...findInPath(part.target, context),
      ...(queries ? findInQuery(part.target, context) : []),
      ...findInHeaders(part, context),
      ...(bodies ? findInBody(part, context) : []),
    ],
    substitute,
  }
}

const wholeValue = new RegExp(`^\\$(${idPattern})$`)

function findInHeaders({ headers }: Part, context: ReferenceContext): readonly Reference[] {
  return headers.flatMap(([name, value], at) => {
    if (name !== 'if-match' && name !== 'if-none-match') return []
    const [text, id] = wholeValue.exec(trimFieldValue(value)) ?? []
    const part = id === undefined || isSystemResource(id) ? undefined : context.indexOf(id)
    if (text === undefined || part === undefined) return []
    return [{ part, text, path: [], place: { in: 'header', at } }]
  })
}
