import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { PartRecord } from 'batchway'
import { drawWaterfall, edgesOf, spansOf, tickTimes } from '../src/lib/waterfall.ts'

const frame = { width: 403, rowHeight: 40, barHeight: 10, middle: 20 }

function part(index: number, more: Partial<PartRecord> = {}): PartRecord {
  return {
    index,
    needs: [],
    method: 'GET',
    target: '/a',
    state: 'answered',
    times: { ready: 0, sent: 10, received: 30, done: 40 },
    request: { method: 'GET', path: '/a', headers: [] },
    ...more,
  }
}

/** What can be reached from a node, by its neighbours and theirs. */
function reach(at: number, next: (one: number) => readonly number[]): Set<number> {
  const found = new Set<number>()
  const open = [...next(at)]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (found.has(one)) continue
    found.add(one)
    open.push(...next(one))
  }
  return found
}

describe('the spans of a waterfall', () => {
  it('are queued, waiting and receiving, one after the other', () => {
    assert.deepEqual(spansOf([part(0)], 50), [
      [
        { kind: 'queued', start: 0, end: 10 },
        { kind: 'waiting', start: 10, end: 30 },
        { kind: 'receiving', start: 30, end: 40 },
      ],
    ])
  })

  it('begin with the wait for other parts', () => {
    const late = part(1, { needs: [0], times: { ready: 40, sent: 41, received: 60, done: 61 } })
    assert.deepEqual(spansOf([part(0), late], 61)[1]?.[0], { kind: 'blocked', start: 0, end: 40 })
  })

  it('of an answer without a body end with the wait', () => {
    const empty = part(0, { times: { ready: 0, sent: 10, done: 40 } })
    assert.deepEqual(spansOf([empty], 50)[0]?.at(-1), { kind: 'waiting', start: 10, end: 40 })
  })

  it('of a part that runs go on until now', () => {
    const running = part(0, { state: 'sent', times: { ready: 0, sent: 10 } })
    assert.deepEqual(spansOf([running], 50)[0]?.at(-1), { kind: 'waiting', start: 10, end: 50 })
  })

  it('of a skipped part are a mark where the part ended that it needed', () => {
    const skipped = part(1, { state: 'skipped', because: 0, needs: [0], times: {} })
    assert.deepEqual(spansOf([part(0), skipped], 50)[1], [{ kind: 'skipped', start: 40, end: 40 }])
  })

  it('of a part that failed before it was sent end with a mark', () => {
    const failed = part(0, { state: 'failed', times: { ready: 5, done: 20 } })
    assert.deepEqual(spansOf([failed], 50), [
      [
        { kind: 'queued', start: 5, end: 20 },
        { kind: 'refused', start: 20, end: 20 },
      ],
    ])
  })
})

describe('the arrows of a waterfall', () => {
  it('are the links of a chain, and not what follows from them', () => {
    const chain = [part(0), part(1, { needs: [0] }), part(2, { needs: [1, 0] })]
    assert.deepEqual(edgesOf(chain), [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ])
  })

  it('go from the end of one bar to the beginning of the other', () => {
    const late = part(1, { needs: [0], times: { ready: 80, sent: 80, received: 90, done: 100 } })
    const [arrow] = drawWaterfall([part(0), late], 100, frame).arrows
    assert.equal(arrow?.line, 'M159 25V55Q159 60 164 60H315')
    assert.ok(arrow?.head.startsWith('319,60 '))
  })

  it('keep reachability, whatever the graph', () => {
    const graphs = fc.array(fc.array(fc.nat(20), { maxLength: 4 }), { maxLength: 14 })
    fc.assert(
      fc.property(graphs, (lists) => {
        const records = lists.map((list, index) =>
          part(index, { needs: [...new Set(list)].filter((one) => one < index) }),
        )
        const drawn = new Map<number, number[]>()
        for (const { from, to } of edgesOf(records)) drawn.set(to, [...(drawn.get(to) ?? []), from])
        for (const { index } of records) {
          const all = reach(index, (one) => records[one]?.needs ?? [])
          assert.deepEqual(
            [...reach(index, (one) => drawn.get(one) ?? [])].toSorted((a, b) => a - b),
            [...all].toSorted((a, b) => a - b),
          )
        }
      }),
    )
  })
})

describe('the picture of a waterfall', () => {
  it('has one row for each part, and bars within its width', () => {
    const times = fc.record(
      { ready: fc.nat(100), sent: fc.nat(100), received: fc.nat(100), done: fc.nat(100) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.array(times, { maxLength: 20 }), fc.nat(100), (all, end) => {
        const records = all.map((one, index) => part(index, { times: one }))
        const picture = drawWaterfall(records, end, frame)
        assert.equal(picture.height, records.length * frame.rowHeight)
        for (const { x, width } of picture.bars.flat()) {
          assert.ok(x >= 0 && width >= 3 && Number.isFinite(x + width), `${x} ${width}`)
        }
      }),
    )
  })

  it('has round times on its axis, at most one for every 80 pixels', () => {
    assert.deepEqual(tickTimes(28.4, 320), [0, 10, 20])
    assert.deepEqual(tickTimes(0.9, 400), [0, 0.2, 0.4, 0.6, 0.8])
    for (const whole of [0.1, 1, 3, 17, 999, 120_000]) {
      for (const width of [1, 90, 320, 1500]) {
        assert.ok(tickTimes(whole, width).length <= Math.max(1, width / 80) + 1)
      }
    }
  })
})
