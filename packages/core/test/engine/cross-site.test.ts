import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderList } from '@batchway/core'
import { BatchError } from '@batchway/core'
import { checkCrossSite } from '../../src/engine/cross-site.ts'
import { createBatch, createOuter } from '../support/model.ts'

interface Request {
  readonly methods?: readonly string[]
  readonly headers?: HeaderList
  readonly allowed?: readonly string[]
}

const cookie = ['cookie', 's=1'] as const
const host = ['host', 'api.example'] as const

function passes({ methods = ['GET', 'POST'], headers = [], allowed = [] }: Request): boolean {
  try {
    const outer = createOuter({ headers, scheme: 'https' })
    checkCrossSite(outer, createBatch(methods), allowed)
    return true
  } catch (error) {
    assert.ok(error instanceof BatchError)
    assert.equal(error.code, 'forbidden')
    return false
  }
}

const fromElsewhere: HeaderList = [
  cookie,
  host,
  ['origin', 'https://evil.example'],
  ['sec-fetch-site', 'cross-site'],
]

describe('a batch from another site', () => {
  it('is refused when it has cookies and an unsafe part', () => {
    assert.equal(passes({ headers: fromElsewhere }), false)
  })

  it('passes without cookies', () => {
    assert.equal(passes({ headers: fromElsewhere.slice(1) }), true)
  })

  it('passes when all its parts are safe', () => {
    assert.equal(passes({ headers: fromElsewhere, methods: ['GET', 'HEAD', 'OPTIONS'] }), true)
  })

  it('passes from an origin that is allowed', () => {
    assert.equal(passes({ headers: fromElsewhere, allowed: ['https://evil.example'] }), true)
  })

  it('is refused from an origin that only begins like an allowed one', () => {
    assert.equal(passes({ headers: fromElsewhere, allowed: ['https://evil'] }), false)
  })

  it('is refused from a sibling host', () => {
    assert.equal(passes({ headers: [cookie, host, ['sec-fetch-site', 'same-site']] }), false)
  })

  it('is refused by its origin alone, for browsers without Sec-Fetch-Site', () => {
    assert.equal(passes({ headers: fromElsewhere.slice(0, 3) }), false)
  })

  it('is refused from an opaque origin', () => {
    assert.equal(passes({ headers: [cookie, host, ['origin', 'null']] }), false)
  })

  it('is refused when its Sec-Fetch-Site is not known', () => {
    assert.equal(passes({ headers: [cookie, host, ['sec-fetch-site', 'new']] }), false)
  })
})

describe('a batch from the same site', () => {
  it('passes by Sec-Fetch-Site', () => {
    assert.equal(passes({ headers: [cookie, host, ['sec-fetch-site', 'same-origin']] }), true)
  })

  it('passes when the user typed it', () => {
    assert.equal(passes({ headers: [cookie, host, ['sec-fetch-site', 'none']] }), true)
  })

  it('passes when its origin is our own', () => {
    assert.equal(passes({ headers: [cookie, host, ['origin', 'https://api.example']] }), true)
  })

  it('is another site at another port or with another scheme', () => {
    assert.equal(passes({ headers: [cookie, host, ['origin', 'https://api.example:81']] }), false)
    assert.equal(passes({ headers: [cookie, host, ['origin', 'http://api.example']] }), false)
  })

  it('passes by an origin whose host we spell in another case', () => {
    const headers = [cookie, ['host', 'API.example'], ['origin', 'https://api.example']] as const
    assert.equal(passes({ headers }), true)
  })
})

describe('a program that is no browser', () => {
  it('passes', () => {
    assert.equal(passes({ headers: [cookie, host] }), true)
  })
})
