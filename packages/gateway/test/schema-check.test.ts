import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { findSchemaErrors, fitsSchema } from '../src/config/schema-check.ts'

const valid = {
  listen: '127.0.0.1:8080',
  upstreams: { api: { url: 'http://127.0.0.1:3000', connections: 8, connectTimeout: '2s' } },
  endpoints: [
    {
      path: '/v2/batch',
      dialect: 'ocamba',
      upstream: 'api',
      limits: { parts: 10, batchBytes: '1MiB' },
      rules: [{ allow: 'GET /a/**' }],
      caller: ['bearer', { header: 'x-api-key' }],
      verify: { jwks: 'keys.json', issuer: ['https://a.example'] },
      rateLimit: { batches: { burst: 2, steady: 10 } },
    },
  ],
  forward: 'api',
  budget: '64MiB',
  tls: { cert: 'a.pem', key: 'b.pem' },
}

type Places = readonly (readonly (string | number)[])[]

/** Where anything stands. */
function placesOf(value: unknown, path: readonly (string | number)[] = []): Places {
  if (typeof value !== 'object' || value === null) return [path]
  const below: [string, unknown][] = Object.entries(value)
  return [path, ...below.flatMap(([key, one]) => placesOf(one, [...path, key]))]
}

/** A copy with something else at one place, and one key more beside it. */
function spoil(path: readonly (string | number)[], other: unknown, key: string): unknown {
  const copy = structuredClone(valid) as unknown as Record<string | number, unknown>
  let at = copy
  for (const step of path.slice(0, -1)) at = at[step] as typeof at
  const last = path.at(-1)
  if (last === undefined) return other
  at[last] = other
  if (key !== '' && !Array.isArray(at)) at[key] = other
  return copy
}

describe('the two checks of a configuration', () => {
  it('agree about what is valid and what is not', () => {
    assert.ok(fitsSchema(valid))
    assert.deepEqual(findSchemaErrors(valid), [])
    const place = fc.constantFrom(...placesOf(valid))
    const key = fc.constantFrom('', '', '', 'unknown', 'url', 'limits')
    const other = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('GET /b', '5s', '1KiB', 'api', 0, 1, 2.5, true, [], {}),
    )
    const seen = { valid: 0, wrong: 0 }
    fc.assert(
      fc.property(place, other, key, (path, value, more) => {
        const config = spoil(path, value, more)
        const fits = fitsSchema(config)
        seen[fits ? 'valid' : 'wrong'] += 1
        assert.equal(findSchemaErrors(config).length === 0, fits)
      }),
      { numRuns: 2000 },
    )
    assert.ok(seen.valid > 20 && seen.wrong > 20, JSON.stringify(seen))
  })
})
