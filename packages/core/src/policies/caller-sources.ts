import { createHash } from 'node:crypto'
import type { CallerFacts, CallerOf } from '../model/identity.ts'
import { bearerToken } from '../model/identity.ts'

/** One way to tell callers apart. */
export type CallerSource =
  /** All identity headers together, as a hash. */
  | 'identity'
  /** The bearer token, as a hash. */
  | 'bearer'
  /** The client that the dialect knows of; only some dialects know clients. */
  | 'clientId'
  /** The address of the client. */
  | 'address'
  /** A claim of the verified token, as it is. */
  | { readonly jwtClaim: string; readonly header?: never }
  /** One header, as a hash. It becomes an identity header. */
  | { readonly header: string; readonly jwtClaim?: never }

/** How callers are told apart where nothing else is said. */
export const defaultCaller: readonly CallerSource[] = ['identity', 'address']

/** Longer texts are hashed: they are kept for every caller, and logged. */
const longestPlain = 128

/**
 * Makes the text for a caller from the first source that has something to say: `jwt.sub:anna`,
 * `client:shop`, `address:192.0.2.1`, or a kind and a hash where a secret tells them apart, such as
 * `bearer#...`; `anonymous` where no source has. The kinds keep them apart: nobody gets the text of
 * another by a claim or a header of that content.
 */
export function createCallerOf(sources: readonly CallerSource[]): CallerOf {
  const readers = sources.map((source) => createReader(source))
  return (facts) => {
    for (const read of readers) {
      const caller = read(facts)
      if (caller !== undefined) return caller
    }
    return 'anonymous'
  }
}

/** The headers that sources name, in lower case. */
export function callerHeaders(sources: readonly CallerSource[]): readonly string[] {
  return sources.flatMap((source) => {
    const name = typeof source === 'string' ? undefined : source.header
    return name === undefined ? [] : [name.toLowerCase()]
  })
}

type Reader = (facts: CallerFacts) => string | undefined

function createReader(source: CallerSource): Reader {
  switch (source) {
    case 'identity':
      return ({ headers }) => hashed('identity', headers.map(([n, v]) => `${n}:${v}\n`).join(''))
    case 'bearer':
      return (facts) => hashed('bearer', bearerToken(valuesOf(facts, 'authorization')) ?? '')
    case 'clientId':
      return ({ clientId = '' }) => plain('client', clientId)
    case 'address':
      return ({ address = '' }) => plain('address', address)
    default:
      return typeof source === 'string' ? unknown(source) : createNamedReader(source)
  }
}

function createNamedReader(source: Exclude<CallerSource, string>): Reader {
  const { jwtClaim, header } = source
  if (jwtClaim !== undefined) {
    return ({ claims }) => {
      const value = claims !== undefined && Object.hasOwn(claims, jwtClaim) ? claims[jwtClaim] : ''
      const isText = typeof value === 'string' || typeof value === 'number'
      return isText ? plain(`jwt.${jwtClaim}`, String(value)) : undefined
    }
  }
  if (header === undefined) return unknown(JSON.stringify(source))
  const name = header.toLowerCase()
  return (facts) => hashed(`header.${name}`, valuesOf(facts, name))
}

function unknown(source: string): never {
  throw new RangeError(`caller: there is no source ${source}`)
}

function valuesOf({ headers }: CallerFacts, name: string): string {
  const values = headers.filter(([other]) => other === name).map(([, value]) => value)
  return values.join(', ')
}

function plain(kind: string, value: string): string | undefined {
  if (value === '') return undefined
  return value.length > longestPlain ? hashed(kind, value) : `${kind}:${value}`
}

function hashed(kind: string, secret: string): string | undefined {
  if (secret === '') return undefined
  return `${kind}#${createHash('sha256').update(secret).digest('base64url')}`
}
