import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Batch, Part } from '@batchway/core/translate'
import { readBatch, writeBatch } from '@batchway/core/translate'
import { batchFor, carriedForms } from '../support/carried-batches.ts'

/** A part in the words of a test: the names of what it waits for, and no generated id or group. */
function shown(batch: Batch, { ids, aborts }: { ids: boolean; aborts: boolean }): unknown[] {
  const groups = [...new Set(batch.parts.map(({ group }) => group))]
  return batch.parts.map((part: Part) => ({
    method: part.method,
    target: part.target,
    headers: part.headers
      .filter(([name, value]) => name !== 'content-length' && !isDefaultType(name, value))
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    body: part.body === undefined || part.body.length === 0 ? undefined : Buffer.from(part.body),
    id: ids ? part.id : undefined,
    after: part.after ?? [],
    group: part.group === undefined ? undefined : groups.indexOf(part.group),
    aborts: aborts && batch.order === 'serial' && part.abortsBatch === true,
  }))
}

/** Graph needs the type that a part would get anyway. */
function isDefaultType(name: string, value: string): boolean {
  return name === 'content-type' && value === 'application/json'
}

for (const [name, form] of Object.entries(carriedForms)) {
  describe(`a batch in ${name}`, () => {
    it('is read as it was written, bodies byte for byte', async () => {
      const property = fc.asyncProperty(batchFor(form), async (batch) => {
        const written = writeBatch(form.dialect, batch, form.options)
        assert.deepEqual(
          written.notes.filter(({ feature }) => feature !== 'target' && feature !== 'reference'),
          [],
        )
        const read = await readBatch(form.dialect, written)
        // Parts that have no name get one where the dialect needs it.
        const named = batch.parts.map(({ id, ...part }, index) => {
          const own = id ?? read.parts[index]?.id
          return own === undefined ? part : { ...part, id: own }
        })
        const kept = { ids: form.ids, aborts: form.aborts }
        assert.deepEqual(shown(read, kept), shown({ ...batch, parts: named }, kept))
        assert.equal(new Set(read.parts.map(({ id }) => id)).size, form.ids ? read.parts.length : 1)
        const { order, stopOnError, targets } = read
        assert.deepEqual(
          { order, stopOnError, targets },
          { order: batch.order, stopOnError: batch.stopOnError, targets: batch.targets },
        )
      })
      await fc.assert(property, { numRuns: 300 })
    })

    if (!form.bodies.bytes) return
    it('keeps a body with lines like delimiters', async () => {
      const body = new TextEncoder().encode('a\r\n--batch_1--\r\nb\n--batch-1\n--changeset_1\n')
      const part = {
        index: 0,
        method: 'POST',
        target: '/dw/data/v1_1/a',
        headers: [['content-type', 'application/octet-stream'] as const],
        body,
      }
      const unique = ['1', '2'].values()
      const batch = { ...fc.sample(batchFor(form), 1)[0], parts: [part] } as Batch
      const written = writeBatch(form.dialect, batch, {
        ...form.options,
        createBoundary: () => unique.next().value ?? '3',
      })
      const [read] = (await readBatch(form.dialect, written)).parts
      assert.deepEqual(Buffer.from(read?.body ?? []), Buffer.from(body))
    })
  })
}
