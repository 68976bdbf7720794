import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderList, OuterRequest } from '@batchway/core'
import { createProxyTrust } from '../src/proxy-trust.ts'

function from(remoteAddress: string | undefined, headers: HeaderList = []): OuterRequest {
  const head = { method: 'GET', path: '/', query: '', headers, scheme: 'http' } as const
  return remoteAddress === undefined ? head : { ...head, remoteAddress }
}

function isTrusted(proxies: readonly string[], address: string | undefined): boolean {
  const outer = from(address, [['x-forwarded-user', 'anna']])
  return createProxyTrust(proxies).cleanse(outer).headers.length === 1
}

describe('createProxyTrust: who is trusted', () => {
  it('trusts nobody unless told', () => {
    assert.equal(isTrusted([], '127.0.0.1'), false)
    assert.equal(isTrusted([], '::1'), false)
  })

  it('trusts an address and no other', () => {
    assert.equal(isTrusted(['10.1.2.3'], '10.1.2.3'), true)
    assert.equal(isTrusted(['10.1.2.3'], '10.1.2.4'), false)
    assert.equal(isTrusted(['10.1.2.3'], '110.1.2.3'), false)
  })

  it('trusts a range, its ends included', () => {
    const range = ['10.1.16.0/20']
    assert.equal(isTrusted(range, '10.1.16.0'), true)
    assert.equal(isTrusted(range, '10.1.31.255'), true)
    assert.equal(isTrusted(range, '10.1.15.255'), false)
    assert.equal(isTrusted(range, '10.1.32.0'), false)
  })

  it('reads a range whose address is not its first one', () => {
    assert.equal(isTrusted(['10.1.2.3/8'], '10.255.0.1'), true)
    assert.equal(isTrusted(['10.1.2.3/8'], '11.0.0.0'), false)
  })

  it('trusts everybody only when told so in full', () => {
    assert.equal(isTrusted(['0.0.0.0/0'], '203.0.113.9'), true)
    assert.equal(isTrusted(['::/0'], '2001:db8::1'), true)
  })

  it('trusts IPv6 addresses and ranges in any spelling', () => {
    assert.equal(isTrusted(['::1'], '::1'), true)
    assert.equal(isTrusted(['0:0:0:0:0:0:0:1'], '::1'), true)
    assert.equal(isTrusted(['2001:DB8::/32'], '2001:db8:ffff::1'), true)
    assert.equal(isTrusted(['2001:db8::/32'], '2001:db9::1'), false)
    assert.equal(isTrusted(['::1'], '127.0.0.1'), false)
  })

  it('takes a mapped IPv4 address for the IPv4 address', () => {
    assert.equal(isTrusted(['10.0.0.0/8'], '::ffff:10.1.2.3'), true)
    assert.equal(isTrusted(['10.0.0.0/8'], '::ffff:11.1.2.3'), false)
    assert.equal(isTrusted(['::ffff:10.1.2.3'], '10.1.2.3'), true)
    assert.equal(isTrusted(['::ffff:10.1.2.3'], '::ffff:10.1.2.3'), true)
  })

  it('trusts one of several', () => {
    const proxies = ['192.0.2.1', '10.0.0.0/8', '::1']
    assert.equal(isTrusted(proxies, '192.0.2.1'), true)
    assert.equal(isTrusted(proxies, '::1'), true)
    assert.equal(isTrusted(proxies, '192.0.2.2'), false)
  })

  it('does not trust a peer without an address', () => {
    assert.equal(isTrusted(['0.0.0.0/0'], undefined), false)
  })
})

describe('createProxyTrust: bad entries', () => {
  it('refuses names and broken addresses', () => {
    refuses('localhost')
    refuses('')
    refuses('10.0.0')
    refuses('10.0.0.256')
    refuses(' 10.0.0.1')
    refuses('10.0.0.1:80')
    refuses('[::1]')
    refuses('*')
  })

  it('refuses prefixes that are too long or no numbers', () => {
    refuses('10.0.0.0/33')
    refuses('::/129')
    refuses('10.0.0.0/-1')
    refuses('10.0.0.0/255.0.0.0')
    refuses('10.0.0.0/8x')
    refuses('/8')
  })

  it('refuses a prefix that is missing, which must not mean everybody', () => {
    refuses('10.0.0.0/')
    refuses('::/')
  })

  it('refuses two prefixes', () => {
    refuses('10.0.0.0/8/16')
  })
})

describe('createProxyTrust: what is believed', () => {
  const forged: HeaderList = [
    ['host', 'here.example'],
    ['x-forwarded-for', '198.51.100.1'],
    ['x-forwarded-for', '198.51.100.2'],
    ['x-forwarded-proto', 'https'],
    ['x-forwarded-host', 'there.example'],
    ['x-forwarded-user', 'anna'],
    ['x-remote-user', 'anna'],
    ['authorization', 'Bearer T'],
  ]

  it('tells only what it sees itself to the API when the peer is a stranger', () => {
    const trust = createProxyTrust(['10.0.0.1'])
    assert.deepEqual(trust.forwardingHeaders(from('192.0.2.7', forged)), [
      ['x-forwarded-for', '192.0.2.7'],
      ['x-forwarded-proto', 'http'],
      ['x-forwarded-host', 'here.example'],
    ])
  })

  it('adds the peer to what a trusted proxy said', () => {
    const trust = createProxyTrust(['10.0.0.1'])
    assert.deepEqual(trust.forwardingHeaders(from('10.0.0.1', forged)), [
      ['x-forwarded-for', '198.51.100.1, 198.51.100.2, 10.0.0.1'],
      ['x-forwarded-proto', 'https'],
      ['x-forwarded-host', 'there.example'],
    ])
  })

  it('falls back to what it sees where a trusted proxy said nothing', () => {
    const trust = createProxyTrust(['10.0.0.1'])
    assert.deepEqual(trust.forwardingHeaders(from('10.0.0.1', [['host', 'here.example']])), [
      ['x-forwarded-for', '10.0.0.1'],
      ['x-forwarded-proto', 'http'],
      ['x-forwarded-host', 'here.example'],
    ])
  })

  it('writes no field without a value when the peer has no address', () => {
    const fields = createProxyTrust([]).forwardingHeaders(from(undefined))
    assert.deepEqual(fields, [['x-forwarded-proto', 'http']])
  })

  it('takes the user from a trusted proxy only, and other identity from everybody', () => {
    const trust = createProxyTrust(['10.0.0.1'])
    const names = (outer: OuterRequest): readonly string[] =>
      trust.cleanse(outer).headers.map(([name]) => name)
    assert.ok(names(from('10.0.0.1', forged)).includes('x-forwarded-user'))
    assert.ok(names(from('10.0.0.1', forged)).includes('x-remote-user'))
    assert.ok(!names(from('192.0.2.7', forged)).includes('x-forwarded-user'))
    assert.ok(!names(from('192.0.2.7', forged)).includes('x-remote-user'))
    assert.ok(names(from('192.0.2.7', forged)).includes('authorization'))
  })
})

function refuses(entry: string): void {
  assert.throws(
    () => createProxyTrust(['::1', entry]),
    (error: unknown) => {
      assert.ok(error instanceof RangeError)
      assert.ok(error.message.startsWith('trustedProxies: '))
      assert.ok(error.message.includes(`"${entry}"`))
      return true
    },
  )
}
