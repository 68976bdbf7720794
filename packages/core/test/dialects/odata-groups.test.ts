import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Failure, OuterResponse, PartOutcome } from '@batchway/core'
import { answered, failed } from '../support/model.ts'
import { readWithDicer } from '../support/multipart.ts'
import { readResponses } from '../support/odata-answer.ts'
import {
  jsonOuter,
  multipartOuter,
  readDirectly,
  writeChangeSet,
  writeRead,
} from '../support/odata-direct.ts'

const rolledBack: Failure = failed({ reason: 'rolled-back', message: 'Undone.' })
const goOn = ['prefer', 'odata.continue-on-error'] as const

function skipped(because: number): PartOutcome {
  return { kind: 'skipped', because }
}

/** An answer in short: `201`, or `[201 204]` for a change set, each with its `Content-ID`. */
function shapeOf(answer: OuterResponse): string {
  return readResponses(answer)
    .map(({ nested, answers }) => {
      const shown = answers.map(({ status, contentId }) => {
        return contentId === undefined ? String(status) : `${status}#${contentId}`
      })
      return nested ? `[${shown.join(' ')}]` : shown.join(' ')
    })
    .join(', ')
}

/** A read, a change set of three, a read. */
const five = Buffer.from(`${writeRead('a')}${writeChangeSet(3)}${writeRead('b')}--b--`)

const cases: readonly (readonly [
  what: string,
  outcomes: readonly PartOutcome[],
  goingOn: string,
  stopping: string,
])[] = [
  [
    'succeeded',
    [answered(), answered(201), answered(204), answered(302), answered()],
    '200, [201#1 204#2 302#3], 200',
    '200, [201#1 204#2 302#3], 200',
  ],
  [
    'failed at its last member and was undone',
    [answered(), rolledBack, rolledBack, answered(412), skipped(3)],
    '200, 412#3, 424',
    '200, 412#3',
  ],
  [
    'failed at its first member',
    [answered(), answered(409), skipped(1), skipped(1), skipped(1)],
    '200, 409#1, 424',
    '200, 409#1',
  ],
  [
    'failed by us',
    [answered(), rolledBack, failed({ reason: 'timeout' }), skipped(2), answered()],
    '200, 504#2, 200',
    '200, 504#2, 200',
  ],
  [
    'could not be committed',
    [
      answered(),
      failed({ reason: 'not-committed' }),
      failed({ reason: 'not-committed' }),
      failed({ reason: 'not-committed' }),
      answered(),
    ],
    '200, 500#1, 200',
    '200, 500#1, 200',
  ],
  [
    'was undone by others',
    [answered(), rolledBack, rolledBack, rolledBack, answered()],
    '200, 424#1, 200',
    '200, 424#1, 200',
  ],
  [
    'was never run',
    [answered(404), skipped(0), skipped(0), skipped(0), skipped(0)],
    '404, 424#1, 424',
    '404',
  ],
]

describe('the answer to a change set that', () => {
  for (const [what, outcomes, goingOn, stopping] of cases) {
    it(`${what} has the shape of the standard`, async () => {
      const going = await readDirectly(multipartOuter(goOn), five)
      assert.equal(shapeOf(await going.write(outcomes)), goingOn)
      const stops = await readDirectly(multipartOuter(), five)
      assert.equal(shapeOf(await stops.write(outcomes)), stopping)
    })
  }

  it('is followed by another one keeps to itself', async () => {
    const body = Buffer.from(`${writeChangeSet(2)}${writeChangeSet(2, 3)}--b--`)
    const { batch, write } = await readDirectly(multipartOuter(goOn), body)
    assert.deepEqual(
      batch.parts.map(({ group }) => group),
      ['changeset1', 'changeset1', 'changeset2', 'changeset2'],
    )
    const outcomes = [rolledBack, answered(400), answered(201), answered(201)]
    assert.equal(shapeOf(await write(outcomes)), '400#2, [201#3 201#4]')
  })

  it('is wanted in JSON names the change set with each member', async () => {
    const outer = multipartOuter(['accept', 'application/json'], ['odata-version', '4.01'])
    const { write } = await readDirectly(outer, five)
    const answer = await write([answered(), rolledBack, answered(412), skipped(2), skipped(2)])
    const { responses } = JSON.parse(Buffer.from(answer.body).toString()) as {
      responses: readonly { id: string; status: number; atomicityGroup?: string }[]
    }
    assert.deepEqual(
      responses.map(({ id, status, atomicityGroup }) => [id, status, atomicityGroup]),
      [
        ['request-1', 200, undefined],
        ['1', 424, 'changeset1'],
        ['2', 412, 'changeset1'],
        ['3', 424, 'changeset1'],
        ['request-5', 424, undefined],
      ],
    )
  })
})

