import { randomBytes } from 'node:crypto'
import type { HeaderList } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'

/** A random name for `Via` that no other gateway has. */
export function createPseudonym(): string {
  return `batchway-${randomBytes(9).toString('base64url')}`
}

/** Whether a request has passed a gateway of that name. */
export function viaNames(outer: Pick<OuterRequest, 'headers'>, pseudonym: string): boolean {
  return outer.headers.some(([name, value]) => {
    if (name !== 'via' || !value.includes(pseudonym)) return false
    // Entries are "protocol received-by (comment)" (RFC 9110 7.6.3).
    const entries = value.replace(/\([^()]*\)/g, '').split(',')
    return entries.some((entry) => entry.trim().split(/\s+/)[1] === pseudonym)
  })
}

/** The `Via` value for a request that this gateway passes on. */
export function viaValue(headers: HeaderList, pseudonym: string): string {
  const before = headers.filter(([name]) => name === 'via').map(([, value]) => value)
  return [...before, `1.1 ${pseudonym}`].join(', ')
}
