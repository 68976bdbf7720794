import type { Dialect, DialectServices, TokenVerifier } from '@batchway/core'
import { findDialect } from '@batchway/core'
import type { Fixture } from './fixture.ts'
import { FixtureError } from './fixture.ts'

/** What the clock of a fixture shows unless it says otherwise. */
const usualTime = '2026-01-01T00:00:00Z'

/** The dialect of a fixture's folder, with the options, settings and tokens that it names. */
export function createFixtureDialect(fixture: Fixture): Dialect {
  const { name, options } = fixture
  const entry = findDialect(name.split('/')[0] ?? '')
  const time = Date.parse(options.now ?? usualTime)
  if (Number.isNaN(time)) throw new FixtureError(name, 1, 'the option "now" is no time in ISO 8601')
  if (options.settings !== undefined && entry.readSettings === undefined) {
    throw new FixtureError(name, 1, `the dialect ${entry.name} has no settings`)
  }
  const settings =
    options.settings === undefined ? undefined : entry.readSettings?.(options.settings)
  const services: DialectServices = {
    ...(settings === undefined ? {} : { settings: () => settings }),
    ...(options.jwt === undefined ? {} : { verifyToken: verifierOf(options.jwt) }),
  }
  const boundaries = [...(options.boundaries ?? [])]
  const createBoundary = (): string => {
    const boundary = boundaries.shift()
    if (boundary !== undefined) return boundary
    throw new FixtureError(name, 1, 'the option "boundaries" has no boundary left')
  }
  return entry.create({ now: () => time, createBoundary, ...options.dialectOptions }, services)
}

/** Verifies the tokens that are listed, with the client of each; refuses all others. */
function verifierOf(clients: Readonly<Record<string, string | null>>): TokenVerifier {
  const known = new Map(Object.entries(clients))
  return (token) => {
    const clientId = known.get(token)
    if (clientId === undefined) {
      return Promise.resolve({ ok: false, reason: 'its signature is wrong' })
    }
    return Promise.resolve(clientId === null ? { ok: true } : { ok: true, clientId })
  }
}
