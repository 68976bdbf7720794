/** Median, least and most of some values. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

/** Throws where there are no values. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [least] = sorted
  const most = sorted.at(-1)
  const upper = sorted[middle]
  if (least === undefined || most === undefined || upper === undefined) {
    throw new RangeError('there is nothing to take the median of')
  }
  const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? upper) : upper
  return { median: (lower + upper) / 2, least, most }
}

/** The value below which a share (0 to 1) of the values is. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const index = Math.min(sorted.length - 1, Math.floor(sorted.length * share))
  return sorted[index] ?? Number.NaN
}
