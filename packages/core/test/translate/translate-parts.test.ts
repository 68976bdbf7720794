import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClientDialect } from '@batchway/core/translate'
import {
  BatchError,
  CarryError,
  clientDialects,
  readRequestText,
  translate,
} from '@batchway/core/translate'
import { carry, carryJson, get, json, post, requestOf } from '../support/carry.ts'

describe('targets', () => {
  it('get the base, or lose it', async () => {
    const there = await carryJson([get('users/1')], {
      from: 'ocamba',
      to: 'journyx',
      base: '/api/v1',
    })
    assert.match(JSON.stringify(there.document), /"url":"\/api\/v1\/users\/1"/)
    const back = await carryJson(there.document, { from: 'journyx', to: 'ocamba', base: '/api/v1' })
    assert.match(JSON.stringify(back.document), /"relative_url":"\/users\/1"/)
  })

  it('are below the parent of the path that the request went to', async () => {
    const { document } = await carryJson(
      [get('/a')],
      { from: 'ocamba', to: 'journyx' },
      { path: '/v2/x/batch' },
    )
    assert.match(JSON.stringify(document), /"url":"\/v2\/x\/a"/)
  })

  it('are noted where they are not below the base of the other endpoint', async () => {
    const requests = [{ method: 'GET', url: '/other/a' }]
    const { said } = await carryJson({ requests }, { from: 'journyx', to: 'graph', base: '/v1' })
    assert.deepEqual(said, ['base lost 0'])
  })

  it('keep no line break that would become a header or a request', async () => {
    for (const url of ['/a HTTP/1.1\r\nx: y', '/a\nx', '/a b', '/\u{1F600}']) {
      for (const to of clientDialects) {
        const options = { from: 'journyx', to } as const
        await assert.rejects(
          translate(requestOf({ requests: [{ method: 'GET', url }] }), options),
          CarryError,
        )
      }
    }
  })
})

describe('headers', () => {
  it('with line breaks are refused in every dialect', async () => {
    for (const headers of [{ 'x-a': 'b\r\nx-c: d' }, { 'x-a\r\nb': 'c' }, { 'x-a': '\u{1F600}' }]) {
      for (const to of clientDialects) {
        const parts = [{ ...get('/a'), headers }]
        await assert.rejects(translate(requestOf(parts), { from: 'ocamba', to }), CarryError)
      }
    }
  })

  it('that parts inherit are written into them where the other dialect would not pass them on', async () => {
    const text = [
      'POST /batch/v1?key=k HTTP/1.1',
      'Content-Type: multipart/mixed; boundary=b',
      'Authorization: Bearer t',
      'X-Version: 3',
      'User-Agent: u',
      '',
      '--b',
      'Content-ID: <1>',
      '',
      'GET /v1/a',
      'X-Version: 4',
      '',
      '--b',
      '',
      'GET /v1/b',
      '',
      '--b--',
    ].join('\r\n')
    const request = readRequestText(Buffer.from(text))
    const { document, headers, said } = await carryJson(
      undefined,
      { from: 'google', to: 'odata' },
      request,
    )
    assert.deepEqual(document, {
      requests: [
        {
          id: '<1>',
          method: 'GET',
          url: '/v1/a?key=k',
          headers: { 'x-version': '4', 'user-agent': 'u' },
        },
        {
          id: '2',
          method: 'GET',
          url: '/v1/b?key=k',
          headers: { 'x-version': '3', 'user-agent': 'u' },
        },
      ],
    })
    assert.deepEqual(headers, [
      ['content-type', 'application/json'],
      ['authorization', 'Bearer t'],
    ])
    assert.deepEqual(said, [])
  })

  it('of an identity never begin to count', async () => {
    const parts = [{ ...get('/a'), headers: { Authorization: 'Bearer other' } }]
    const outer = [...json, ['authorization', 'Bearer own'] as const]
    const { text, headers, said } = await carry(requestOf(parts, { headers: outer }), {
      from: 'ocamba',
      to: 'google',
    })
    assert.doesNotMatch(text, /other/i)
    assert.deepEqual(headers[1], ['authorization', 'Bearer own'])
    assert.deepEqual(said, ['identity changed 0'])
  })

  it('of an identity of a part are noted where only the caller counts', async () => {
    const text =
      '--b\nContent-Type: application/http\n\nGET /a\nAuthorization: Bearer other\n\n--b--'
    const { text: written, said } = await carry(readRequestText(Buffer.from(text)), {
      from: 'google',
      to: 'ocamba',
    })
    assert.doesNotMatch(written, /other/)
    assert.deepEqual(said, ['identity lost 0'])
  })

  it('that would be inherited, and were not, are left out', async () => {
    const outer = [...json, ['x-tenant', 't'] as const]
    const { headers, said } = await carry(requestOf([get('/a')], { headers: outer }), {
      from: 'ocamba',
      to: 'google',
    })
    assert.deepEqual(
      headers.map(([name]) => name),
      ['content-type'],
    )
    assert.deepEqual(said, ['header changed all'])
  })
})

describe('what can not be written', () => {
  const cases: readonly (readonly [string, unknown, ClientDialect, ClientDialect, RegExp])[] = [
    [
      'a method',
      [{ method: 'PATCH', relative_url: '/a' }],
      'ocamba',
      'journyx',
      /Part 1: its method "PATCH"/,
    ],
    [
      'a body',
      [{ method: 'DELETE', relative_url: '/a', body: 1 }],
      'ocamba',
      'odata',
      /Part 1: it has a body/,
    ],
    ['null as a body', [post('/a', { body: null })], 'ocamba', 'graph', /Part 1: its body is null/],
    [
      'text where bodies are JSON',
      [get('/b'), post('/a', { body: 'x', headers: { 'content-type': 'text/plain' } })],
      'ocamba',
      'journyx',
      /Part 2: its body is not valid JSON/,
    ],
    [
      'a path of several resources',
      [get('/dw/shop/v1_1/products/(a,b)')],
      'ocamba',
      'ocapi',
      /several resources/,
    ],
    [
      'an overridden method behind a second question mark',
      [get('/dw/shop/v1_1/a?x=1?&method=DELETE')],
      'ocamba',
      'ocapi',
      /overrides GET/,
    ],
    [
      'an overridden method',
      [get('/dw/shop/v1_1/a?method=DELETE')],
      'ocamba',
      'ocapi',
      /overrides GET/,
    ],
  ]
  for (const [name, document, from, to, message] of cases) {
    it(`is named with its part: ${name}`, async () => {
      await assert.rejects(translate(requestOf(document), { from, to }), (error) => {
        assert.ok(error instanceof CarryError)
        assert.match(error.message, message)
        return true
      })
    })
  }

  it('is a BatchError where the batch is none', async () => {
    await assert.rejects(
      translate(requestOf([{ method: 'GET' }]), { from: 'ocamba', to: 'odata' }),
      (error) => {
        assert.ok(error instanceof BatchError)
        assert.equal(error.where, '[0].relative_url')
        return true
      },
    )
    const text = { headers: [['content-type', 'text/plain'] as const], body: Buffer.from('[]') }
    await assert.rejects(
      translate(text, { from: 'ocamba', to: 'odata' }),
      /Content-Type.*"text\/plain"/,
    )
  })

  it('is noted where an endpoint takes fewer requests', async () => {
    const parts = Array.from({ length: 21 }, () => get('/a'))
    const { said } = await carryJson(parts, { from: 'ocamba', to: 'graph' })
    assert.deepEqual(said, ['limit lost all'])
  })
})
