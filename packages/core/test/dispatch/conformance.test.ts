import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeAnswer } from '../support/backend-answer-cases.ts'
import { describeCodedAnswer } from '../support/backend-coding-cases.ts'
import { describeLimits } from '../support/backend-limit-cases.ts'
import { describeRequest } from '../support/backend-request-cases.ts'
import { createBackendTester } from '../support/backend-tester.ts'
import { describeTrouble } from '../support/backend-trouble-cases.ts'
import { backendImplementations } from '../support/backends.ts'

for (const implementation of backendImplementations) {
  const tester = createBackendTester(implementation)
  describeAnswer(tester)
  describeRequest(tester)
  describeLimits(tester)
  describeCodedAnswer(tester)
  describeTrouble(tester)
}

describe('the differences', () => {
  it('have a reason each', () => {
    const reasons = backendImplementations.flatMap(({ differences }) => Object.values(differences))
    assert.ok(reasons.every((reason) => reason.length > 10))
  })
})
