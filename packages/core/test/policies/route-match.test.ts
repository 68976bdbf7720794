import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createRouteMatch } from '../../src/policies/route-match.ts'

function matches(pattern: string, path: string, method = 'GET'): boolean {
  return createRouteMatch(pattern).matches({ method, path })
}

describe('a route of a rate limit', () => {
  it('matches by method, literal segments, one segment and any number of them', () => {
    assert.equal(matches('GET /members/*', '/members/1?x=1'), true)
    assert.equal(matches('GET /members/*', '/members/1', 'POST'), false)
    assert.equal(matches('/members/*', '/members'), false)
    assert.equal(matches('/members/*', '/members/1/2'), false)
    assert.equal(matches('/members/**', '/members'), true)
    assert.equal(matches('/members/**', '/members/1/2'), true)
    assert.equal(matches('/members/**', '/memberships/1'), false)
  })

  it('is not escaped by another spelling of the path', () => {
    const spellings = [
      '/members;x/1',
      '/mem%62ers/1',
      '//members//1/',
      '/MEMBERS/1',
      '/members/1;y',
    ]
    for (const path of spellings) assert.equal(matches('/members/*', path), true, path)
  })

  it('says what is no route', () => {
    for (const wrong of ['members', 'GET', '', 'GET members/*']) {
      assert.throws(() => createRouteMatch(wrong), /is not a route; write "GET \/members\/\*"/)
    }
  })
})
