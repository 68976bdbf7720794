import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderList } from '@batchway/core'
import { bearer, countTokens, openAccess } from '../support/access-endpoint.ts'

const bySub = [{ jwtClaim: 'sub' }] as const

/** The values of a field of an answer. */
function valuesOf(headers: HeaderList, name: string): readonly string[] {
  return headers.filter(([other]) => other === name).map(([, value]) => value)
}

describe('the tokens of a batch', () => {
  it('are verified once each: 50 parts with 3 distinct ones cost 3 verifications', async () => {
    const { verify, asked } = countTokens()
    const api = openAccess({ verify })
    const tokens = ['anna', 'bert', 'carl']
    const parts = Array.from({ length: 50 }, (_, index) => ({
      headers: [bearer(tokens[index % 3] ?? ''), ['x-part', String(index)] as const],
    }))
    const answer = await api.post(parts, [bearer('anna')])
    assert.equal(answer.results.length, 50)
    assert.deepEqual(asked, ['anna', 'bert', 'carl'])
    await api.post(parts.slice(0, 1), [bearer('anna')])
    assert.equal(asked.length, 4, 'a later batch is verified anew')
  })

  it('are verified before the body is read, and those of parts before the first one runs', async () => {
    const { verify } = countTokens()
    const api = openAccess({ verify })
    const outer = await api.post([{}], [bearer('bad')])
    assert.equal(outer.status, 401)
    assert.deepEqual(outer.refusal, {
      code: 'invalid-token',
      message: 'The bearer token is not accepted: it is bad.',
    })
    assert.deepEqual(valuesOf(outer.headers, 'www-authenticate'), [
      'Bearer error="invalid_token", error_description="it is bad"',
    ])
    assert.equal(api.reports[0]?.batch, undefined)
    const own = await api.post(
      [
        {},
        { headers: [bearer('bert')] },
        { headers: [bearer('bad2')] },
        { headers: [bearer('bad1')] },
      ],
      [bearer('anna')],
    )
    assert.equal(own.status, 401)
    assert.match(own.refusal?.message ?? '', /it is bad2/)
    assert.equal(api.reports[1]?.error?.part, 2)
    assert.equal(api.arrived.length, 0)
  })

  it('are not there where Connection takes them away, and then none is verified', async () => {
    const { verify, asked } = countTokens()
    const api = openAccess({ verify, caller: bySub })
    await api.post([{}], [bearer('anna'), ['connection', 'Authorization']])
    await api.post(
      [{ headers: [bearer('bad'), ['connection', 'authorization']] }],
      [bearer('anna')],
    )
    assert.deepEqual(asked, ['anna'])
    assert.deepEqual(
      api.runs.map(({ outer }) => outer.caller),
      ['anonymous', 'jwt.sub:anna'],
    )
    assert.deepEqual(
      api.arrived.map(({ headers }) => valuesOf(headers, 'authorization')),
      [[], ['Bearer anna']],
    )
  })

  const odd = [
    'Basic dTpw',
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearer a, Bearer b',
    'Bearer\ta',
    'Bearer "a"',
    'bad',
    'Token a',
    'Bearer a;b',
  ]
  for (const value of odd) {
    it(`are nothing else than bearer tokens: ${JSON.stringify(value)}`, async () => {
      const { verify, asked } = countTokens()
      const api = openAccess({ verify })
      const outer = await api.post([{}], [['authorization', value]])
      const own = await api.post([{ headers: [['authorization', value]] }], [bearer('anna')])
      for (const { status, refusal, headers } of [outer, own]) {
        assert.deepEqual([status, refusal?.code], [401, 'invalid-authorization'])
        assert.deepEqual(valuesOf(headers, 'www-authenticate'), ['Bearer'])
      }
      assert.deepEqual(asked, ['anna'])
      assert.equal(api.arrived.length, 0)
    })
  }

  it('may be written with another letter case of the scheme and more spaces', async () => {
    const { verify, asked } = countTokens()
    const api = openAccess({ verify })
    await api.post([{}], [['authorization', 'bEARER   a.b-c_d~e+f/g==']])
    assert.deepEqual(asked, ['a.b-c_d~e+f/g=='])
    assert.equal(api.arrived.length, 1)
  })

  it('are two where two fields are there, and so none', async () => {
    const { verify } = countTokens()
    const api = openAccess({ verify })
    const answer = await api.post([{}], [bearer('anna'), bearer('anna')])
    assert.equal(answer.refusal?.code, 'invalid-authorization')
  })

  it('are missed only where an identity is required', async () => {
    const { verify } = countTokens()
    const optional = openAccess({ verify })
    assert.equal((await optional.post([{}], [['x-api-key', 'k']])).status, 200)
    const required = openAccess({ verify, identity: 'required' })
    for (const headers of [[], [['x-api-key', 'k']], [['authorization', '']]] as const) {
      const answer = await required.post([{}], headers)
      assert.deepEqual([answer.status, answer.refusal?.code], [401, 'unauthorized'])
      assert.deepEqual(valuesOf(answer.headers, 'www-authenticate'), ['Bearer'])
    }
    // A part that hides the token of the batch would come without one.
    const hidden = await required.post([{ headers: [['authorization', '']] }], [bearer('anna')])
    assert.equal(hidden.refusal?.code, 'unauthorized')
    assert.equal(required.arrived.length, 0)
  })

  it('are 403 without the scopes, and 503 while nobody can tell', async () => {
    const scope = openAccess({
      verify: () => Promise.resolve({ ok: false, reason: 'no', missingScope: 'a "b' }),
    })
    const lacking = await scope.post([{}], [bearer('anna')])
    assert.deepEqual([lacking.status, lacking.refusal?.code], [403, 'forbidden'])
    assert.deepEqual(valuesOf(lacking.headers, 'www-authenticate'), [
      'Bearer error="insufficient_scope", scope="a \'b"',
    ])
    const away = openAccess({
      verify: () => Promise.resolve({ ok: false, reason: 'no', unavailable: true }),
    })
    const unknown = await away.post([{}], [bearer('anna')])
    assert.deepEqual([unknown.status, unknown.refusal?.code], [503, 'unavailable'])
    assert.deepEqual(valuesOf(unknown.headers, 'retry-after'), ['5'])
  })

  it('refuse the batch as a fault of ours when a verifier breaks its promise', async () => {
    for (const verify of [
      () => Promise.reject(new Error('secret')),
      () => {
        throw new Error('secret')
      },
    ]) {
      const api = openAccess({ verify })
      const answer = await api.post([{}], [bearer('anna')])
      assert.deepEqual([answer.status, answer.refusal?.message], [500, 'Internal server error.'])
      const own = await api.post([{ headers: [bearer('anna')] }, { headers: [bearer('bert')] }])
      assert.equal(own.status, 500)
    }
  })
})

describe('the caller of a part', () => {
  it('is another one where the part has an identity of its own', async () => {
    const { verify } = countTokens()
    const api = openAccess({ verify, caller: [...bySub, 'address'] })
    await api.post(
      [
        {},
        { headers: [bearer('bert')] },
        { headers: [bearer('anna')] },
        { headers: [['authorization', '']] },
      ],
      [bearer('anna')],
    )
    assert.deepEqual(
      api.arrived.map(({ caller }) => caller),
      [undefined, 'jwt.sub:bert', undefined, 'address:192.0.2.1'],
    )
    assert.equal(api.runs[0]?.outer.caller, 'jwt.sub:anna')
    const [report] = api.reports
    assert.equal(report?.outer.caller, 'jwt.sub:anna')
    assert.deepEqual(
      [...(report?.callers ?? [])],
      [
        [1, 'jwt.sub:bert'],
        [3, 'address:192.0.2.1'],
      ],
    )
  })

  it('is not asked for where nobody wants to know', async () => {
    const api = openAccess({})
    await api.post([{}, { headers: [bearer('bert')] }], [bearer('anna')])
    assert.equal(api.reports[0]?.outer.caller, undefined)
    assert.equal(api.reports[0]?.callers.size, 0)
  })
})
