import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CallerSource, Claims, HeaderList } from '@batchway/core'
import { createBatchEndpoint, createOcapi, createRateLimit } from '@batchway/core'
import { bearer, countTokens, openAccess } from '../support/access-endpoint.ts'
import { openOcapi } from '../support/multipart-ocapi.ts'
import { batchOf } from '../support/ocapi-batch.ts'

/** The caller of a batch with these headers, whose token has these claims. */
async function callerOf(
  caller: readonly CallerSource[] | undefined,
  headers: HeaderList,
  claims?: Claims,
): Promise<string | undefined> {
  const verify = claims && (() => Promise.resolve({ ok: true, claims } as const))
  const api = openAccess({
    ...(caller === undefined ? {} : { caller }),
    ...(verify === undefined ? {} : { verify }),
  })
  const answer = await api.post([{}], headers)
  assert.equal(answer.status, 200, answer.refusal?.message)
  return api.reports[0]?.outer.caller
}

describe('a caller', () => {
  it('is told by the first source that says something', async () => {
    const sources = [{ jwtClaim: 'sub' }, { header: 'X-Tenant' }, 'address'] as const
    assert.equal(await callerOf(sources, [bearer('t')], { sub: 'anna' }), 'jwt.sub:anna')
    const tenant = await callerOf(sources, [['x-tenant', 'a']], {})
    assert.match(tenant ?? '', /^header\.x-tenant#[\w-]{43}$/)
    assert.equal(await callerOf(sources, [['x-tenant', '']], {}), 'address:192.0.2.1')
    assert.equal(await callerOf(['bearer'], []), 'anonymous')
  })

  it('is a hash where a secret tells it, the same for the same secret', async () => {
    for (const source of ['bearer', 'identity', { header: 'authorization' }] as const) {
      const one = await callerOf([source], [bearer('s3cr3t')])
      assert.match(one ?? '', /^[a-z.]+#[\w-]{43}$/)
      assert.equal(await callerOf([source], [bearer('s3cr3t')]), one)
      assert.notEqual(await callerOf([source], [bearer('s3cr3t2')]), one)
    }
  })

  it('is told by all identity headers, else by its address, where nothing else is said', async () => {
    const one = await callerOf(undefined, [bearer('a')], {})
    assert.match(one ?? '', /^identity#/)
    assert.notEqual(await callerOf(undefined, [bearer('a'), ['cookie', 'b']], {}), one)
    assert.equal(await callerOf(undefined, [], {}), 'address:192.0.2.1')
  })

  it('never gets the text of another by what it says', async () => {
    const claim = { sub: 'x', 'jwt.sub': 'x', odd: 'address:192.0.2.1' }
    assert.equal(
      await callerOf([{ jwtClaim: 'odd' }, 'address'], [bearer('t')], claim),
      'jwt.odd:address:192.0.2.1',
    )
    const plain = await callerOf([{ header: 'x-a' }], [['x-a', 'jwt.sub:x']])
    assert.match(plain ?? '', /^header\.x-a#/)
  })

  it('is not told by a claim that is no text or number, nor by what every object has', async () => {
    for (const sub of [undefined, null, '', true, ['a'], { a: 1 }]) {
      assert.equal(await callerOf([{ jwtClaim: 'sub' }], [bearer('t')], { sub }), 'anonymous')
    }
    for (const jwtClaim of ['constructor', '__proto__', 'toString']) {
      assert.equal(await callerOf([{ jwtClaim }], [bearer('t')], {}), 'anonymous')
    }
    assert.equal(await callerOf([{ jwtClaim: 'sub' }], [bearer('t')], { sub: 7 }), 'jwt.sub:7')
    const long = await callerOf([{ jwtClaim: 'sub' }], [bearer('t')], { sub: 'x'.repeat(5000) })
    assert.match(long ?? '', /^jwt\.sub#[\w-]{43}$/)
  })

  it('needs a verifier for its claims, and sources that exist', () => {
    assert.throws(() => openAccess({ caller: [{ jwtClaim: 'sub' }] }), RangeError)
    const wrong = ['ip', {}] as unknown as readonly CallerSource[]
    for (const source of wrong) assert.throws(() => openAccess({ caller: [source] }), RangeError)
  })

  it('is told by a header that parts can not change then', async () => {
    const api = openAccess({ caller: [{ header: 'x-tenant' }] })
    await api.post([{}, { headers: [['x-tenant', 'b']] }], [['x-tenant', 'a']])
    const [inherited, own] = api.arrived
    assert.ok(inherited?.headers.some(([name, value]) => name === 'x-tenant' && value === 'a'))
    assert.match(own?.caller ?? '', /^header\.x-tenant#/)
  })
})

describe('the client of a dialect', () => {
  it('tells callers apart, of the batch and of its parts', async () => {
    const { endpoint } = openOcapi()
    const callers: unknown[] = []
    const own = createBatchEndpoint(
      {
        dispatch(request, run) {
          callers.push([run.outer.caller, request.caller])
          const response = { status: 204, headers: [], body: new Uint8Array() }
          return Promise.resolve({ kind: 'answered', response })
        },
        isReentrant: () => false,
        partHeaders: () => [],
      },
      { path: endpoint.path, dialect: createOcapi(), caller: ['clientId', 'address'] },
    )
    const headers: HeaderList = [
      ['content-type', 'multipart/mixed; boundary=b'],
      ['x-dw-client-id', 'shop'],
    ]
    const outer = { method: 'POST', path: '/dw/batch', query: '', headers, scheme: 'http' } as const
    const body = Buffer.from(batchOf([], ['x-dw-client-id: other']))
    const exchange = { readBody: () => Promise.resolve(body), onAbort: () => {} }
    await own.handle(outer, exchange)
    assert.deepEqual(callers, [
      ['client:shop', undefined],
      ['client:shop', 'client:other'],
    ])
    const unnamed = { ...outer, headers: headers.slice(0, 1), remoteAddress: '192.0.2.1' }
    assert.equal((await own.handle(unnamed, exchange)).status, 400)
  })
})

describe('a rate limit', () => {
  const parts = [{ match: '/base/**', rate: { burst: 2, steady: 2 } }]
  const written = [{}, { headers: [bearer('bert')] }, {}, { headers: [bearer('bert')] }, {}]

  it('charges a part to its own caller', async () => {
    const { verify } = countTokens()
    const { admission } = createRateLimit({ parts })
    const api = openAccess({ verify, caller: [{ jwtClaim: 'sub' }], admissions: [admission] })
    const answer = await api.post(written, [bearer('anna')])
    assert.deepEqual(
      answer.results.map(({ status }) => status),
      [204, 204, 204, 204, 429],
    )
    const other = await api.post([{}, { headers: [bearer('anna')] }], [bearer('carl')])
    assert.deepEqual(
      other.results.map(({ status }) => status),
      [204, 429],
    )
  })

  it('reserves for each caller, and gives back where one has not enough', async () => {
    const { verify } = countTokens()
    const { admission } = createRateLimit({ parts, onLimit: 'reserve' })
    const api = openAccess({ verify, caller: [{ jwtClaim: 'sub' }], admissions: [admission] })
    const fits = written.slice(0, 4)
    assert.equal((await api.post(fits.slice(1, 2), [bearer('anna')])).status, 200)
    assert.equal((await api.post(fits, [bearer('anna')])).status, 429, 'bert has only one left')
    assert.equal((await api.post([{}, {}], [bearer('anna')])).status, 200, 'anna lost nothing')
    assert.equal((await api.post(written, [bearer('carl')])).status, 400, 'never fits')
  })

  it('is not touched by parts that the rules refuse', async () => {
    const { admission } = createRateLimit({ parts })
    const api = openAccess({ admissions: [admission], rules: [{ deny: 'DELETE /**' }] })
    const answer = await api.post([
      ...Array.from({ length: 10 }, () => ({ method: 'DELETE' })),
      {},
      {},
    ])
    assert.deepEqual(
      answer.results.map(({ status }) => status),
      [...Array.from({ length: 10 }, () => 403), 204, 204],
    )
    assert.equal(api.arrived.length, 2)
  })
})
