import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import * as fc from 'fast-check'
import type { Order } from '@batchway/core'
import type { LinkedBatch, LinkedResult } from '../support/linked-dialect.ts'
import { postLinked } from '../support/linked-dialect.ts'
import { createManualDispatch } from '../support/manual-dispatch.ts'
import { answered } from '../support/model.ts'

/** A graph without cycles: the parts in random places, each with what it needs. */
interface Graph {
  readonly needs: readonly (readonly number[])[]
  readonly fails: readonly boolean[]
  readonly methods: readonly string[]
  readonly order: Order
  readonly partsAtOnce: number
}

/** `forward`: parts may need later ones, along a random order of all. */
function graphs(forward: boolean): fc.Arbitrary<Graph> {
  return fc.integer({ min: 1, max: 14 }).chain((count) =>
    fc
      .record({
        edges: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 2 * count }),
        ranks: fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
        fails: fc.array(fc.nat(4), { minLength: count, maxLength: count }),
        methods: fc.array(fc.constantFrom('GET', 'POST'), { minLength: count, maxLength: count }),
        order: fc.constantFrom<Order[]>('parallel', 'serial', 'keep-effects'),
        partsAtOnce: fc.integer({ min: 1, max: count }),
      })
      .map(({ edges, ranks, fails, ...rest }) => {
        const rank = (node: number): number => (forward ? (ranks[node] ?? 0) : node)
        const needs = Array.from({ length: count }, (): number[] => [])
        for (const [one, other] of edges) {
          if (rank(one) < rank(other)) needs[other]?.push(one)
        }
        return { ...rest, needs, fails: fails.map((value) => value === 0) }
      }),
  )
}

function toBatch({ needs, methods, order }: Graph): LinkedBatch {
  const parts = needs.map((list, index) => ({
    id: `p${index}`,
    method: methods[index] ?? 'GET',
    dependsOn: list.map((needed) => `p${needed}`),
  }))
  return { parts, order, forward: 'allowed' }
}

interface Trace {
  readonly started: readonly number[]
  /** Parts that had succeeded when the part with that index began. */
  readonly succeededBefore: ReadonlyMap<number, ReadonlySet<number>>
  readonly results: readonly LinkedResult[]
}

/** Runs the batch of a graph; `choose` says which of the open parts ends next. */
async function trace(graph: Graph, choose: (open: readonly number[]) => number): Promise<Trace> {
  const api = createManualDispatch()
  const succeeded = new Set<number>()
  const succeededBefore = new Map<number, ReadonlySet<number>>()
  const answer = postLinked(
    toBatch(graph),
    (request, run) => {
      succeededBefore.set(request.part.index, new Set(succeeded))
      return api.dispatch(request, run)
    },
    { limits: { partsAtOnce: graph.partsAtOnce } },
  )
  await setImmediate()
  while (api.open.length > 0) {
    const index = choose(api.open)
    const fails = graph.fails[index] === true
    if (!fails) succeeded.add(index)
    await api.answer(index, answered(fails ? 500 : 200))
  }
  const { results } = await answer
  return { started: api.arrivals, succeededBefore, results }
}

/** Whether a part, or anything that it needs, fails. */
function isDoomed(graph: Graph, index: number): boolean {
  return needsFailure(graph, index) || graph.fails[index] === true
}

function needsFailure(graph: Graph, index: number): boolean {
  return (graph.needs[index] ?? []).some((needed) => isDoomed(graph, needed))
}

function reaches(graph: Graph, from: number, to: number): boolean {
  return (graph.needs[from] ?? []).some((one) => one === to || reaches(graph, one, to))
}

function checkTrace(graph: Graph, { started, succeededBefore, results }: Trace): void {
  assert.equal(new Set(started).size, started.length, 'a part ran twice')
  assert.equal(results.length, graph.needs.length)
  results.forEach((result, index) => {
    if (needsFailure(graph, index)) {
      assert.equal(result.kind, 'skipped')
      assert.ok(!started.includes(index))
      const because = result.because ?? -1
      assert.ok(reaches(graph, index, because), 'it names a part that it does not need')
      assert.equal(results[because]?.status, 500)
      return
    }
    assert.equal(result.status, graph.fails[index] === true ? 500 : 200)
    for (const needed of graph.needs[index] ?? []) {
      assert.ok(succeededBefore.get(index)?.has(needed), `${index} began before ${needed}`)
    }
  })
}

describe('a batch with any graph of dependencies', () => {
  for (const forward of [false, true]) {
    it(`runs each part once, after what it needs: ${forward ? 'any way' : 'backward'}`, async () => {
      const choices = fc.infiniteStream(fc.nat())
      const property = fc.asyncProperty(graphs(forward), choices, async (graph, chosen) => {
        const choose = (open: readonly number[]): number =>
          open[chosen.next().value % open.length] ?? -1
        checkTrace(graph, await trace(graph, choose))
      })
      await fc.assert(property, { numRuns: 200 })
    })
  }

  it('is refused with a true path where the graph has a cycle', async () => {
    const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 16 })
    const property = fc.asyncProperty(edges, async (list) => {
      const needs = Array.from({ length: 8 }, (_, index) =>
        list.filter(([from, to]) => from === index && to !== index).map(([, to]) => `p${to}`),
      )
      const parts = needs.map((dependsOn, index) => ({ id: `p${index}`, dependsOn }))
      const answer = await postLinked({ parts, forward: 'allowed' }, () =>
        Promise.resolve(answered()),
      )
      if (answer.refusal === undefined) {
        assert.ok(answer.results.every(({ status }) => status === 200))
        return
      }
      const path = answer.refusal.message.replace('waits for itself: ', '').split(' -> ')
      assert.ok(path.length >= 3)
      assert.equal(path[0], path.at(-1))
      path.slice(1).forEach((id, at) => {
        assert.ok(
          needs[Number(path[at]?.slice(1))]?.includes(id),
          `${path[at]} does not need ${id}`,
        )
      })
    })
    await fc.assert(property, { numRuns: 300 })
  })
})
