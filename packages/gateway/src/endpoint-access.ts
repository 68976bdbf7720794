import type { AccessOptions, HeaderList } from '@batchway/core'
import { defaultCaller } from '@batchway/core'
import type { Logger } from 'pino'
import type { ConfigEndpoint } from './config/endpoint-schema.ts'
import { readTime } from './config/units.ts'
import { openVerifier } from './dialects.ts'

/** What an endpoint checks of callers and parts, and what has to be closed with it. */
export interface OpenAccess {
  readonly options: AccessOptions
  /** Fields that every part gets from the gateway. Their values are secrets. */
  readonly setHeaders: HeaderList
  close(): void
}

/**
 * Opens what an endpoint's configuration says of headers, rules and identities. `directory` is what
 * file names are relative to. Throws an Error when the keys for tokens can't be read.
 */
export function openAccess(endpoint: ConfigEndpoint, directory: string, log: Logger): OpenAccess {
  const { path, partHeaders, reservedHeaders = [], setHeaders = {}, verify } = endpoint
  const { rules, readOnly, caller = defaultCaller } = endpoint
  const verifier =
    verify === undefined
      ? undefined
      : openVerifier(
          { ...verify, clockTolerance: readTime(verify.clockTolerance ?? 0) },
          { path, directory, log },
        )
  // What the gateway sets must not come from anybody else as well.
  const reserved = [...reservedHeaders, ...Object.keys(setHeaders)]
  return {
    options: {
      caller,
      reservedHeaders: reserved,
      ...(partHeaders === undefined ? {} : { partHeaders }),
      ...(rules === undefined ? {} : { rules }),
      ...(readOnly === undefined ? {} : { readOnly }),
      ...(verifier === undefined ? {} : { verify: verifier.verify }),
    },
    setHeaders: Object.entries(setHeaders).map(([name, value]) => [name.toLowerCase(), value]),
    close: () => verifier?.close(),
  }
}