/** Requests in JSON, each with its id and further members. */
function writeRequests(...requests: readonly object[]): Buffer {
  return Buffer.from(
    JSON.stringify({ requests: requests.map((more) => ({ method: 'post', url: 'a', ...more })) }),
  )
}

describe('names in a JSON batch', () => {
  it('become groups and dependencies', async () => {
    const body = writeRequests(
      { id: '1' },
      { id: '2', atomicityGroup: 'g' },
      { id: '3', atomicityGroup: 'g', dependsOn: ['2', '1'] },
      { id: '4', atomicityGroup: 'alone' },
      { id: '5', dependsOn: ['g', 'alone', '3'] },
    )
    const { batch } = await readDirectly(jsonOuter(), body)
    assert.deepEqual(
      batch.parts.map(({ group, after }) => [group, after]),
      [
        [undefined, undefined],
        ['g', undefined],
        ['g', [{ part: 1 }, { part: 0 }]],
        [undefined, undefined],
        [undefined, [{ group: 'g' }, { part: 3 }, { part: 2 }]],
      ],
    )
    assert.equal(batch.order, 'parallel')
  })

  it('at the beginning of a URL are left to the engine', async () => {
    const body = writeRequests(
      { id: 'a', url: '$a/x y' },
      { id: 'b', url: '$b' },
      { id: 'id', url: '$id/x' },
      { id: 'd', url: '$none/x' },
      { id: 'e', url: '$a?$top=1' },
      { id: 'f', url: '/$a/x' },
      { id: 'g', url: '$A/x' },
    )
    const { batch } = await readDirectly(jsonOuter(), body)
    assert.deepEqual(
      batch.parts.map(({ target }) => target),
      ['$a/x%20y', '$b', '/svc/$id/x', '/svc/$none/x', '$a?$top=1', '/$a/x', '/svc/$A/x'],
    )
  })
})

describe('answers in multipart', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          '--batchresponse_1',
          '--changesetresponse_2_1',
          '--',
          '--changesetresponse_2_1--',
          'x',
        ),
        { maxLength: 8 },
      )
      .map((pieces) => Uint8Array.from(Buffer.from(pieces.join('')))),
  )

  it('can be read by a parser that is not ours, whatever the bodies are', async () => {
    const property = fc.asyncProperty(
      fc.array(bytes, { minLength: 5, maxLength: 5 }),
      async (bodies) => {
        const boundaries = ['1', 'other']
        const read = await readDirectly(multipartOuter(), five, () => {
          return boundaries.shift() ?? assert.fail('another boundary was wanted')
        })
        const answer = await read.write(bodies.map((body) => answered(200, body)))
        const blocks = readResponses(answer)
        assert.deepEqual(
          blocks.flatMap(({ answers }) => answers.map(({ body }) => body)),
          bodies.map((body) => Buffer.from(body)),
        )
        assert.equal(read.warnings.length, 1 - boundaries.length)
        const type = new Map(answer.headers).get('content-type') ?? ''
        const foreign = await readWithDicer(answer.body, type.replace(/^.*=/, ''))
        assert.equal(foreign.length, 3)
        const [, set] = foreign
        const nested = new Map(set?.headers).get('content-type')?.replace(/^.*=/, '') ?? ''
        const members = await readWithDicer(set?.body ?? assert.fail(), nested)
        for (const [index, { body }] of members.entries()) {
          const own = Buffer.from(bodies[index + 1] ?? []).toString('latin1')
          assert.ok(body.toString('latin1').endsWith(`\r\n\r\n${own}`))
        }
      },
    )
    await fc.assert(property, { numRuns: 300 })
  })
})
