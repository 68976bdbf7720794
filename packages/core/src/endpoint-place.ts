import { findDialect } from './dialects/built-in.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { DialectName } from './endpoint-options.ts'

/** The dialect of that name, or the given one. Throws a RangeError that lists the names. */
export function toDialect(dialect: DialectName | Dialect): Dialect {
  return typeof dialect === 'string' ? findDialect(dialect).create({}) : dialect
}

/** All paths of an endpoint whose option is `path`. Throws a RangeError where it is none. */
export function pathsOf(path: string, dialect: Dialect): readonly string[] {
  return [checkPath('path', path), ...(dialect.morePaths?.(path) ?? [])]
}

/** A path without slashes at its end. Throws a RangeError that names the option where it is none. */
export function checkPath(option: string, value: string): string {
  const path = value.length > 1 ? value.replace(/\/+$/, '') : ''
  if (value.startsWith('/') && !/[?#\s]/.test(value)) return path
  throw new RangeError(`${option} must be an absolute path such as /api/batch, not "${value}"`)
}

/** What stands before the last segment of a path. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
