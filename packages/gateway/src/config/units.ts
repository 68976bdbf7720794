const timeUnits: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
])

const sizeUnits: ReadonlyMap<string, number> = new Map([
  ['B', 1],
  ['KiB', 1024],
  ['MiB', 1024 ** 2],
  ['GiB', 1024 ** 3],
])

/** What a time looks like: milliseconds, or a number with `ms`, `s` or `m`. */
export const timePattern = '^[0-9]+(\\.[0-9]+)?(ms|s|m)$'
/** What a size looks like: bytes, or a number with `B`, `KiB`, `MiB` or `GiB`. */
export const sizePattern = '^[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB)$'

/** An absolute path without query, fragment or white space. */
export const pathPattern: string = '^/[^?#\\s]*$'

/** A time in milliseconds. The text has been checked against {@link timePattern}. */
export function readTime(value: number | string): number {
  return readUnit(value, timeUnits)
}

/** A size in bytes. The text has been checked against {@link sizePattern}. */
export function readSize(value: number | string): number {
  return readUnit(value, sizeUnits)
}

function readUnit(value: number | string, units: ReadonlyMap<string, number>): number {
  if (typeof value === 'number') return value
  const [, digits = '', , unit = ''] = /^([0-9]+(\.[0-9]+)?)([A-Za-z]+)$/.exec(value) ?? []
  return Math.round(Number(digits) * (units.get(unit) ?? 1))
}
