import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderList } from '@batchway/core'
import { createPseudonym, createUpstream, viaNames, viaValue } from '@batchway/core/upstream'
import { createOuter } from '../support/model.ts'

const via = (...values: string[]): HeaderList => values.map((value) => ['via', value] as const)

const names = (headers: HeaderList): boolean => viaNames({ headers }, 'gw')

describe('Via', () => {
  it('is added behind those that are there', () => {
    assert.equal(viaValue([], 'gw'), '1.1 gw')
    assert.equal(viaValue(via('1.0 a', '2 b (x)'), 'gw'), '1.0 a, 2 b (x), 1.1 gw')
  })

  it('stands on every part', () => {
    const upstream = createUpstream('http://127.0.0.1:1', { pseudonym: 'gw' })
    assert.deepEqual(upstream.partHeaders(createOuter({ headers: via('1.0 a') })), [
      ['via', '1.0 a, 1.1 gw'],
    ])
  })

  it('names a gateway that the request has passed', () => {
    assert.equal(names(via('1.1 gw')), true)
    assert.equal(names(via('1.0 a, 1.1 gw (x), 1.1 b')), true)
    assert.equal(names(via('1.0 a', 'HTTP/1.1 gw')), true)
  })

  it('does not name a gateway whose name is only a part of another one', () => {
    assert.equal(names(via('1.1 gw2')), false)
    assert.equal(names(via('1.1 my-gw')), false)
    assert.equal(names(via('1.1 other (not gw)')), false)
  })

  it('is looked for in no other field', () => {
    assert.equal(names([['x-via', '1.1 gw']]), false)
  })

  it('tells an upstream that a batch is one of its own parts', () => {
    const upstream = createUpstream('http://127.0.0.1:1')
    const headers = upstream.partHeaders(createOuter())
    assert.equal(upstream.isReentrant(createOuter({ headers })), true)
    assert.equal(upstream.isReentrant(createOuter({ headers: via('1.1 other') })), false)
  })

  it('has a name that no other gateway has', () => {
    assert.notEqual(createPseudonym(), createPseudonym())
    assert.match(createPseudonym(), /^batchway-[\w-]{12}$/)
  })
})
