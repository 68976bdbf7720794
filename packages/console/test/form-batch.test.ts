import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readBatch, writeBatch } from '@batchway/core/translate'
import { emptyPart, FormProblem, fromForm, toForm } from '../src/lib/form-batch.ts'
import type { FormBatch, FormPart } from '../src/lib/form-batch.ts'

const text =
  '{"requests":[{"id":"new","method":"POST","url":"/Customers","headers":{"X-A":"b"},"body":{"n":12345678901234567890.0}},{"id":"list","method":"GET","url":"/$new/Orders","dependsOn":["new"]}]}'
const request = {
  path: '/odata/$batch',
  headers: [['content-type', 'application/json']] as const,
  body: new TextEncoder().encode(text),
}

function form(...parts: Partial<FormPart>[]): FormBatch {
  const whole = parts.map((one) => ({ ...emptyPart(), target: '/a', ...one }))
  return { parts: whole, order: 'parallel', stopOnError: false, targets: 'base' }
}

describe('the form of a batch', () => {
  it('shows a batch, and writes it again with the same bytes', async () => {
    const read = toForm(await readBatch('odata', request))
    assert.deepEqual(
      read.parts.map(({ key: _key, ...rest }) => rest),
      [
        {
          id: 'new',
          method: 'POST',
          target: '/Customers',
          headers: 'x-a: b',
          body: '{"n":12345678901234567890.0}',
          after: '',
          group: '',
          abortsBatch: false,
        },
        {
          id: 'list',
          method: 'GET',
          target: '/$new/Orders',
          headers: '',
          body: '',
          after: '1',
          group: '',
          abortsBatch: false,
        },
      ],
    )
    const { body } = writeBatch('odata', fromForm(read), { base: '/odata' })
    const written = new TextDecoder().decode(body)
    assert.ok(written.includes('{"n":12345678901234567890.0}'), written)
    assert.ok(written.includes('"dependsOn":["new"]'), written)
  })

  it('names the request and the field that it can not use', () => {
    const wrong: readonly [Partial<FormPart>, FormProblem['field'], RegExp][] = [
      [{ target: ' ' }, 'target', /where this request goes/],
      [{ target: '/a b' }, 'target', /no spaces/],
      [{ headers: 'Accept text' }, 'headers', /"Accept text"/],
      [{ after: '2' }, 'after', /from 1 to 2, not "2"/],
      [{ after: '1, x' }, 'after', /not "x"/],
      [{ id: 'one' }, 'id', /Request 1/],
    ]
    for (const [part, field, message] of wrong) {
      assert.throws(
        () => fromForm(form({ id: 'one' }, part)),
        (error: unknown) =>
          error instanceof FormProblem &&
          error.part === 1 &&
          error.field === field &&
          message.test(error.message),
        JSON.stringify(part),
      )
    }
  })

  it('keeps a body that is no text', async () => {
    const bytes = Uint8Array.of(0xff, 0)
    const batch = fromForm(form({ method: 'POST', bytes }))
    assert.deepEqual(batch.parts[0]?.body, bytes)
    assert.deepEqual(toForm(batch).parts[0]?.bytes, bytes)
  })
})
