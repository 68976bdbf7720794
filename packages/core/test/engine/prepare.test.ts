import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type {
  Batch,
  Failure,
  HeaderList,
  Inheritance,
  Limits,
  Part,
  PartRequest,
  PreparedPart,
} from '@batchway/core'
import { BatchError } from '@batchway/core'
import { prepareBatch } from '../../src/engine/prepare.ts'
import { identityHeaders } from '../../src/model/headers.ts'
import { createPathSet } from '../../src/model/paths.ts'
import { createBatch, createOuter, createPart, limitsWith } from '../support/model.ts'

interface Setting {
  /** Header fields of the request that carries the batch. */
  readonly outer?: HeaderList
  readonly inheritance?: Partial<Inheritance>
  readonly limits?: Partial<Limits>
  /** Fields that the endpoint sets. */
  readonly added?: HeaderList
  readonly identity?: readonly string[]
  readonly inherit?: readonly string[]
}

function batchOf(parts: readonly Partial<Part>[], inheritance: Partial<Inheritance> = {}): Batch {
  const batch = createBatch([])
  return {
    ...batch,
    parts: parts.map((part, index) => createPart({ index, ...part })),
    inheritance: { ...batch.inheritance, ...inheritance },
  }
}

function prepare(parts: readonly Partial<Part>[], setting: Setting = {}): readonly PreparedPart[] {
  const batch = batchOf(parts, setting.inheritance)
  const outer = createOuter({ headers: setting.outer ?? [] })
  return prepareBatch(batch, outer, setting.added ?? [], {
    limits: limitsWith(setting.limits),
    base: '/base',
    encodedSlash: false,
    endpoints: createPathSet(['/base/batch']),
    identity: identityHeaders(setting.identity),
    inherit: new Set(setting.inherit),
  })
}

function requestOf(part: Partial<Part>, setting: Setting = {}): PartRequest {
  const [prepared] = prepare([part], setting)
  return prepared?.kind === 'ready' ? prepared.request : assert.fail('the part is not ready')
}

/** The header fields of a request without the one that every request gets. */
function fieldsOf(part: Partial<Part>, setting: Setting = {}): HeaderList {
  return requestOf(part, setting).headers.filter(([name]) => name !== 'accept-encoding')
}

function failureOf(part: Partial<Part>, limits: Partial<Limits>): Failure {
  const [prepared] = prepare([part], { limits })
  return prepared?.kind === 'failed' ? prepared : assert.fail('the part has not failed')
}

function errorOf(part: Partial<Part>, setting: Setting = {}): BatchError {
  try {
    prepare([{}, part], setting)
  } catch (error) {
    assert.ok(error instanceof BatchError)
    return error
  }
  return assert.fail('the batch was not refused')
}

describe('a prepared part', () => {
  it('has its method, its path below the base, its body and itself', () => {
    const body = Buffer.from('{}')
    const part = createPart({ method: 'PUT', target: '/a%7eb?x=%20', body })
    const { headers: _, ...request } = requestOf(part)
    assert.deepEqual(request, { part, method: 'PUT', path: '/base/a%7eb?x=%20', body })
  })

  it('has no body when the caller wrote none', () => {
    assert.equal('body' in requestOf({ method: 'POST' }), false)
  })

  it('keeps an empty body', () => {
    assert.equal(requestOf({ method: 'POST', body: new Uint8Array() }).body?.length, 0)
  })

  it('asks for an answer without a coding, whatever the caller asked for', () => {
    const setting = { outer: [['accept-encoding', 'gzip']], inherit: ['accept-encoding'] } as const
    const { headers } = requestOf({ headers: [['accept-encoding', 'br']] }, setting)
    assert.deepEqual(headers, [['accept-encoding', 'identity']])
  })

  it('has the fields that the endpoint sets', () => {
    assert.deepEqual(fieldsOf({}, { added: [['via', '1.1 gw']] }), [['via', '1.1 gw']])
  })

  it('is prepared before any other part is known to be good', () => {
    assert.equal(errorOf({ target: 'http://evil/' }).part, 1)
  })
})

