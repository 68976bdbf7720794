import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  connectionNames,
  endToEndHeaders,
  headerBytes,
  headerValue,
  identityHeaders,
  isFieldValue,
  isForwardingHeader,
  isHopByHop,
  isToken,
  mayStandInPart,
  trimFieldValue,
} from '../../src/model/headers.ts'
import { runLinear } from '../support/linear-time.ts'

describe('what may stand in a part', () => {
  it('are fields about the resource and the caller', () => {
    const names = [
      'accept',
      'content-type',
      'if-match',
      'authorization',
      'x-forwarded-user',
      'prefer',
    ]
    assert.deepEqual(
      names.filter((name) => !mayStandInPart(name)),
      [],
    )
  })

  it('are no hop-by-hop, framing, routing, override or forwarding fields', () => {
    const names = [
      'connection',
      'keep-alive',
      'proxy-connection',
      'te',
      'trailer',
      'transfer-encoding',
      'upgrade',
      'content-length',
      'expect',
      'host',
      'accept-encoding',
      'range',
      'x-http-method-override',
      'x-http-method',
      'x-method-override',
      'x-dw-http-method-override',
      '_method',
      'forwarded',
      'via',
      'x-real-ip',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
    ]
    assert.deepEqual(
      names.filter((name) => mayStandInPart(name)),
      [],
    )
  })
})

describe('identity', () => {
  it('is the usual fields and those that are added, in lower case', () => {
    const names = identityHeaders(['X-Tenant'])
    const wanted = [
      'authorization',
      'proxy-authorization',
      'cookie',
      'x-api-key',
      'api-key',
      'x-auth-token',
      'x-forwarded-user',
      'x-remote-user',
      'x-tenant',
    ]
    assert.deepEqual([...names].toSorted(), wanted.toSorted())
  })

  it('is no matter of forwarding', () => {
    assert.equal(isForwardingHeader('x-forwarded-user'), false)
    assert.equal(isForwardingHeader('x-forwarded-for'), true)
  })
})

describe('an answer', () => {
  it('loses hop-by-hop fields, framing, coding and what Connection names', () => {
    const headers = [
      ['connection', 'close, X-One'],
      ['connection', 'x-two'],
      ['x-one', '1'],
      ['x-two', '2'],
      ['keep-alive', 'timeout=5'],
      ['transfer-encoding', 'chunked'],
      ['content-length', '3'],
      ['content-encoding', 'gzip'],
      ['trailer', 'x'],
      ['content-type', 'a/b'],
    ] as const
    assert.deepEqual(endToEndHeaders(headers), [['content-type', 'a/b']])
  })

  it('keeps order and repeated fields', () => {
    const headers = [
      ['set-cookie', 'b'],
      ['x', '1'],
      ['set-cookie', 'a'],
    ] as const
    assert.deepEqual(endToEndHeaders(headers), headers)
  })
})

describe('reading fields', () => {
  it('gives the first value of a name', () => {
    const headers = [
      ['a', '1'],
      ['b', ''],
      ['a', '2'],
    ] as const
    assert.equal(headerValue(headers, 'a'), '1')
    assert.equal(headerValue(headers, 'b'), '')
    assert.equal(headerValue(headers, 'c'), undefined)
  })

  it('lists what Connection names, in lower case', () => {
    const names = connectionNames([['connection', 'Close , X-A']])
    assert.deepEqual(names, new Set(['close', 'x-a']))
  })

  it('knows hop-by-hop fields', () => {
    assert.equal(isHopByHop('keep-alive'), true)
    assert.equal(isHopByHop('cache-control'), false)
  })
})

describe('syntax', () => {
  it('takes tokens for names', () => {
    assert.equal(isToken("!#$%&'*+-.^_`|~09azAZ"), true)
    assert.deepEqual(
      ['', 'a b', 'a:', 'a\n', 'é', '"a"', 'a(b)', 'a\0'].filter((text) => isToken(text)),
      [],
    )
  })

  it('takes visible characters, spaces, tabs and obs-text for values', () => {
    assert.deepEqual(
      ['', 'a b\tc', '~', '\x80\xff'].filter((text) => !isFieldValue(text)),
      [],
    )
  })

  it('refuses line breaks, other control characters and what is no byte', () => {
    assert.deepEqual(
      ['a\rb', 'a\nb', 'a\0', '\x1f', '\x7f', '€', 'a\r\nX: y', '\n'].filter((t) =>
        isFieldValue(t),
      ),
      [],
    )
  })

  it('trims spaces and tabs only', () => {
    assert.equal(trimFieldValue(' \t a \u{a0}\t '), 'a \u{a0}')
  })

  it('trims without time by the square of the length', () => {
    const text = `a${' '.repeat(300_000)}b`
    assert.equal(
      runLinear(() => trimFieldValue(text)),
      text,
    )
  })

  it('counts a field as its line on the wire', () => {
    const headers = [
      ['ab', 'cde'],
      ['f', ''],
    ] as const
    assert.equal(headerBytes(headers), 'ab: cde\r\nf: \r\n'.length)
  })
})
