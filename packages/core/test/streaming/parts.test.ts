import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { PartOutcome, ResultStream } from '@batchway/core'
import { PartStream } from '../../src/endpoint-stream.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { startRun } from '../support/batch-run.ts'
import { answered, createBatch, createPart, failed, nameOf } from '../support/model.ts'

const bounded = { timeout: 20_000 }

/** Writes the position of each part, and a dot for each piece of work. */
function positions(order: ResultStream['order']): ResultStream {
  return {
    status: 200,
    headers: [],
    order,
    begin: (writer) => writer.text('<'),
    part: (writer, index) => writer.text(` ${index}`),
    end: (writer, outcomes) => writer.text(` >${outcomes.length}`),
  }
}

function asItIs(outcome: PartOutcome): PartOutcome {
  return outcome
}

async function writtenBy(stream: PartStream, outcomes: readonly PartOutcome[]): Promise<string> {
  let text = ''
  for await (const piece of stream.pieces(Promise.resolve(outcomes))) {
    text += Buffer.from(piece).toString()
  }
  return text
}

describe('parts on their way', () => {
  it('leave each once; those of a group together and in their order', bounded, async () => {
    const batches = fc
      .array(fc.constantFrom(undefined, 'a', 'b', 'c'), { minLength: 1, maxLength: 15 })
      .chain((groups) =>
        fc.record({
          groups: fc.constant(groups),
          ends: fc.shuffledSubarray([...groups.keys()], { minLength: groups.length }),
        }),
      )
    await fc.assert(
      fc.asyncProperty(batches, async ({ groups, ends }) => {
        const parts = groups.map((group, index) => {
          return createPart({ index, ...(group === undefined ? {} : { group }) })
        })
        const batch = createBatch([], { parts })
        const stream = new PartStream(batch, positions('any'), { headers: [], finish: asItIs })
        for (const index of ends) stream.tell(index, answered())
        const text = await writtenBy(
          stream,
          parts.map(() => answered()),
        )
        const written = text.replace(/^<| >\d+$/g, '').trim()
        const left = written.split(' ').map(Number)
        assert.deepEqual(
          left.toSorted((one, other) => one - other),
          [...groups.keys()],
        )
        for (const name of new Set(groups)) {
          if (name === undefined) continue
          const members = [...groups.keys()].filter((index) => groups[index] === name)
          assert.ok(` ${written} `.includes(` ${members.join(' ')} `), text)
        }
      }),
    )
  })

  it('are finished once each', bounded, async () => {
    const seen: number[] = []
    const batch = createBatch(['GET', 'GET'])
    const stream = new PartStream(batch, positions('request'), {
      headers: [],
      finish(outcome, index) {
        seen.push(index)
        return outcome
      },
    })
    stream.tell(1, answered())
    stream.tell(0, answered())
    assert.equal(await writtenBy(stream, [answered(), answered()]), '< 0 1 >2')
    assert.deepEqual(seen, [0, 1])
  })
})

describe('a run that is listened to', () => {
  it('tells of each part once, with the outcome that it has at the end', bounded, async () => {
    const cases = fc.record({
      methods: fc.array(fc.constantFrom('GET', 'POST'), { minLength: 1, maxLength: 10 }),
      order: fc.constantFrom('parallel', 'serial', 'keep-effects' as const),
      stopOnError: fc.boolean(),
      answers: fc.infiniteStream(fc.constantFrom(answered(), answered(500), failed())),
      cancelAfter: fc.nat(12),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ methods, order, stopOnError, answers, cancelAfter }) => {
        const told: (string | undefined)[] = methods.map(() => undefined)
        const manual = createManualDispatch()
        const batch = createBatch(methods, { order, stopOnError })
        const run = startRun(batch, manual.dispatch, {
          onOutcome(index, outcome) {
            assert.equal(told[index], undefined)
            told[index] = nameOf(outcome)
          },
        })
        for (let count = 0; manual.open.length > 0 && count < cancelAfter; count += 1) {
          const [next = 0] = manual.open
          await manual.answer(next, answers.next().value as PartOutcome)
          if (told.every((name) => name !== undefined)) break
        }
        run.cancel()
        assert.deepEqual(
          told,
          (await run.outcomes).map((outcome) => nameOf(outcome)),
        )
      }),
    )
  })
})
