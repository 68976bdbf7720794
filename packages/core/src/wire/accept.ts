import type { HeaderList } from '../model/headers.ts'
import { splitOutsideQuotes } from './field-list.ts'
import { parseMediaType } from './media-type.ts'

/**
 * The weight (RFC 9110 12.5.1) that the `Accept` fields give a media type by its own name, the
 * greatest where it stands there more than once. 0 where it does not: ranges such as `*` are no wish.
 */
export function acceptWeight(headers: HeaderList, essence: string): number {
  let weight = 0
  for (const [name, value] of headers) {
    if (name !== 'accept') continue
    for (const range of splitOutsideQuotes(value, ',')) {
      const type = parseMediaType(range)
      if (type?.essence !== essence) continue
      weight = Math.max(weight, Number(type.parameters.get('q') ?? '1'))
    }
  }
  return weight
}