describe('fields of a part', () => {
  it('stand in the order of the part', () => {
    const headers = [
      ['x-b', '1'],
      ['x-a', '2'],
    ] as const
    assert.deepEqual(fieldsOf({ headers }), headers)
  })

  it('lose what no part may carry', () => {
    const headers: HeaderList = [
      ['host', 'evil'],
      ['content-length', '0'],
      ['transfer-encoding', 'chunked'],
      ['connection', 'x-secret'],
      ['x-secret', '1'],
      ['te', 'trailers'],
      ['expect', '100-continue'],
      ['range', 'bytes=0-1'],
      ['x-forwarded-for', '127.0.0.1'],
      ['forwarded', 'for=127.0.0.1'],
      ['x-real-ip', '127.0.0.1'],
      ['via', '1.1 other'],
      ['x-http-method-override', 'DELETE'],
      ['x-dw-http-method-override', 'DELETE'],
      ['x-kept', '1'],
    ]
    assert.deepEqual(fieldsOf({ headers }), [['x-kept', '1']])
  })

  it('are completed with the type of a body that has none', () => {
    assert.deepEqual(fieldsOf({ method: 'POST', body: Buffer.from('1') }), [
      ['content-type', 'application/json'],
    ])
  })

  it('keep the type that the caller gave the body', () => {
    const headers = [['content-type', 'text/plain']] as const
    assert.deepEqual(fieldsOf({ method: 'POST', body: Buffer.from('1'), headers }), headers)
  })

  it('have no type without a body', () => {
    assert.deepEqual(fieldsOf({ method: 'POST' }), [])
  })

  it('refuse the batch when a name is no token', () => {
    const error = errorOf({ headers: [['a b', '1']] })
    assert.deepEqual([error.code, error.part, error.field], ['invalid-header', 1, 'headers'])
  })

  it('refuse the batch when a value would break a line', () => {
    for (const value of ['a\r\nx: y', 'a\nb', 'a\0', '€']) {
      assert.equal(errorOf({ headers: [['a', value]] }).code, 'invalid-header')
    }
  })

  it('refuse the batch even in a field that would be dropped', () => {
    assert.equal(errorOf({ headers: [['host', 'a\r\nx: y']] }).code, 'invalid-header')
  })
})

describe('inherited fields', () => {
  const outer: HeaderList = [
    ['accept', 'a/b'],
    ['accept-language', 'de'],
    ['x-custom', '1'],
  ]

  it('are those that the dialect names', () => {
    const inheritance = { inherits: (name: string) => name === 'accept' }
    assert.deepEqual(fieldsOf({}, { outer, inheritance }), [['accept', 'a/b']])
  })

  it('are those that the endpoint names', () => {
    assert.deepEqual(fieldsOf({}, { outer, inherit: ['x-custom'] }), [['x-custom', '1']])
  })

  it('are none by themselves', () => {
    const more: HeaderList = [...outer, ['content-type', 'x'], ['if-match', '*'], ['prefer', 'x']]
    assert.deepEqual(fieldsOf({}, { outer: more }), [])
  })

  it('give way to the fields of the part', () => {
    const inheritance = { inherits: () => true }
    const headers = [['accept', 'c/d']] as const
    assert.deepEqual(fieldsOf({ headers }, { outer: outer.slice(0, 1), inheritance }), headers)
  })

  it('are all of a name, in their order', () => {
    const twice: HeaderList = [
      ['x-custom', '1'],
      ['x-custom', '2'],
    ]
    assert.deepEqual(fieldsOf({}, { outer: twice, inherit: ['x-custom'] }), twice)
  })

  it('are never hop-by-hop, framing or forwarding fields', () => {
    const hostile: HeaderList = [
      ['connection', 'keep-alive, x-hop'],
      ['keep-alive', '1'],
      ['x-hop', '1'],
      ['content-length', '99'],
      ['transfer-encoding', 'chunked'],
      ['host', 'api'],
      ['range', 'bytes=0-1'],
      ['x-forwarded-for', '1.2.3.4'],
      ['via', '1.1 x'],
      ['x-method-override', 'PUT'],
    ]
    const inheritance = { inherits: () => true }
    assert.deepEqual(fieldsOf({}, { outer: hostile, inheritance }), [])
  })

  it('are followed by the defaults of the dialect', () => {
    const defaults: HeaderList = [['accept', 'application/json']]
    assert.deepEqual(fieldsOf({}, { inheritance: { defaults } }), defaults)
  })

  it('win over the defaults of the dialect', () => {
    const inheritance: Partial<Inheritance> = {
      inherits: (name) => name === 'accept',
      defaults: [['accept', 'application/json']],
    }
    assert.deepEqual(fieldsOf({}, { outer, inheritance }), [['accept', 'a/b']])
  })
})

