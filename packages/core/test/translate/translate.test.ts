import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { BatchRequest, ClientDialect, TranslateOptions } from '@batchway/core/translate'
import {
  BatchError,
  CarryError,
  clientDialects,
  readBatch,
  readRequestText,
  translate,
} from '@batchway/core/translate'
import { batchFor, carriedForms } from '../support/carried-batches.ts'
import { writeBatch } from '@batchway/core/translate'

const json: BatchRequest['headers'] = [['content-type', 'application/json']]

function requestOf(document: unknown, more: Partial<BatchRequest> = {}): BatchRequest {
  const body = new TextEncoder().encode(JSON.stringify(document))
  return { headers: json, body, ...more }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** A batch in another dialect: what it says, and `feature kind part` of each note. */
async function carry(request: BatchRequest, options: TranslateOptions) {
  const { body, query, headers, notes, batch } = await translate(request, options)
  const said = notes.map(({ feature, kind, part }) => [feature, kind, part ?? 'all'].join(' '))
  return { text: textOf(body), query, headers, said, batch }
}

async function carryJson(
  document: unknown,
  options: TranslateOptions,
  more: Partial<BatchRequest> = {},
) {
  const { text, ...rest } = await carry(requestOf(document, more), options)
  return { document: JSON.parse(text) as unknown, ...rest }
}

const serial = { query: 'mode=serial' }
const post = (target: string, more: object = {}) => ({
  method: 'POST',
  relative_url: target,
  ...more,
})
const get = (target: string) => ({ method: 'GET', relative_url: target })

describe('order and ends of a batch', () => {
  it('is a chain of dependencies where the first failure ends it', async () => {
    const parts = [
      post('/a', { abort_on_fail: true }),
      post('/b', { abort_on_fail: true }),
      get('/c'),
    ]
    const { document, said } = await carryJson(parts, { from: 'ocamba', to: 'graph' }, serial)
    assert.deepEqual(document, {
      requests: [
        { id: '1', method: 'POST', url: '/a' },
        { id: '2', method: 'POST', url: '/b', dependsOn: ['1'] },
        { id: '3', method: 'GET', url: '/c', dependsOn: ['2'] },
      ],
    })
    assert.deepEqual(said, [])
  })

  it('is lost in a dialect that runs all at once, and what may be kept of it is', async () => {
    const parts = [post('/a'), post('/b', { abort_on_fail: true }), get('/c'), get('/d')]
    const { document, said } = await carryJson(parts, { from: 'ocamba', to: 'graph' }, serial)
    assert.deepEqual(said, ['order lost all'])
    const waits = (document as { requests: { dependsOn?: string[] }[] }).requests.map(
      ({ dependsOn }) => dependsOn,
    )
    assert.deepEqual(waits, [undefined, undefined, ['2'], ['2']])
  })

  it('is not worth a note where nothing is changed', async () => {
    const { said } = await carryJson(
      [get('/a'), get('/b')],
      { from: 'ocamba', to: 'graph' },
      serial,
    )
    assert.deepEqual(said, [])
  })

  it('names each part whose failure would have ended it, where nothing can', async () => {
    const parts = [post('/a', { abort_on_fail: true }), post('/b'), get('/c')]
    const { said } = await carryJson(parts, { from: 'ocamba', to: 'journyx' }, serial)
    assert.deepEqual(said, ['order changed all', 'stop lost 0'])
  })

  it('stays in the multipart form of OData', async () => {
    const batch = {
      stop_on_error: true,
      requests: [
        { method: 'POST', url: '/a' },
        { method: 'GET', url: '/b' },
      ],
    }
    const options = { from: 'journyx', to: 'odata', form: 'multipart' } as const
    const { headers, said, batch: written } = await carry(requestOf(batch), options)
    assert.deepEqual(said, ['order changed all'])
    assert.deepEqual(
      headers.map(([name]) => name),
      ['content-type'],
    )
    assert.equal(written.stopOnError, true)
    const back = await carryJson(batch, { from: 'journyx', to: 'ocamba' })
    assert.equal(back.query, 'mode=serial')
    assert.deepEqual(
      (back.document as { abort_on_fail?: boolean }[]).map((part) => part.abort_on_fail),
      [true, true],
    )
  })
})

describe('what only OData has', () => {
  const requests = [
    { id: 'u', method: 'POST', url: 'Users', body: { n: 1 }, atomicityGroup: 'g' },
    { id: 'v', method: 'PATCH', url: '$u', body: { p: '$u/Id' }, atomicityGroup: 'g' },
    { id: 'w', method: 'GET', url: 'Users', dependsOn: ['g'] },
  ]

  it('is noted for each part and feature where it is lost', async () => {
    const { said, document } = await carryJson({ requests }, { from: 'odata', to: 'ocamba' })
    assert.deepEqual(said, [
      'order changed all',
      'group lost 0',
      'reference lost 1',
      'reference lost 1',
      'dependency lost 2',
    ])
    assert.deepEqual(
      (document as { relative_url: string }[]).map((part) => part.relative_url),
      ['/Users', '$u', '/Users'],
    )
  })

  it('is partly known to Graph: who waits for a group waits for all of it', async () => {
    const { said, document } = await carryJson({ requests }, { from: 'odata', to: 'graph' })
    assert.deepEqual(said, ['group lost 0', 'reference lost 1', 'reference lost 1'])
    const last = (document as { requests: { dependsOn?: string[] }[] }).requests.at(-1)
    assert.deepEqual(last?.dependsOn, ['u', 'v'])
  })

  it('is refused by strict, with all that is in the way', async () => {
    const options = { from: 'odata', to: 'google', strict: true } as const
    await assert.rejects(translate(requestOf({ requests }), options), (error) => {
      assert.ok(error instanceof CarryError)
      assert.match(error.message, /google.*Part 1: its group "g".*Part 2: its reference "\$u"/)
      assert.ok(error.notes.length >= 4)
      return true
    })
  })

  it('includes conditions, which are nothing elsewhere', async () => {
    const condition = { requests: [{ id: 'a', method: 'GET', url: 'A', if: '$b' }] }
    const { said } = await carryJson(condition, { from: 'odata', to: 'graph' })
    assert.deepEqual(said, ['dependency lost 0'])
  })
})

describe('text that is no reference', () => {
  it('does not become one: no part has a name that stands behind a dollar sign', async () => {
    const batches = batchFor(carriedForms['ocamba'] ?? assert.fail())
    const literal = fc.constantFrom('"$1"', '{"a":"$2"}', '["$_1","$1/b"]', '"\\u0024"')
    const property = fc.asyncProperty(batches, literal, async (batch, text) => {
      const body = new TextEncoder().encode(text)
      const plain = batch.parts.map((part) => ({ ...part, headers: [] }))
      const parts = [
        ...plain,
        { index: plain.length, method: 'POST', target: '/x/$1/y?a=$2', headers: [], body },
      ]
      const { headers, ...written } = writeBatch('ocamba', {
        ...batch,
        parts: parts.map(({ body: own, ...part }, index) =>
          index === plain.length && own !== undefined ? { ...part, body: own } : part,
        ),
      })
      for (const form of ['json', 'multipart'] as const) {
        const translated = await translate(
          { ...written, headers },
          { from: 'ocamba', to: 'odata', form },
        )
        const read = await readBatch('odata', translated)
        const ids = new Map(read.parts.map(({ id = '', index }) => [id, index]))
        const found = read.parts.flatMap(
          (part) =>
            read.references?.find(part, {
              base: '/x',
              contentType: 'application/json',
              jsonDepth: 64,
              indexOf: (id) => ids.get(id),
            }) ?? [],
        )
        assert.deepEqual(found, [])
      }
    })
    await fc.assert(property, { numRuns: 100 })
  })
})

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
    assert.deepEqual(said, ['target lost 0'])
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

describe('every pair of dialects', () => {
  for (const from of clientDialects) {
    it(`carries any batch of ${from} into all others, or says why not; bodies keep their bytes`, async () => {
      const form = carriedForms[from] ?? assert.fail()
      const property = fc.asyncProperty(batchFor(form), async (batch) => {
        const written = writeBatch(from, batch, form.options)
        for (const to of clientDialects) {
          let translated
          try {
            translated = await translate(written, { from, to })
          } catch (error) {
            assert.ok(error instanceof CarryError, String(error))
            continue
          }
          const read = await readBatch(to, translated)
          assert.deepEqual(
            read.parts.map(({ method, body }) => ({ method, body: body && Buffer.from(body) })),
            batch.parts.map(({ method, body }) => ({
              method,
              body: body === undefined || body.length === 0 ? undefined : Buffer.from(body),
            })),
          )
        }
      })
      await fc.assert(property, { numRuns: 60 })
    })
  }
})
