import type { DialectName } from '@batchway/core'
import { createOcapi } from '@batchway/core'
import { largeParts } from '../settings.ts'
import { endpointPath } from '../wires/ours.ts'

/** Options of an endpoint inside an app: the defaults, but for the number of parts. */
export function optionsFor(name: DialectName): {
  readonly path: string
  readonly base: string
  readonly dialect: DialectName | ReturnType<typeof createOcapi>
  readonly limits: { readonly parts: number }
} {
  const dialect = name === 'ocapi' ? createOcapi({ paths: 'any' }) : name
  return { path: endpointPath(name), base: '/api', dialect, limits: { parts: largeParts } }
}
