import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import * as fc from 'fast-check'
import type { Order, Transaction } from '@batchway/core'
import type { LinkedPart, LinkedResult } from '../support/linked-dialect.ts'
import { postLinked } from '../support/linked-dialect.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { answered } from '../support/model.ts'

/** Blocks of parts, each of them a group or a single part, with edges between blocks. */
const batches = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 })
  .chain((sizes) =>
    fc.record({
      sizes: fc.constant(sizes),
      edges: fc.array(fc.tuple(fc.nat(sizes.length - 1), fc.nat(sizes.length - 1))),
      fails: fc.infiniteStream(fc.nat(4)),
      order: fc.constantFrom<Order[]>('parallel', 'serial', 'keep-effects'),
    }),
  )

interface Block {
  readonly name: string
  readonly isGroup: boolean
  readonly positions: readonly number[]
  readonly needs: readonly number[]
}

/** 0 is a single part, any other number a group of so many. */
function toBlocks(
  sizes: readonly number[],
  edges: readonly (readonly [number, number])[],
): readonly Block[] {
  let next = 0
  return sizes.map((size, at) => ({
    name: `b${at}`,
    isGroup: size > 0,
    positions: Array.from({ length: Math.max(size, 1) }, () => next++),
    needs: [...new Set(edges.filter(([from, to]) => to === at && from < at).map(([from]) => from))],
  }))
}

function toParts(blocks: readonly Block[]): readonly LinkedPart[] {
  return blocks.flatMap(({ name, isGroup, positions, needs }) =>
    positions.map((position) => ({
      id: isGroup ? `${name}-${position}` : name,
      method: position % 2 === 0 ? 'POST' : 'GET',
      ...(isGroup ? { group: name } : {}),
      dependsOn: needs.map((need) => `b${need}`),
    })),
  )
}

describe('a batch with any graph of groups', () => {
  it('runs each part at most once, and each group as a whole or not at all', async () => {
    const choices = fc.infiniteStream(fc.nat())
    const property = fc.asyncProperty(
      batches,
      choices,
      async ({ sizes, edges, fails, order }, chosen) => {
        const blocks = toBlocks(sizes, edges)
        const parts = toParts(blocks)
        const failing = parts.map(() => fails.next().value === 0)
        const api = createManualDispatch()
        const committed = new Set<string>()
        const began = new Map<number, ReadonlySet<string>>()
        const transaction: Transaction = async (requests, run) => {
          await run()
          committed.add(requests[0]?.part.group ?? '')
        }
        const answer = postLinked(
          { parts, order },
          (request, run) => {
            began.set(request.part.index, new Set(committed))
            return api.dispatch(request, run)
          },
          { transaction },
        )
        await setImmediate()
        while (api.open.length > 0) {
          const index = api.open[chosen.next().value % api.open.length] ?? -1
          const block = blocks.find(({ positions }) => positions.includes(index))
          if (block?.isGroup === false && failing[index] === false) committed.add(block.name)
          await api.answer(index, answered(failing[index] === true ? 500 : 200))
        }
        const { results } = await answer
        assert.equal(results.length, parts.length)
        assert.equal(new Set(api.arrivals).size, api.arrivals.length, 'a part ran twice')
        checkBlocks(blocks, failing, { results, began })
      },
    )
    await fc.assert(property, { numRuns: 200 })
  })
})

function checkBlocks(
  blocks: readonly Block[],
  failing: readonly boolean[],
  seen: {
    readonly results: readonly LinkedResult[]
    readonly began: ReadonlyMap<number, ReadonlySet<string>>
  },
): void {
  const failed = new Set<number>()
  blocks.forEach(({ positions, needs }, at) => {
    const statuses = positions.map((position) => seen.results[position]?.status)
    const doomed = needs.some((need) => failed.has(need))
    const first = positions.find((position) => failing[position] === true)
    if (doomed || first !== undefined) failed.add(at)
    if (doomed) {
      assert.ok(positions.every((position) => !seen.began.has(position)))
      const causes = positions.map((position) => seen.results[position]?.because ?? -1)
      assert.ok(causes.every((cause) => failing[cause] === true))
    }
    const expected = positions.map((position) =>
      doomed ? 424 : first === undefined ? 200 : position === first ? 500 : 424,
    )
    assert.deepEqual(statuses, expected)
    for (const position of positions) {
      const before = seen.began.get(position)
      if (before === undefined) continue
      assert.ok(
        needs.every((need) => before.has(`b${need}`)),
        'it began too early',
      )
    }
  })
}
