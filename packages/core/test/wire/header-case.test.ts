import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canonicalName } from '../../src/wire/header-case.ts'

describe('canonicalName', () => {
  it('writes each word with a capital letter', () => {
    assert.equal(canonicalName('content-type'), 'Content-Type')
    assert.equal(canonicalName('x-b3-traceid'), 'X-B3-Traceid')
    assert.equal(canonicalName('location'), 'Location')
  })

  it('knows the names that have a spelling of their own', () => {
    assert.equal(canonicalName('etag'), 'ETag')
    assert.equal(canonicalName('www-authenticate'), 'WWW-Authenticate')
    assert.equal(canonicalName('x-ratelimit-limit'), 'X-RateLimit-Limit')
  })

  it('leaves other characters of a token alone', () => {
    assert.equal(canonicalName('x_y.z-1a--b'), 'X_y.z-1a--B')
    assert.equal(canonicalName('__proto__'), '__proto__')
  })

  it('gives the same answer again, however many names there were before', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `x-name-${index}`)
    const first = names.map((name) => canonicalName(name))
    assert.deepEqual(
      names.map((name) => canonicalName(name)),
      first,
    )
    assert.equal(first.at(-1), 'X-Name-2999')
  })
})
