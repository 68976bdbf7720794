import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BatchSummary, PartRecord } from 'batchway'
import { isShown, mergeBatches } from '../src/lib/filters.ts'
import { formatCount, formatSize, formatTime } from '../src/lib/format.ts'
import { healthOf, rateLines } from '../src/lib/health.ts'
import { layOut } from '../src/lib/layout.ts'
import { describePart, timesOf } from '../src/lib/parts.ts'
import { readRoute, writeRoute } from '../src/lib/route.ts'

function batch(number: number, more: Partial<BatchSummary> = {}): BatchSummary {
  const counts = { parts: 2, done: 2, failed: 0, skipped: 0, limited: 0 }
  const common = { endpoint: '/odata/$batch', dialect: 'odata', startedAt: 0 }
  return { number, ...common, ...counts, status: 200, duration: 5, ...more }
}

describe('the filters of the list', () => {
  const all = { kind: 'all', slow: 500, text: '' } as const

  it('tell failed, slow and rate-limited batches apart', () => {
    const failed = { ...all, kind: 'failed' } as const
    assert.equal(isShown(batch(1), failed), false)
    assert.ok(isShown(batch(1, { failed: 1 }), failed))
    assert.ok(isShown(batch(1, { skipped: 1 }), failed))
    assert.ok(isShown(batch(1, { status: 400 }), failed))
    const slow = { ...all, kind: 'slow' } as const
    assert.equal(isShown(batch(1, { duration: 499 }), slow), false)
    assert.ok(isShown(batch(1, { duration: 500 }), slow))
    const limited = { ...all, kind: 'limited' } as const
    assert.equal(isShown(batch(1, { failed: 1 }), limited), false)
    assert.ok(isShown(batch(1, { limited: 1 }), limited))
  })

  it('search in what stands on the line', () => {
    assert.ok(isShown(batch(1), { ...all, text: ' ODATA ' }))
    assert.equal(isShown(batch(1), { ...all, text: 'ocamba' }), false)
  })

  it('let what changed take its place in a list of bounded length', () => {
    const known = [batch(3), batch(2), batch(1)]
    const merged = mergeBatches(known, [batch(4), batch(2, { status: 500 })], 3)
    assert.deepEqual(
      merged.map(({ number, status }) => [number, status]),
      [
        [4, 200],
        [3, 200],
        [2, 500],
      ],
    )
  })
})

describe('words and numbers', () => {
  it('are short, and in units that fit', () => {
    assert.deepEqual([0.066, 0.42, 12.34, 99.96, 640.4, 1250, 125_000, 120_000].map(formatTime), [
      '0.07 ms',
      '0.42 ms',
      '12.3 ms',
      '100 ms',
      '640 ms',
      '1.25 s',
      '2 min 5 s',
      '2 min',
    ])
    assert.deepEqual([0, 512, 1536, 4_194_304, 268_435_456].map(formatSize), [
      '0 B',
      '512 B',
      '1.5 KiB',
      '4 MiB',
      '256 MiB',
    ])
    assert.deepEqual([formatCount(1, 'part'), formatCount(2, 'batch')], ['1 part', '2 batches'])
  })

  it('lay JSON out and leave its values alone', () => {
    const text = '{"n":12345678901234567890,"n":1.0,"s":"\\u0041 {","a":[]}'
    const laidOut = layOut(text)
    assert.equal(laidOut.split('\n').length, 6)
    assert.equal(laidOut.replace(/\n\s*/g, '').replaceAll('": ', '":'), text)
    assert.equal(layOut('{"a":'), '{"a":')
  })

  it('say how a part went', () => {
    const part: PartRecord = {
      index: 1,
      id: 'orders',
      needs: [0],
      method: 'GET',
      target: '$new/Orders',
      state: 'skipped',
      because: 0,
      status: 424,
      times: {},
      request: { method: 'GET', path: '/Orders', headers: [] },
    }
    assert.equal(
      describePart(part),
      'Part 2 "orders": GET /Orders, skipped because part 1 failed, waits for 1',
    )
    assert.deepEqual(timesOf(part), [])
    const times = { ready: 1, sent: 3, received: 7, done: 15 }
    assert.deepEqual(timesOf({ ...part, times }), [
      { name: 'Queued', time: 2 },
      { name: 'Waiting', time: 4 },
      { name: 'Receiving', time: 8 },
    ])
  })

  it('say how an upstream is, and what is limited', () => {
    const load = { name: 'api', url: '', capacity: 2, waitingParts: 0, waitingBatches: 0 }
    const upstream = { ...load, status: 'reachable' } as const
    assert.equal(healthOf({ ...upstream, inFlight: 0 }).words, 'ready')
    assert.equal(healthOf({ ...upstream, inFlight: 2 }).words, 'busy')
    assert.equal(healthOf({ ...upstream, inFlight: 0, breaker: 'open' }).tone, 'bad')
    assert.equal(healthOf({ ...upstream, inFlight: 0, status: 'unreachable' }).tone, 'bad')
    assert.equal(healthOf({ ...load, inFlight: 0 }).words, 'checking')
    assert.deepEqual(
      rateLines({
        batches: 'C',
        parts: [{ match: 'GET /a/**', rate: { burst: 2, steady: 60 } }],
        onLimit: 'pace',
      }),
      [
        ['Batches', 'class C'],
        ['GET /a/**', '2/s, 60/min'],
        ['Over the rate', 'pace'],
      ],
    )
  })
})

describe('routes', () => {
  it('are read from the fragment, and written into it', () => {
    for (const fragment of ['#/compose', '#/traffic', '#/traffic/12', '#/endpoints']) {
      assert.equal(writeRoute(readRoute(fragment)), fragment)
    }
    for (const other of ['', '#', '#/what', '#/__proto__']) {
      assert.deepEqual(readRoute(other), { view: 'compose' })
    }
    assert.deepEqual(readRoute('#/traffic/x'), { view: 'traffic' })
  })
})
