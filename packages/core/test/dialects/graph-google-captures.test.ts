import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Dialect, OuterResponse, PartOutcome } from '@batchway/core'
import { createGoogle, createGraph, defaultLimits } from '@batchway/core'
import { readCapture, toAnswer, toOuter } from '../support/captured-message.ts'
import { readGoogleAnswer } from '../support/google-writer.ts'

/** Answers a captured batch with these outcomes. */
async function answer(
  dialect: Dialect,
  name: string,
  outcomes: readonly PartOutcome[],
): Promise<OuterResponse> {
  const sent = readCapture(`${dialect.name}/${name}.http`)
  const outer = toOuter(sent)
  const limits = { ...defaultLimits, ...dialect.limits }
  const batch = await dialect.readBatch(outer, sent.body, {
    limits,
    base: '/v1.0',
    checkTarget: () => {},
  })
  assert.equal(batch.parts.length, outcomes.length)
  return dialect.writeResults(batch, outcomes, { outer, id: 'x', limits, warn: assert.fail })
}

interface GraphResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

function bytesOf({ headers, body }: GraphResponse): Buffer {
  if (body === undefined) return Buffer.alloc(0)
  if (headers['Content-Type'] === 'application/json') return Buffer.from(JSON.stringify(body))
  assert.ok(typeof body === 'string')
  return Buffer.from(body, 'base64')
}

describe('captured batches of Graph', () => {
  for (const name of ['msgraph-client', 'pnp-graph']) {
    it(`${name}: is answered in the bytes that the client accepted`, async () => {
      const accepted = toAnswer(readCapture(`graph/${name}.resp.http`))
      const text = Buffer.from(accepted.body).toString()
      const { responses } = JSON.parse(text) as { responses: readonly GraphResponse[] }
      const outcomes = responses.map((response): PartOutcome => {
        const { status, headers } = response
        const fields = Object.entries(headers).map(
          ([field, value]) => [field.toLowerCase(), value] as const,
        )
        return { kind: 'answered', response: { status, headers: fields, body: bytesOf(response) } }
      })
      const given = await answer(createGraph(), name, outcomes)
      assert.equal(Buffer.from(given.body).toString(), text)
    })
  }
})

describe('captured batches of Google', () => {
  for (const name of ['python-googleapi', 'googleapis-batcher', 'googleapis-batcher-v9']) {
    it(`${name}: is answered in the bytes that the client accepted`, async () => {
      const accepted = toAnswer(readCapture(`google/${name}.resp.http`))
      const outcomes = readGoogleAnswer(accepted).map(({ status, fields, body }): PartOutcome => {
        const headers = fields
          .map((line) => line.split(': ', 2) as [string, string])
          .map(([field, value]) => [field.toLowerCase(), value] as const)
          .filter(([field]) => field !== 'content-length')
        return { kind: 'answered', response: { status, headers, body } }
      })
      const google = createGoogle({ createBoundary: () => 'foo-Bar_1' })
      const given = await answer(google, name, outcomes)
      assert.equal(Buffer.from(given.body).toString(), Buffer.from(accepted.body).toString())
      const type = ['content-type', 'multipart/mixed; boundary=batch_foo-Bar_1']
      assert.deepEqual(given.headers, [type])
    })
  }
})
