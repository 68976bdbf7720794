import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { answerOfTwo, faultOf } from './support/ocapi-answer.ts'
import { openOcapi } from './support/ocapi-gateway.ts'
import type { OcapiRequest } from './support/ocapi-request.ts'
import { sendOcapi, twoParts, writeOcapi } from './support/ocapi-request.ts'
import { connectRaw } from './support/raw-connection.ts'

/** Bytes cut into pieces at arbitrary places. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const cuts = [0, ...places.map((place) => place % text.length), text.length]
  const ordered = cuts.toSorted((left, right) => left - right)
  return ordered.slice(1).map((end, index) => text.slice(ordered[index], end))
}

/** The same body with chunked framing. */
function inChunks(pieces: readonly string[]): OcapiRequest {
  const chunks = pieces
    .filter((piece) => piece !== '')
    .map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`)
  return {
    headers: { 'Transfer-Encoding': 'chunked', 'Content-Length': undefined },
    body: `${chunks.join('')}0\r\n\r\n`,
  }
}

describe('the bytes of an OCAPI batch on the wire', () => {
  it('may come in any pieces and chunks', async () => {
    await using setup = await openOcapi()
    const places = fc.array(fc.nat({ max: 1000 }), { maxLength: 8 })
    const property = fc.asyncProperty(places, fc.option(places), async (pieces, chunks) => {
      const text = writeOcapi(chunks === null ? {} : { ...inChunks(cut(twoParts, chunks)) })
      await using connection = await connectRaw(setup.gateway.port)
      connection.socket.setNoDelay(true)
      const before = setup.upstream.requests.length
      for (const piece of cut(text, pieces)) {
        await connection.write(piece)
        await setImmediate()
      }
      const answer = await connection.answer('POST')
      assert.equal(answer.status, 200)
      assert.equal(answer.body, answerOfTwo)
      const seen = setup.upstream.requests.slice(before)
      assert.deepEqual(
        seen.map(({ method, body }) => [method, body.toString()]),
        [
          ['GET', ''],
          ['POST', '{"a":1}'],
        ],
      )
    })
    await fc.assert(property, { numRuns: 100 })
  })
})

const beforeBody = '--b\nx-dw-resource-path-extension: baskets\n\n'
const afterBody = '\n--b--'
const around = beforeBody.length + afterBody.length

/** A batch of exactly that many bytes. */
function batchOf(size: number): string {
  return beforeBody + 'x'.repeat(size - around) + afterBody
}

describe('the size of an OCAPI batch', () => {
  const limit = 5 * 1024 * 1024

  const framings: readonly (readonly [name: string, frame: (size: number) => OcapiRequest])[] = [
    ['with a length', (size) => ({ body: batchOf(size) })],
    ['in chunks', (size) => inChunks(cut(batchOf(size), [1_000_000, 70_000, 3_999_999]))],
    [
      'with gzip, after decoding',
      (size) => ({
        headers: { 'Content-Encoding': 'gzip' },
        body: gzipSync(batchOf(size)).toString('latin1'),
      }),
    ],
    [
      'with gzip, in chunks, after decoding',
      (size) => {
        const framed = inChunks(cut(gzipSync(batchOf(size)).toString('latin1'), [10, 2000]))
        return { ...framed, headers: { ...framed.headers, 'Content-Encoding': 'gzip' } }
      },
    ],
  ]
  for (const [name, frame] of framings) {
    it(`may be 5 MB and no byte more: ${name}`, async () => {
      await using setup = await openOcapi()
      const exact = await sendOcapi(setup, frame(limit))
      assert.equal(exact.status, 200, exact.body)
      assert.equal(setup.upstream.requests[0]?.body.length, limit - around)
      const over = await sendOcapi(setup, frame(limit + 1))
      assert.equal(over.status, 400)
      assert.equal(faultOf(over), 'RequestEntityTooLargeException')
      assert.equal(setup.upstream.requests.length, 1)
    })
  }
})
