import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { pino } from 'pino'
import { createIsoTime } from '../src/log-time.ts'

describe('log: the time of a line', () => {
  it('is what pino writes', (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: 1_796_000_000_000 })
    const time = createIsoTime()
    const until2100 = 4_102_444_800_000
    const moment = fc.oneof(
      fc.integer({ min: 0, max: until2100 }),
      // Of one second, and of the next one.
      fc.integer({ min: 1_796_000_000_000, max: 1_796_000_001_500 }),
    )
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1 }), (moments) => {
        for (const now of moments) {
          context.mock.timers.setTime(now)
          assert.equal(time(), pino.stdTimeFunctions.isoTime())
        }
      }),
    )
  })
})
