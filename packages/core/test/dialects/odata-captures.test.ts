import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OuterResponse, Part, PartOutcome } from '@batchway/core'
import { readCapture, toAnswer, toOuter } from '../support/captured-message.ts'
import type { OdataAnswer } from '../support/odata-answer.ts'
import { readResponses } from '../support/odata-answer.ts'
import { readDirectly } from '../support/odata-direct.ts'

const cafe = '{"name":"Café"}'

/** A part as the tests below write it: `METHOD target`, id, group, body. */
function describePart({ method, target, id, group, body }: Part): readonly unknown[] {
  return [`${method} ${target}`, id, group, body && Buffer.from(body).toString()]
}

/** What released clients sent, and what has been read. */
const requests: readonly (readonly [name: string, parts: readonly (readonly unknown[])[]])[] = [
  [
    'odata-batch-request',
    [
      ['GET /svc/Customers(1)', undefined, undefined, undefined],
      ['POST /svc/Customers', '1', 'changeset1', cafe],
      ['POST $1/Orders', '2', 'changeset1', '{"n":1,"self":"$1"}'],
      ['PATCH /svc/Customers(5)', '3', 'changeset1', '{"name":"x"}'],
      ['DELETE /svc/Customers(9)', '4', 'changeset1', undefined],
      ['GET /svc/missing(1)', undefined, undefined, undefined],
    ],
  ],
  [
    'odata-client',
    [
      ['GET /svc/Customers(1)?$select=name', undefined, undefined, undefined],
      ['POST /svc/Customers', undefined, undefined, `\r\n${cafe}\r\n`],
      ['PATCH /svc/Customers(5)', undefined, undefined, '\r\n{"name":"x"}\r\n'],
      ['DELETE /svc/Customers(9)', undefined, undefined, undefined],
      ['GET /svc/missing(1)', undefined, undefined, undefined],
    ],
  ],
  [
    'odata-client-json',
    [
      ['GET /svc/Customers(1)?$select=name', 'r1', undefined, undefined],
      ['POST /svc/Customers', 'r2', 'g1', cafe],
      ['PATCH /svc/Customers(5)', 'r3', 'g1', '{"name":"x"}'],
      ['DELETE /svc/Customers(9)', 'r4', undefined, undefined],
      ['GET /svc/missing(1)', 'r5', undefined, undefined],
    ],
  ],
  [
    'ts-odatajs',
    [
      ['GET /svc/Customers(1)', undefined, undefined, undefined],
      ['POST /svc/Customers', '1', 'changeset1', cafe],
      ['POST $1/Orders', '2', 'changeset1', '{"n":1}'],
      ['PATCH /svc/Customers(5)', undefined, 'changeset1', '{"name":"x"}'],
      ['DELETE /svc/Customers(9)', undefined, 'changeset1', undefined],
      ['GET /svc/missing(1)', undefined, undefined, undefined],
    ],
  ],
  [
    'dynamics-web-api',
    [
      [
        'GET /api/data/v9.2/leads(00000000-0000-0000-0000-000000000001)?$select=fullname',
        undefined,
        undefined,
        undefined,
      ],
      ['POST /api/data/v9.2/leads', '1', 'changeset1', '{"firstname":"Caf\\u00e9"}\r\n'],
      ['POST $1/tasks', '2', 'changeset1', '{"subject":"t"}\r\n'],
      [
        'PATCH /api/data/v9.2/leads(00000000-0000-0000-0000-000000000005)',
        '100001',
        'changeset1',
        '{"firstname":"x"}\r\n',
      ],
      [
        'DELETE /api/data/v9.2/leads(00000000-0000-0000-0000-000000000009)',
        '100002',
        'changeset1',
        undefined,
      ],
      ['POST /api/data/v9.2/notes', undefined, undefined, '{"a":1}\r\n'],
    ],
  ],
  [
    'angular-odata',
    [
      ['GET /svc/Customers(1)', undefined, undefined, undefined],
      ['POST /svc/Customers', '1', 'changeset1', cafe],
      ['PATCH /svc/Customers(5)', '2', 'changeset1', '{"name":"x"}'],
      ['DELETE /svc/Customers(9)', '3', 'changeset1', undefined],
      ['GET /svc/missing(1)', undefined, undefined, undefined],
    ],
  ],
]

/** What the API must have answered for that answer; what the dialect itself adds is left out. */
function toOutcome({ status, fields, body }: OdataAnswer): PartOutcome {
  const headers = fields
    .map((line) => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)] as const
    })
    .filter(([name]) => name !== 'odata-version' && name !== 'content-id')
  return { kind: 'answered', response: { status, headers, body } }
}

/** The body with its boundaries numbered in the order of the text. */
function withPlainBoundaries(body: Uint8Array): string {
  const text = Buffer.from(body).toString('latin1')
  const names = new Set(text.match(/(?:batch|changeset)response_[\w-]+?(?=(?:--)?\r\n)/g))
  let plain = text
  for (const [index, name] of [...names].entries()) plain = plain.replaceAll(name, `b${index}`)
  return plain
}

interface JsonAnswer {
  readonly responses: readonly {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body?: unknown
  }[]
}

function readJsonAnswer({ body }: OuterResponse): JsonAnswer {
  return JSON.parse(Buffer.from(body).toString()) as JsonAnswer
}

describe('captured batches', () => {
  for (const [name, expected] of requests) {
    it(`${name}: is read as it was meant`, async () => {
      const sent = readCapture(`odata/${name}.http`)
      const { batch } = await readDirectly(toOuter(sent), sent.body)
      assert.deepEqual(batch.parts.map(describePart), expected)
      assert.equal(batch.stopOnError, name !== 'dynamics-web-api' && !name.endsWith('json'))
    })

    if (name.endsWith('json')) continue
    it(`${name}: is answered in the bytes that the client accepted`, async () => {
      const sent = readCapture(`odata/${name}.http`)
      const accepted = toAnswer(readCapture(`odata/${name}.resp.http`))
      const { write } = await readDirectly(toOuter(sent), sent.body)
      const outcomes = readResponses(accepted).flatMap(({ answers }) => answers.map(toOutcome))
      const answer = await write(outcomes)
      assert.equal(answer.status, accepted.status)
      assert.equal(new Map(answer.headers).get('odata-version'), '4.0')
      assert.equal(withPlainBoundaries(answer.body), withPlainBoundaries(accepted.body))
    })
  }

  it('odata-client-json: is answered with the values that the client accepted', async () => {
    const sent = readCapture('odata/odata-client-json.http')
    const accepted = readJsonAnswer(toAnswer(readCapture('odata/odata-client-json.resp.http')))
    const { batch, write } = await readDirectly(toOuter(sent), sent.body)
    assert.deepEqual(batch.parts[2]?.after, [{ part: 1 }])
    assert.deepEqual(batch.parts[4]?.after, [{ group: 'g1' }])
    const outcomes = accepted.responses.map(({ status, headers, body }): PartOutcome => {
      const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body))
      return {
        kind: 'answered',
        response: { status, headers: Object.entries(headers), body: bytes },
      }
    })
    assert.deepEqual(readJsonAnswer(await write(outcomes)), accepted)
  })
})
