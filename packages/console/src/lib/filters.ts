import type { BatchSummary } from 'batchway'

/** Which batches of the list are shown. */
export interface Filter {
  readonly kind: 'all' | 'failed' | 'slow' | 'limited'
  /** Milliseconds from which a batch is slow. */
  readonly slow: number
  /** Part of an endpoint's path, a dialect's name or a status. */
  readonly text: string
}

/** Whether something about a batch went wrong: all of it, or a part. */
export function hasFailed({ status, failed, skipped, refused }: BatchSummary): boolean {
  return refused !== undefined || failed > 0 || skipped > 0 || (status ?? 0) >= 400
}

/** Whether a filter lets a batch through. */
export function isShown(batch: BatchSummary, { kind, slow, text }: Filter): boolean {
  if (kind === 'failed' && !hasFailed(batch)) return false
  if (kind === 'slow' && (batch.duration ?? 0) < slow) return false
  if (kind === 'limited' && batch.limited === 0) return false
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  const { endpoint, dialect, status, id } = batch
  return `${endpoint} ${dialect} ${status ?? ''} ${id ?? ''}`.toLowerCase().includes(wanted)
}

/** A list of batches, the newest first, with those that changed put in; at most `most` are kept. */
export function mergeBatches(
  known: readonly BatchSummary[],
  changed: readonly BatchSummary[],
  most: number,
): readonly BatchSummary[] {
  const byNumber = new Map(known.map((batch) => [batch.number, batch]))
  for (const batch of changed) byNumber.set(batch.number, batch)
  return [...byNumber.values()].toSorted((a, b) => b.number - a.number).slice(0, most)
}
