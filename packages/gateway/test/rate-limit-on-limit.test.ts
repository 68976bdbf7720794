import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { limitNames, partLimit } from './support/limit-fields.ts'
import { openLimited, plenty } from './support/limited-gateway.ts'
import { openUpstream } from './support/test-upstream.ts'

describe('rate limit: reserve', () => {
  const members = { match: '/v2/ocamba/members/*', rate: { burst: plenty, steady: 5 } }
  const roles = { match: '/v2/ocamba/roles/*', rate: { burst: plenty, steady: 3 } }

  it('charges for the whole batch at once', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'reserve',
      parts: [members, roles],
    })
    const { codes, parts } = await postOcamba(gateway.url, [
      ...manyGets(3),
      ...manyGets(2, '/roles'),
    ])
    assert.deepEqual(codes, [200, 200, 200, 200, 200])
    assert.deepEqual(partLimit(parts[0]), ['5', '2'])
    assert.deepEqual(partLimit(parts[4]), ['3', '1'])
  })

  it('refuses the whole batch with 429 and charges nothing', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'reserve',
      parts: [members, roles],
    })
    assert.equal((await postOcamba(gateway.url, manyGets(2, '/roles'))).status, 200)
    const refused = await postOcamba(gateway.url, [...manyGets(5), ...manyGets(2, '/roles')])
    assert.equal(refused.status, 429)
    assert.match(refused.headers.get('retry-after') ?? '', /^[1-9]\d?$/)
    for (const name of limitNames) assert.equal(refused.headers.get(name), null)
    assert.equal(upstream.requests.length, 2)
    const fits = await postOcamba(gateway.url, [...manyGets(5), ...manyGets(1, '/roles')])
    assert.equal(fits.status, 200)
    assert.deepEqual(partLimit(fits.parts[0]), ['5', '0'])
    assert.deepEqual(partLimit(fits.parts[5]), ['3', '0'])
  })

  it('never gives X-RateLimit fields with a 429, also where batches are limited', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'reserve',
      batches: { burst: plenty, steady: 10 },
      parts: [members],
    })
    await postOcamba(gateway.url, manyGets(4))
    const refused = await postOcamba(gateway.url, manyGets(2))
    assert.equal(refused.status, 429)
    for (const name of limitNames) assert.equal(refused.headers.get(name), null, name)
    assert.ok(refused.headers.get('retry-after'))
  })

  it('answers 400 to what the window can never hold, names the limit and charges nothing', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'reserve',
      parts: [members, roles],
    })
    const refused = await postOcamba(gateway.url, [...manyGets(2), ...manyGets(4, '/roles')])
    assert.equal(refused.status, 400)
    assert.match(refused.message, /4 parts for \/v2\/ocamba\/roles\/\*.* 3 /)
    assert.equal(refused.headers.get('retry-after'), null)
    const fits = await postOcamba(gateway.url, [...manyGets(5), ...manyGets(3, '/roles')])
    assert.equal(fits.status, 200)
  })

  it('holds the burst against a batch as well', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'reserve',
      parts: [{ match: members.match, rate: { burst: 2, steady: plenty } }],
    })
    assert.equal((await postOcamba(gateway.url, manyGets(3))).status, 400)
    assert.equal((await postOcamba(gateway.url, manyGets(2))).status, 200)
  })
})

describe('rate limit: pace', () => {
  it('lets parts wait for the next window', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(upstream, {
      onLimit: 'pace',
      parts: [{ match: '/v2/ocamba/members/*', rate: { burst: 2, steady: plenty } }],
    })
    const { codes, parts } = await postOcamba(gateway.url, [
      ...manyGets(3),
      { method: 'GET', relative_url: '/roles' },
    ])
    assert.deepEqual(codes, [200, 200, 200, 200])
    assert.deepEqual(
      parts.slice(0, 3).map((part) => partLimit(part)[0]),
      ['2', '2', '2'],
    )
    // The part that is not limited has not waited for the one that is.
    assert.deepEqual(upstream.requests.map(({ target }) => target).at(-1), '/v2/ocamba/members/2')
  })

  it('does not let a part wait for a window that comes after its own time', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(
      upstream,
      {
        onLimit: 'pace',
        parts: [{ match: '/v2/ocamba/members/*', rate: { burst: plenty, steady: 1 } }],
      },
      { limits: { batchTime: 150 } },
    )
    const { codes } = await postOcamba(gateway.url, manyGets(2))
    assert.deepEqual(codes, [200, 429])
    assert.equal(upstream.requests.length, 1)
  })

  it('fails a part that would have to wait longer than a part may take', async () => {
    await using upstream = await openUpstream()
    await using gateway = await openLimited(
      upstream,
      {
        onLimit: 'pace',
        parts: [{ match: '/v2/ocamba/members/*', rate: { burst: plenty, steady: 1 } }],
      },
      { limits: { partTime: 100, batchTime: '2s' } },
    )
    const { parts } = await postOcamba(gateway.url, manyGets(2))
    assert.equal(parts[0]?.code, 200)
    assert.ok((parts[1]?.code ?? 0) >= 400)
    assert.doesNotMatch(parts[1]?.error?.message ?? '', /time of the batch/)
  })
})
