import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe } from 'node:test'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { BackendTester } from './backend-tester.ts'
import type { AppAnswer } from './small-app.ts'

/** How every backend decodes an answer. */
export function describeCodedAnswer({ title, holds, responseTo, reasonFor }: BackendTester): void {
  describe(`${title}: an answer with a coding that nobody asked for`, () => {
    const text = Buffer.from('{"a":"é"}'.repeat(100))

    holds('is decoded', async () => {
      const codings = [
        ['gzip', gzipSync(text)],
        ['x-gzip', gzipSync(text)],
        ['GZIP', gzipSync(text)],
        ['deflate', deflateSync(text)],
        ['br', brotliCompressSync(text)],
        ['zstd', zstdCompressSync(text)],
        ['br, gzip', gzipSync(brotliCompressSync(text))],
        ['identity', text],
      ] as const
      for (const [coding, body] of codings) {
        const response = await responseTo(coded(coding, body))
        assert.deepEqual(Buffer.from(response.body), text, coding)
      }
    })

    holds('loses the field that names it', async () => {
      const { headers } = await responseTo(coded('gzip', gzipSync(text)))
      assert.ok(!headers.some(([name]) => name === 'content-encoding'))
    })

    holds('fails when its coding is broken', async () => {
      const broken = gzipSync(text).subarray(0, 30)
      assert.equal(await reasonFor(coded('gzip', broken)), 'bad-answer')
      assert.equal(await reasonFor(coded('gzip', text)), 'bad-answer')
    })

    holds('fails when its coding is unknown', async () => {
      assert.equal(await reasonFor(coded('compress', text)), 'bad-answer')
    })

    holds('fails when it unfolds beyond the limit', async () => {
      const bomb = gzipSync(Buffer.alloc(1024 * 1024))
      assert.equal(await reasonFor(coded('gzip', bomb), 10_000), 'answer-too-large')
    })

    holds('may have the last byte that is allowed', async () => {
      const zeros = gzipSync(Buffer.alloc(10_000))
      const run = { answerLimit: 10_000 }
      assert.equal((await responseTo(coded('gzip', zeros), {}, run)).body.length, 10_000)
    })

    holds('is measured by what it is when decoded', async () => {
      const noise = randomBytes(800)
      const run = { answerLimit: 1000 }
      const response = await responseTo(coded('gzip', gzipSync(noise)), {}, run)
      assert.deepEqual(Buffer.from(response.body), noise)
    })

    holds('may have no body at all', async () => {
      const response = await responseTo(coded('gzip', gzipSync(text)), { method: 'HEAD' })
      assert.equal(response.body.length, 0)
    })
  })
}

function coded(coding: string, body: Uint8Array): AppAnswer {
  const type = ['content-type', 'application/json'] as const
  return { headers: [type, ['content-encoding', coding]], body: [body] }
}
