import type { Batch } from '../model/batch.ts'

/** Whether each part has an id, and another one than all others. */
export function haveOwnIds({ parts }: Batch): boolean {
  const ids = new Set(parts.map(({ id }) => id))
  return ids.size === parts.length && !ids.has(undefined)
}
