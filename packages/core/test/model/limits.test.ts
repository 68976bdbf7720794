import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { defaultLimits } from '@batchway/core'
import { createLimits } from '../../src/model/limits.ts'

describe('limits', () => {
  it('are those of the design by default', () => {
    const MiB = 1024 * 1024
    const { batchBytes, jsonDepth, urlBytes, headerFields, headerBytes } = defaultLimits
    assert.deepEqual(
      [batchBytes, jsonDepth, urlBytes, headerFields, headerBytes],
      [4 * MiB, 64, 8192, 100, 16_384],
    )
    const { answerBytes, batchAnswerBytes, partTime, batchTime } = defaultLimits
    assert.deepEqual(
      [answerBytes, batchAnswerBytes, partTime, batchTime],
      [10 * MiB, 64 * MiB, 30_000, 120_000],
    )
  })

  it('are the configured ones over those of the dialect over the defaults', () => {
    const limits = createLimits({ parts: 7, batchBytes: 8 }, { parts: 9 })
    assert.deepEqual(limits, { ...defaultLimits, parts: 9, batchBytes: 8 })
  })

  it('are refused with their name when they are no positive whole number', () => {
    for (const value of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      assert.throws(() => createLimits({}, { parts: value }), {
        name: 'RangeError',
        message: /limits\.parts/,
      })
    }
  })

  it('are refused when there is no such limit', () => {
    const misspelled = { part: 1 } as object
    assert.throws(() => createLimits({}, misspelled), {
      name: 'RangeError',
      message: 'limits.part is not a limit',
    })
  })

  it('are refused when they have a name of every object', () => {
    const inherited = { toString: 1 } as object
    assert.throws(() => createLimits({}, inherited), RangeError)
  })
})
