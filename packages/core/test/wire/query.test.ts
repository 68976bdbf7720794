import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { replaceParameters } from '../../src/wire/query.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    'a b',
    'a+b',
    '%',
    '%41',
    '&=',
    '#',
    '?',
    "'",
    '"',
    '\r\n',
    '\0',
    'é😀',
    '[]',
  ),
)

describe('replaceParameters', () => {
  it('leaves a URL without new parameters alone', () => {
    assert.equal(replaceParameters('/a?b=%zz&&c#', []), '/a?b=%zz&&c#')
  })

  it('begins a query', () => {
    assert.equal(replaceParameters('/a', [{ name: 'b', values: ['c'] }]), '/a?b=c')
  })

  it('keeps the bytes and the order of other parameters', () => {
    assert.equal(
      replaceParameters('/a?z=%7e&y=a+b&x', [{ name: 'b', values: ['c'] }]),
      '/a?z=%7e&y=a+b&x&b=c',
    )
  })

  it('replaces parameters of the same name, however they are encoded', () => {
    assert.equal(
      replaceParameters('/a?b=1&%62=2&c=3&b', [{ name: 'b', values: ['4'] }]),
      '/a?c=3&b=4',
    )
  })

  it('takes a plus in a name for a space', () => {
    assert.equal(replaceParameters('/a?b+c=1', [{ name: 'b c', values: ['2'] }]), '/a?b%20c=2')
  })

  it('takes a parameter without values away', () => {
    assert.equal(replaceParameters('/a?b=1&c=2', [{ name: 'b', values: [] }]), '/a?c=2')
    assert.equal(replaceParameters('/a?b=1', [{ name: 'b', values: [] }]), '/a')
  })

  it('writes several values one after the other', () => {
    assert.equal(replaceParameters('/a', [{ name: 'b', values: ['1', '2'] }]), '/a?b=1&b=2')
  })

  it('gives an empty value its equals sign', () => {
    assert.equal(replaceParameters('/a', [{ name: 'b', values: [''] }]), '/a?b=')
  })

  it('keeps a name with a broken escape', () => {
    assert.equal(replaceParameters('/a?%zz=1', [{ name: 'b', values: ['2'] }]), '/a?%zz=1&b=2')
  })

  it('gives hostile names and values back through URLSearchParams', () => {
    const parameters = fc.uniqueArray(fc.record({ name: text, values: fc.array(text) }), {
      selector: ({ name }) => name,
      maxLength: 4,
    })
    fc.assert(
      fc.property(parameters, (given) => {
        const url = replaceParameters('/a?keep=%7e', given)
        const expected = given.flatMap(({ name, values }) => values.map((value) => [name, value]))
        const query = url.slice(url.indexOf('?') + 1)
        const read = [...new URLSearchParams(query)]
        const keeps = given.every(({ name }) => name !== 'keep')
        assert.deepEqual(read, keeps ? [['keep', '~'], ...expected] : expected)
      }),
      { numRuns: 300 },
    )
  })

  it('writes nothing that a URL may not have', () => {
    fc.assert(
      fc.property(text, text, (name, value) => {
        assert.match(
          replaceParameters('/a', [{ name, values: [value] }]),
          /^\/a\?[!$-;=?-Z_a-z~]+$/,
        )
      }),
      { numRuns: 300 },
    )
  })
})
