import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Translation } from '@batchway/core/translate'
import {
  CarryError,
  clientDialects,
  readBatch,
  translate,
  writeBatch,
} from '@batchway/core/translate'
import { get, post, requestOf } from '../support/carry.ts'
import { batchFor, carriedForms } from '../support/carried-batches.ts'
import { runLinear } from '../support/linear-time.ts'

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

  it('does not become one where the batch has references of its own', async () => {
    const requests = ['GET /svc/A', 'POST /svc/B'].map((line) => `${line} HTTP/1.1\r\n`)
    const body = `Content-Type: application/json\r\n\r\n{"a":"$1","b":"$_1"}`
    const section = '--b\r\nContent-Type: application/http\r\n\r\n'
    const text = `${section}${requests[0]}\r\n\r\n${section}${requests[1]}${body}\r\n--b--\r\n`
    const headers = [['content-type', 'multipart/mixed; boundary=b'] as const]
    const translated = await translate(
      { path: '/svc/$batch', headers, body: new TextEncoder().encode(text) },
      { from: 'odata', to: 'odata' },
    )
    const { parts } = await readBatch('odata', translated)
    assert.deepEqual(
      parts.map(({ id }) => id),
      ['__1', '2'],
    )
  })

  it('is found once, however many names it might be', async () => {
    const names = Array.from({ length: 2000 }, (_, index) => `$${'_'.repeat(index)}1`)
    const body = { a: names }
    const batch = await readBatch('ocamba', requestOf([get('/a'), post('/a', { body })]))
    runLinear(() => writeBatch('odata', batch))
  })
})

describe('every pair of dialects', () => {
  for (const from of clientDialects) {
    it(`carries any batch of ${from} into all others, or says why not; bodies keep their bytes`, async () => {
      const form = carriedForms[from] ?? assert.fail()
      const property = fc.asyncProperty(batchFor(form), async (batch) => {
        const written = writeBatch(from, batch, form.options)
        for (const to of clientDialects) {
          let translated: Translation
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
