import type { DialectEntry } from '@batchway/core'
import { findDialect } from '@batchway/core'

/** A module of the operator's, and what it is given. */
export interface ConfigModule {
  /** Name of a file; relative to the configuration. */
  readonly module: string
  readonly options?: Readonly<Record<string, unknown>>
}

/** A dialect as written in the configuration: a name, a file, or a file and options. */
export type ConfigDialect = string | ConfigModule

/** What the name of a file begins with, where a name of a dialect could stand as well. */
export const filePattern = '^\\.{0,2}/'

/** The module that a dialect comes from; undefined for a built-in one. */
export function dialectModule(dialect: ConfigDialect): ConfigModule | undefined {
  if (typeof dialect !== 'string') return dialect
  return new RegExp(filePattern).test(dialect) ? { module: dialect } : undefined
}

/** The built-in dialect; undefined where it comes from a module. */
export function builtInDialect(dialect: ConfigDialect): DialectEntry | undefined {
  return typeof dialect === 'string' && dialectModule(dialect) === undefined
    ? findDialect(dialect)
    : undefined
}

/** What a dialect is called in messages. */
export function dialectTitle(dialect: ConfigDialect): string {
  return typeof dialect === 'string' ? dialect : dialect.module
}
