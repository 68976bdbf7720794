import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { Budget } from '@batchway/core'

describe('a budget', () => {
  it('gives out what it has, to the last byte', () => {
    const budget = new Budget(10)
    assert.equal(budget.take(4), true)
    assert.equal(budget.take(6), true)
    assert.equal(budget.used, 10)
  })

  it('refuses what it does not have, and takes nothing then', () => {
    const budget = new Budget(10)
    budget.take(4)
    assert.equal(budget.take(7), false)
    assert.equal(budget.used, 4)
  })

  it('has again what was given back', () => {
    const budget = new Budget(10)
    budget.take(10)
    budget.give(3)
    assert.equal(budget.take(3), true)
  })

  it('lets bodies have a third of it, and a single one more', () => {
    const budget = new Budget(15)
    assert.equal(budget.takeBody(12), true)
    assert.equal(budget.takeBody(1), false)
    budget.giveBody(12)
    assert.equal(budget.takeBody(3), true)
    assert.equal(budget.takeBody(3), false)
    assert.equal(budget.takeBody(2), true)
    assert.equal(budget.take(10), true)
    assert.equal(budget.used, 15)
  })

  it('is short when more than a third of it is taken', () => {
    const budget = new Budget(10)
    budget.take(3)
    assert.equal(budget.isShort, false)
    budget.take(1)
    assert.equal(budget.isShort, true)
  })

  it('has room for as many answers as fit twice, if they are as those of late', () => {
    const budget = new Budget(1000)
    // Nothing is known yet.
    assert.equal(budget.hasRoomFor(128), true)
    assert.equal(budget.hasRoomFor(129), false)
    for (let answer = 0; answer < 200; answer += 1) budget.learn(100)
    assert.equal(budget.hasRoomFor(5), true)
    assert.equal(budget.hasRoomFor(6), false)
    budget.take(400)
    assert.equal(budget.hasRoomFor(3), true)
    assert.equal(budget.hasRoomFor(4), false)
    for (let answer = 0; answer < 200; answer += 1) budget.learn(10)
    assert.equal(budget.hasRoomFor(29), true)
    assert.equal(budget.hasRoomFor(31), false)
  })

  it('never gives out more than its limit', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (requests) => {
        const budget = new Budget(50)
        const taken = requests.filter((bytes) => budget.take(bytes))
        assert.equal(
          budget.used,
          taken.reduce((sum, bytes) => sum + bytes, 0),
        )
        assert.ok(budget.used <= budget.limit)
      }),
    )
  })
})
