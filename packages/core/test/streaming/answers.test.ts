import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import * as fc from 'fast-check'
import type { BatchReport, Dialect, PartOutcome, Transaction } from '@batchway/core'
import { createOcamba, createRateLimit } from '@batchway/core'
import {
  answerWith,
  asking,
  createStreamingEndpoint,
  fieldsOf,
  textOf,
} from '../support/streaming-endpoint.ts'
import { formCalled, streamForms } from '../support/stream-forms.ts'

const bounded = { timeout: 20_000 }

const ocamba = formCalled('Ocamba')
const odata = formCalled('OData in JSON')

const outcome = fc.oneof(
  fc
    .record({ status: fc.constantFrom(200, 201, 204, 404, 500), text: fc.string() })
    .map(({ status, text }) => answerWith(JSON.stringify(text), status)),
  fc.constant<PartOutcome>({ kind: 'failed', reason: 'unreachable', message: 'gone' }),
)

describe('a streamed answer', () => {
  for (const form of streamForms) {
    it(`is that of the buffered one, whatever comes first: ${form.name}`, bounded, async () => {
      const batches = fc.array(outcome, { minLength: 1, maxLength: 12 }).chain((outcomes) =>
        fc.record({
          outcomes: fc.constant(outcomes),
          order: fc.shuffledSubarray([...outcomes.keys()], { minLength: outcomes.length }),
        }),
      )
      await fc.assert(
        fc.asyncProperty(batches, async ({ outcomes, order }) => {
          const paths = outcomes.map((_, index) => `p${index}`)
          const [streamed, buffered] = [true, false].map(async (streams) => {
            const { manual, post, budget } = createStreamingEndpoint(form.dialect)
            const pending = post(asking(form.write(paths)), streams)
            await setImmediate()
            for (const index of order) await manual.answer(index, outcomes[index])
            const answer = await pending
            assert.equal(answer.stream !== undefined, streams)
            const text = await textOf(answer)
            answer.release()
            assert.equal(budget.used, 0)
            return form.read(fieldsOf(answer), text)
          })
          assert.deepEqual(await streamed, await buffered)
        }),
        { numRuns: 40 },
      )
    })
  }

  it('leaves in the order in which parts end where that is free', bounded, async () => {
    const { manual, post } = createStreamingEndpoint('odata')
    const pending = post(asking(odata.write(['a', 'b', 'c'])))
    await setImmediate()
    await manual.answer(2, answerWith('2'))
    const pieces = (await pending).stream?.[Symbol.asyncIterator]()
    const first = await pieces?.next()
    assert.equal(
      Buffer.from(first?.value as Uint8Array).toString(),
      '{"responses":[{"id":"r2","status":200,"headers":{"content-type":"application/json"},"body":2}',
    )
    await manual.answer(0, answerWith('0'))
    await manual.answer(1, answerWith('1'))
    const second = Buffer.from((await pieces?.next())?.value as Uint8Array).toString()
    assert.match(second, /^,\{"id":"r0",.*\{"id":"r1",.*\]\}$/)
    assert.equal((await pieces?.next())?.done, true)
  })

  it(
    'is in request order where nobody asked and the endpoint always streams',
    bounded,
    async () => {
      const { manual, post } = createStreamingEndpoint('odata', { streaming: 'always' })
      const pending = post(odata.write(['a', 'b']))
      await setImmediate()
      await manual.answer(1)
      await manual.answer(0)
      const answer = await pending
      assert.equal(fieldsOf(answer).get('preference-applied'), null)
      assert.match(await textOf(answer), /"r0".*"r1"/)
    },
  )

  it('has the rate limit of each part in its fields', bounded, async () => {
    const { admission } = createRateLimit({
      parts: [{ match: '/api/*', rate: { burst: 10, steady: 10 } }],
      callerOf: () => 'one',
    })
    const { manual, post } = createStreamingEndpoint('ocamba', { admissions: [admission] })
    const pending = post(asking(ocamba.write(['a', 'b'])))
    await setImmediate()
    await manual.answer(0)
    await manual.answer(1)
    const text = await textOf(await pending)
    assert.equal(text.match(/"X-RateLimit-Remaining"/gi)?.length, 2, text)
  })

  it('is reported when it has ended, and not before', bounded, async () => {
    const reports: BatchReport[] = []
    let left = 0
    const { manual, post } = createStreamingEndpoint('ocamba', {
      onBatch: (report) => reports.push(report),
      admissions: [{ enter: () => ({ leave: () => (left += 1) }) }],
    })
    const pending = post(asking(ocamba.write(['a', 'b'])))
    await setImmediate()
    await manual.answer(0)
    const answer = await pending
    assert.deepEqual([reports.length, left], [0, 0])
    await manual.answer(1)
    await textOf(answer)
    answer.release()
    assert.deepEqual([reports.length, left], [1, 1])
    const kinds = reports[0]?.outcomes.map(({ kind }) => kind)
    assert.deepEqual([reports[0]?.status, kinds], [200, ['answered', 'answered']])
  })

  it('tells of a part that took too long, and of the others', bounded, async () => {
    const { manual, post } = createStreamingEndpoint('ocamba', { limits: { partTime: 20 } })
    const pending = post(asking(ocamba.write(['a', 'b'])))
    await setImmediate()
    await manual.answer(0)
    const { parts } = JSON.parse(await textOf(await pending)) as { parts: { code: number }[] }
    assert.deepEqual(
      parts.map(({ code }) => code),
      [200, 504],
    )
  })
})

