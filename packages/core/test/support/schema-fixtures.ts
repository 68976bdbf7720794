import { readdirSync, readFileSync } from 'node:fs'
import type { Dialect, Limits, OuterRequest, ReadContext } from '@batchway/core'
import { BatchError } from '@batchway/core'
import { createLimits } from '../../src/model/limits.ts'
import { createFixtureDialect } from './fixture-dialect.ts'
import type { Fixture, FixtureMessage } from './fixture.ts'
import { readFixture } from './fixture.ts'

const folder = new URL('../fixtures/', import.meta.url)

/** Every fixture of a dialect. */
export function fixturesOf(dialect: string): readonly Fixture[] {
  return readdirSync(new URL(`${dialect}/`, folder))
    .filter((file) => file.endsWith('.http'))
    .toSorted()
    .map((file) => {
      const name = `${dialect}/${file}`
      return readFixture(name, readFileSync(new URL(name, folder), 'latin1'))
    })
}

/** The dialect of a fixture and the limits of its endpoint. */
export function endpointOf(fixture: Fixture): { readonly dialect: Dialect; limits: Limits } {
  const dialect = createFixtureDialect(fixture)
  return { dialect, limits: createLimits(dialect.limits, fixture.options.limits) }
}

/** What the reader of a dialect refuses a body with; undefined where it takes it. */
export async function refusalOf(
  dialect: Dialect,
  body: Uint8Array,
  outer: OuterRequest,
  limits: Limits,
): Promise<BatchError | undefined> {
  const context: ReadContext = { limits, base: '/api', checkTarget: () => {} }
  try {
    await dialect.readBatch(outer, body, context)
    return undefined
  } catch (error) {
    if (error instanceof BatchError) return error
    throw error
  }
}

/** The head of a fixture's batch. */
export function outerOf({ request }: Fixture): OuterRequest {
  const [method = '', target = ''] = request.start.split(' ')
  const [path = '', ...query] = target.split('?')
  return { method, path, query: query.join('?'), headers: request.headers, scheme: 'https' }
}

/** A field of a message in lower case. */
export function fieldOf({ headers }: FixtureMessage, name: string): string | undefined {
  return headers.find(([other]) => other === name)?.[1]
}
