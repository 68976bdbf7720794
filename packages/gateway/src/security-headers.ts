import type { HeaderField, HeaderList } from '@batchway/core'

/** Fields of every answer that the gateway itself writes, and of none that it forwards. */
export interface OwnHeaders {
  /** A list with those of them that it did not have. */
  complete(headers: HeaderList): HeaderList
}

/**
 * Makes them. An answer is data for the program that asked, and nothing to show, frame, keep or
 * guess the type of. `hsts` is the age in `Strict-Transport-Security`, in seconds, where the gateway
 * is served over TLS; undefined leaves the field out.
 */
export function createOwnHeaders(hsts: number | undefined): OwnHeaders {
  const common: readonly HeaderField[] = [
    ['x-content-type-options', 'nosniff'],
    ['cache-control', 'no-store'],
    ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
    ['referrer-policy', 'no-referrer'],
    ...(hsts === undefined ? [] : [['strict-transport-security', `max-age=${hsts}`] as const]),
  ]
  const forOwnPages: HeaderList = [...common, ['cross-origin-resource-policy', 'same-origin']]
  const forOthers: HeaderList = [...common, ['cross-origin-resource-policy', 'cross-origin']]
  return {
    complete(headers) {
      const shared = hasName(headers, 'access-control-allow-origin')
      const complete = [...headers]
      for (const field of shared ? forOthers : forOwnPages) {
        if (!hasName(headers, field[0])) complete.push(field)
      }
      return complete
    },
  }
}

function hasName(headers: HeaderList, name: string): boolean {
  for (const field of headers) if (field[0] === name) return true
  return false
}

/** Fields as node:http writes them: a flat list, names in the usual spelling. */
export function toRawFields(headers: HeaderList): string[] {
  return headers.flatMap(([name, value]) => {
    return [name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase()), value]
  })
}
