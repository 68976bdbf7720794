import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { BatchReport, Transaction } from '@batchway/core'
import { createGoogle, createOcapi, createOdata } from '@batchway/core'
import { readAnswer } from '../support/multipart.ts'
import {
  answerWith,
  asking,
  createStreamingEndpoint,
  fieldsOf,
  textOf,
} from '../support/streaming-endpoint.ts'
import { formCalled } from '../support/stream-forms.ts'

const bounded = { timeout: 20_000 }

const commit: Transaction = (_parts, run) => run()

describe('a streamed answer to groups', () => {
  it('tells of a group when it has been committed, all of it at once', bounded, async () => {
    const committing = Promise.withResolvers<void>()
    const { manual, post } = createStreamingEndpoint('odata', {
      async transaction(_parts, run) {
        await run()
        await committing.promise
      },
    })
    const requests = ['g', 'g', undefined].map((atomicityGroup, index) => {
      return { id: `r${index}`, method: 'post', url: 'a', atomicityGroup, body: {} }
    })
    const headers = { 'content-type': 'application/json' }
    const pending = post(asking({ headers, body: JSON.stringify({ requests }) }))
    await setImmediate()
    await manual.answer(0)
    await manual.answer(1)
    await manual.answer(2)
    const pieces = (await pending).stream?.[Symbol.asyncIterator]()
    const first = Buffer.from((await pieces?.next())?.value as Uint8Array).toString()
    assert.match(first, /^\{"responses":\[\{"id":"r2"[^[]*\}$/)
    assert.doesNotMatch(first, /r0|r1/)
    committing.resolve()
    const second = Buffer.from((await pieces?.next())?.value as Uint8Array).toString()
    assert.match(second, /^,\{"id":"r0","atomicityGroup":"g".*\{"id":"r1".*\]\}$/)
  })

  it(
    'tells of a group that was undone as the answer that is written at once',
    bounded,
    async () => {
      const body = [
        '--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n',
        ...[1, 2].map((id) => {
          return `--c\r\nContent-Type: application/http\r\nContent-ID: ${id}\r\n\r\nPOST a HTTP/1.1\r\n\r\n\r\n`
        }),
        '--c--\r\n--b\r\nContent-Type: application/http\r\n\r\nGET a HTTP/1.1\r\n\r\n\r\n--b--',
      ].join('')
      const headers = {
        'content-type': 'multipart/mixed; boundary=b',
        prefer: 'continue-on-error',
      }
      const texts = [true, false].map(async (streams) => {
        const { manual, post } = createStreamingEndpoint(
          createOdata({ createBoundary: () => 'unique' }),
          { transaction: commit },
        )
        const pending = post(asking({ headers, body }), streams)
        await setImmediate()
        await manual.answer(0)
        await manual.answer(1, answerWith('{}', 409))
        await manual.answer(2)
        return textOf(await pending)
      })
      const [streamed, buffered] = await Promise.all(texts)
      assert.match(String(streamed), /Content-ID: 2\r\n\r\nHTTP\/1\.1 409/)
      assert.equal(streamed, buffered)
    },
  )
})

describe('a streamed answer whose boundary stands in a body', () => {
  const cases = [
    ['OData in multipart', createOdata({ createBoundary: () => 'u' }), '--batchresponse_u'],
    ['Google without ids', createGoogle({ createBoundary: () => 'u' }), '--batch_u'],
    [
      'OCAPI without ids',
      createOcapi({ createBoundary: () => 'u', paths: 'any', lineEnds: 'crlf' }),
      '--u',
    ],
  ] as const
  for (const [name, dialect, line] of cases) {
    it(`has a failure in the place of that part: ${name}`, bounded, async () => {
      const reports: BatchReport[] = []
      const { manual, post } = createStreamingEndpoint(dialect, {
        onBatch: (report) => reports.push(report),
      })
      const pending = post(asking(formCalled(name).write(['a', 'b'])))
      await setImmediate()
      await manual.answer(0, answerWith(`x\r\n${line}--\r\n`))
      await manual.answer(1, answerWith('"fine"'))
      const answer = await pending
      const text = await textOf(answer)
      const type = fieldsOf(answer).get('content-type') ?? ''
      const sections = readAnswer(Buffer.from(text), type.split('boundary=')[1] ?? '', '\r\n')
      assert.equal(sections.length, 2)
      assert.match(text, /502/)
      assert.match(text, /"fine"/)
      assert.match(reports[0]?.warnings[0] ?? '', /like the delimiter/)
    })
  }
})
