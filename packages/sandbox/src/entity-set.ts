import type { BodyShape } from './json-body.ts'
import type { Row, Table } from './table.ts'

/** One kind of entities. The table has a column `version`, which counts changes and is not shown. */
export interface EntitySet {
  /** The set's name in URLs and contexts. */
  readonly name: string
  /** The type's name in the metadata. */
  readonly type: string
  readonly table: Table
  readonly shape: BodyShape
  /** Members that `POST` and `PUT` need. */
  readonly required: readonly string[]
  /** Values of the members that they may leave out. */
  readonly defaults: Row
}

/** The members of a set that callers see. */
export function membersOf({ table }: EntitySet): readonly string[] {
  return [...table.columns.keys()].filter((name) => name !== 'version')
}
