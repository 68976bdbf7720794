import type { HeaderList } from '../model/headers.ts'
import { lowerName, trimFieldValue } from '../model/headers.ts'
import { splitOutsideQuotes } from './field-list.ts'

/** A preference (RFC 7240 2). */
export interface Preference {
  /** In lower case. */
  readonly name: string
  /** As written, without quotes; undefined where there is none. */
  readonly value: string | undefined
}

/** The first preference of one of these names in the `Prefer` fields. Names are lower case. */
export function findPreference(
  headers: HeaderList,
  names: readonly string[],
): Preference | undefined {
  for (const [field, value] of headers) {
    if (field !== 'prefer') continue
    const found = splitOutsideQuotes(value, ',')
      .map(readPreference)
      .find(({ name }) => names.includes(name))
    if (found !== undefined) return found
  }
  return undefined
}

/** A `Prefer` value without the preferences of these names, which are lower case. */
export function withoutPreferences(value: string, names: readonly string[]): string {
  return splitOutsideQuotes(value, ',')
    .filter((text) => !names.includes(readPreference(text).name))
    .map(trimFieldValue)
    .filter((text) => text !== '')
    .join(', ')
}

function readPreference(text: string): Preference {
  const [preference = ''] = splitOutsideQuotes(text, ';')
  const equals = preference.indexOf('=')
  const name = lowerName(trimFieldValue(equals === -1 ? preference : preference.slice(0, equals)))
  if (equals === -1) return { name, value: undefined }
  const value = trimFieldValue(preference.slice(equals + 1))
  const quoted = value.length >= 2 && value.startsWith('"') && value.endsWith('"')
  return { name, value: quoted ? value.slice(1, -1) : value }
}
