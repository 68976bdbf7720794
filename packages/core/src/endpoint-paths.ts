/** A path of an endpoint's options, without a slash at its end. Throws a RangeError. */
export function checkPath(option: string, value: string): string {
  const path = value.length > 1 ? value.replace(/\/+$/, '') : ''
  if (value.startsWith('/') && !/[?#\s]/.test(value)) return path
  throw new RangeError(`${option} must be an absolute path such as /api/batch, not "${value}"`)
}

/** The path above; empty where there is none. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
