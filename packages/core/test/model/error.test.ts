import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BatchError, batchErrorStatus, failureStatus, outcomeStatus } from '@batchway/core'

describe('BatchError', () => {
  it('has the status of its code', () => {
    assert.equal(new BatchError('too-many-requests', 'x').status, 429)
    assert.equal(new BatchError('internal', 'x').status, 500)
  })

  it('carries its details', () => {
    const cause = new Error('inner')
    const error = new BatchError('invalid-header', 'has no name', {
      part: 3,
      field: 'headers',
      where: '[3].headers',
      headers: [['allow', 'POST']],
      cause,
    })
    assert.equal(error.message, 'has no name')
    assert.equal(error.part, 3)
    assert.equal(error.field, 'headers')
    assert.equal(error.where, '[3].headers')
    assert.deepEqual(error.headers, [['allow', 'POST']])
    assert.equal(error.cause, cause)
  })

  it('has no fields for the answer unless it is given some', () => {
    assert.deepEqual(new BatchError('forbidden', 'x').headers, [])
  })

  it('has an error status for every code', () => {
    const statuses = [...Object.values(batchErrorStatus), ...Object.values(failureStatus)]
    assert.deepEqual(
      statuses.filter((status) => status < 400 || status > 599),
      [],
    )
  })
})

describe('outcomeStatus', () => {
  it('is that of the answer', () => {
    const response = { status: 207, headers: [], body: new Uint8Array() }
    assert.equal(outcomeStatus({ kind: 'answered', response }), 207)
  })

  it('is that of the failure', () => {
    assert.equal(outcomeStatus({ kind: 'failed', reason: 'timeout', message: '' }), 504)
    assert.equal(outcomeStatus({ kind: 'failed', reason: 'loop', message: '' }), 508)
  })

  it('is 424 for a skipped part', () => {
    assert.equal(outcomeStatus({ kind: 'skipped', because: 0 }), 424)
  })
})