describe('identity', () => {
  const outer: HeaderList = [
    ['authorization', 'Bearer caller'],
    ['cookie', 's=1'],
    ['x-tenant', 'a'],
  ]

  it('is inherited by every part', () => {
    assert.deepEqual(fieldsOf({}, { outer }), outer.slice(0, 2))
  })

  it('is inherited in fields that the endpoint names too', () => {
    assert.deepEqual(fieldsOf({}, { outer, identity: ['X-Tenant'] }), outer)
  })

  it('is the caller’s, whatever a part says, where the dialect says so', () => {
    const headers = [
      ['authorization', 'Bearer part'],
      ['x-api-key', 'part'],
      ['x-remote-user', 'admin'],
    ] as const
    assert.deepEqual(fieldsOf({ headers }, { outer: outer.slice(0, 1) }), outer.slice(0, 1))
  })

  it('is not taken from a part even when the caller has none', () => {
    assert.deepEqual(fieldsOf({ headers: [['authorization', 'Bearer part']] }), [])
  })

  it('may be the part’s own where the dialect says so', () => {
    const headers = [['authorization', 'Bearer part']] as const
    const setting: Setting = { outer: outer.slice(0, 1), inheritance: { identity: 'part' } }
    assert.deepEqual(fieldsOf({ headers }, setting), headers)
  })

  it('is not inherited when Connection names it', () => {
    const named: HeaderList = [['connection', 'Authorization'], ...outer]
    assert.deepEqual(fieldsOf({}, { outer: named }), [['cookie', 's=1']])
  })
})

describe('limits of a part', () => {
  it('fail it with 414 for a long URL', () => {
    const limits = { urlBytes: 10 }
    assert.equal(requestOf({ target: '/012345678' }, { limits }).path, '/base/012345678')
    assert.equal(failureOf({ target: '/0123456789' }, limits).reason, 'target-too-long')
  })

  it('fail it with 431 for many headers', () => {
    const headers = [
      ['a', '1'],
      ['b', '2'],
    ] as const
    assert.equal(fieldsOf({ headers }, { limits: { headerFields: 2 } }).length, 2)
    assert.equal(failureOf({ headers }, { headerFields: 1 }).reason, 'headers-too-large')
  })

  it('fail it with 431 for large headers', () => {
    const headers = [['a', '12345']] as const
    assert.equal(fieldsOf({ headers }, { limits: { headerBytes: 10 } }).length, 1)
    assert.equal(failureOf({ headers }, { headerBytes: 9 }).reason, 'headers-too-large')
  })

  it('fail it with 413 for a large body', () => {
    const part = { method: 'POST', body: Buffer.alloc(10) }
    assert.equal(requestOf(part, { limits: { partBytes: 10 } }).body?.length, 10)
    assert.equal(failureOf(part, { partBytes: 9 }).reason, 'body-too-large')
  })

  it('leave the other parts alone', () => {
    const prepared = prepare([{ target: '/01234567890' }, {}], { limits: { urlBytes: 5 } })
    assert.deepEqual(
      prepared.map(({ kind }) => kind),
      ['failed', 'ready'],
    )
  })

  it('do not count inherited fields', () => {
    const outer: HeaderList = [['authorization', 'x'.repeat(100)]]
    assert.equal(fieldsOf({}, { outer, limits: { headerBytes: 10, headerFields: 1 } }).length, 1)
  })

  it('do not excuse a hostile target that is too long', () => {
    const error = errorOf({ target: `//evil/${'a'.repeat(99)}` }, { limits: { urlBytes: 50 } })
    assert.equal(error.code, 'invalid-target')
  })

  it('pass a failure on that the dialect found', () => {
    const failure: Failure = { kind: 'failed', reason: 'invalid-body', message: 'x' }
    assert.deepEqual(prepare([{ failure }]), [failure])
  })
})

describe('a hostile or impossible part', () => {
  it('refuses the batch because of its target', () => {
    const error = errorOf({ target: '/../x' })
    assert.deepEqual([error.code, error.part, error.field], ['invalid-target', 1, 'target'])
  })

  it('refuses the batch because of its method', () => {
    for (const method of ['CONNECT', 'TRACE', 'GET /', '', 'G\r\nT']) {
      const error = errorOf({ method })
      assert.deepEqual([error.code, error.part, error.field], ['invalid-method', 1, 'method'])
    }
  })

  it('refuses the batch when it is a batch itself, by any spelling', () => {
    for (const target of ['/batch', 'batch', '/Batch/', '/b%61tch?x', '/batch;x', '//batch']) {
      const code = target === '//batch' ? 'invalid-target' : 'nested-batch'
      assert.equal(errorOf({ target, method: 'POST' }).code, code)
    }
  })

  it('refuses the batch even when its failure is known', () => {
    const failure: Failure = { kind: 'failed', reason: 'invalid-body', message: 'x' }
    assert.equal(errorOf({ target: '/../x', failure }).code, 'invalid-target')
  })
})
