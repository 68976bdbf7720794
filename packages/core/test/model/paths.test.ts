import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { comparableSegments, createPathSet, decodeToFixedPoint } from '../../src/model/paths.ts'
import { runLinear } from '../support/linear-time.ts'

describe('decodeToFixedPoint', () => {
  it('undoes escapes in escapes', () => {
    assert.equal(decodeToFixedPoint('%25252e%2525%32%65'), '..')
  })

  it('leaves what is no escape', () => {
    assert.equal(decodeToFixedPoint('%zz%4'), '%zz%4')
  })

  it('gives one character per byte', () => {
    assert.equal(decodeToFixedPoint('%c3%a9'), '\xc3\xa9')
  })

  it('leaves nothing to decode', () => {
    const text = fc.string({ unit: fc.constantFrom('%', '2', '5', 'e', 'a'), maxLength: 20 })
    fc.assert(
      fc.property(text, (given) => {
        assert.doesNotMatch(decodeToFixedPoint(given), /%[0-9a-f]{2}/i)
      }),
    )
  })

  it('does not need time by the square of the length', () => {
    assert.equal(
      runLinear(() => decodeToFixedPoint(`%${'25'.repeat(200_000)}`)),
      '%',
    )
  })
})

describe('comparableSegments', () => {
  it('is what the most lenient server sees', () => {
    assert.deepEqual(comparableSegments('//A/./b;x=1/%2e%2e/%43%2fd%5cE/'), ['a', 'c', 'd', 'e'])
  })

  it('stays at the root', () => {
    assert.deepEqual(comparableSegments('/../../a'), ['a'])
  })
})

describe('a path set', () => {
  const set = createPathSet(['/v2/ocamba/batch', '/s/:site/dw/batch'])

  it('has its paths by every spelling that a server might accept', () => {
    const spellings = [
      '/v2/ocamba/batch',
      '/v2/ocamba/batch/',
      '//v2///ocamba/batch',
      '/V2/OCAMBA/Batch',
      '/v2/ocamba/b%61tch',
      '/v2/ocamba/b%2561tch',
      '/v2%2focamba%2Fbatch',
      '/v2%5cocamba\\batch',
      '/v2/ocamba;x/batch;y=1',
      '/v2/./ocamba/x/../batch',
      '/v2/ocamba/%2e/batch',
      '/v2/ocamba/batch%20',
      '/s/shop/dw/batch',
      '/S/%53hop/DW/batch/',
    ]
    assert.deepEqual(
      spellings.filter((path) => !set.has(path)),
      [],
    )
  })

  it('has no other path', () => {
    const others = [
      '/',
      '/v2/ocamba',
      '/v2/ocamba/batches',
      '/v2/ocamba/batch/1',
      '/x/v2/ocamba/batch',
      '/s/dw/batch',
      '/s/a/b/dw/batch',
      '/s//dw/batch',
    ]
    assert.deepEqual(
      others.filter((path) => set.has(path)),
      [],
    )
  })

  it('takes only a whole segment of a pattern for a name', () => {
    assert.equal(createPathSet(['/a:b']).has('/axb'), false)
  })

  it('takes a colon in a path for itself', () => {
    assert.equal(createPathSet(['/a/b']).has('/:x/b'), false)
  })

  it('is empty without patterns', () => {
    assert.equal(createPathSet([]).has('/'), false)
  })
})