describe('a streamed answer that nobody reads to its end', () => {
  for (const [how, read] of [
    ['not at all', () => Promise.resolve()],
    [
      'for one piece',
      async (stream: AsyncIterable<Uint8Array>) => {
        for await (const _ of stream) break
      },
    ],
  ] as const) {
    it(`ends the batch: ${how}`, bounded, async () => {
      const reports: BatchReport[] = []
      const { manual, post, budget } = createStreamingEndpoint('ocamba', {
        onBatch: (report) => reports.push(report),
      })
      const pending = post(asking(ocamba.write(['a', 'b'])))
      await setImmediate()
      await manual.answer(0)
      const answer = await pending
      assert.ok(answer.stream !== undefined)
      await read(answer.stream)
      answer.release()
      await setImmediate()
      assert.equal(manual.cancelled.get(1), 'cancelled')
      assert.equal(budget.used, 0)
      assert.equal(reports.length, 1)
    })
  }

  it('ends with what is cancelled when its caller goes away', bounded, async () => {
    const { manual, post, leave } = createStreamingEndpoint('ocamba')
    const pending = post(asking(ocamba.write(['a', 'b'])))
    await setImmediate()
    await manual.answer(0)
    const text = textOf(await pending)
    leave()
    assert.match(await text, /"code":503/)
    assert.equal(manual.cancelled.get(1), 'cancelled')
  })
})

async function assertWhole(
  endpoint: ReturnType<typeof createStreamingEndpoint>,
  canStream = true,
): Promise<void> {
  const pending = endpoint.post(asking(ocamba.write(['a'])), canStream)
  await setImmediate()
  await endpoint.manual.answer(0)
  const answer = await pending
  assert.equal(answer.stream, undefined)
  assert.equal(fieldsOf(answer).get('preference-applied'), null)
  assert.match(await textOf(answer), /^\{"total_counter":1,/)
}

function withoutStream(dialect: Dialect): Dialect {
  return Object.fromEntries(
    Object.entries(dialect).filter(([name]) => name !== 'streamResults'),
  ) as unknown as Dialect
}

const commit: Transaction = (_parts, run) => run()

describe('an answer is written at once', () => {
  it('where the server has no streams', bounded, async () => {
    await assertWhole(createStreamingEndpoint('ocamba'), false)
  })

  it('where the endpoint never streams', bounded, async () => {
    await assertWhole(createStreamingEndpoint('ocamba', { streaming: 'never' }))
  })

  it('where the dialect does not', bounded, async () => {
    await assertWhole(createStreamingEndpoint(withoutStream(createOcamba())))
  })

  it('where it takes effect as a whole', bounded, async () => {
    await assertWhole(createStreamingEndpoint('ocamba', { atomic: true, transaction: commit }))
  })

  it('where the caller says that it does not want a stream', bounded, async () => {
    const { manual, post } = createStreamingEndpoint('ocamba')
    const { headers, body } = ocamba.write(['a'])
    const pending = post({ headers: { ...headers, prefer: 'stream=false' }, body })
    await setImmediate()
    await manual.answer(0)
    assert.equal((await pending).stream, undefined)
  })

  it('where no part was started before the time of the batch ran out', bounded, async () => {
    const { post } = createStreamingEndpoint('ocamba', {
      limits: { batchTime: 1 },
      policies: [
        () => (_request, run) => {
          run.hold()
          return new Promise(() => {})
        },
      ],
    })
    const answer = await post(asking(ocamba.write(['a', 'b'])))
    assert.deepEqual([answer.status, answer.stream], [504, undefined])
  })

  it('where the batch is refused', bounded, async () => {
    const { post } = createStreamingEndpoint('ocamba')
    const answer = await post(asking({ headers: ocamba.write([]).headers, body: '{' }))
    assert.deepEqual([answer.status, answer.stream], [400, undefined])
  })
})

describe('a fault of a dialect in the middle of an answer', () => {
  it('breaks it off and is reported', bounded, async () => {
    const whole = createOcamba()
    const dialect: Dialect = {
      ...whole,
      async streamResults(batch, context) {
        const results = await whole.streamResults?.(batch, context)
        assert.ok(results !== undefined)
        return {
          ...results,
          part(writer, index, one) {
            if (index === 1) throw new Error('broken')
            results.part(writer, index, one)
          },
        }
      },
    }
    const reports: BatchReport[] = []
    const { manual, post, budget } = createStreamingEndpoint(dialect, {
      onBatch: (report) => reports.push(report),
    })
    const pending = post(asking(ocamba.write(['a', 'b', 'c'])))
    await setImmediate()
    await manual.answer(0)
    const answer = await pending
    const text = assert.rejects(textOf(answer), /broken/)
    await manual.answer(1)
    await text
    answer.release()
    assert.equal(reports[0]?.error?.code, 'internal')
    assert.equal(manual.cancelled.get(2), 'cancelled')
    assert.equal(budget.used, 0)
  })
})
