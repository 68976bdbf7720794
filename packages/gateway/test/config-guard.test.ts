import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkConfig, ConfigError } from '../src/index.ts'
import { ocambaEndpoint } from './support/running-gateway.ts'

function problemsOf(upstream: object): readonly string[] {
  const api = { url: 'http://127.0.0.1:1', ...upstream }
  try {
    checkConfig({ upstreams: { api }, endpoints: [ocambaEndpoint] }, 'test')
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.problems.map(({ message }) => message)
  }
}

describe('the configuration of what stands before an upstream', () => {
  it('may be empty, or say everything', () => {
    assert.deepEqual(problemsOf({ retry: {}, breaker: {}, bulkhead: {} }), [])
    const whole = {
      partsInFlightPerCaller: 8,
      waitingParts: 100,
      retry: { attempts: 2, statuses: [429, 503], baseDelay: '50ms', maxDelay: 1000 },
      breaker: {
        failures: { ratio: 0.5, window: '30s', minimum: 20 },
        openTime: '5s',
        probes: 3,
        statuses: [500],
      },
      bulkhead: { parts: 4, waiting: 10 },
    }
    assert.deepEqual(problemsOf(whole), [])
  })

  it('is refused where it can not be used, with the place', () => {
    const cases: readonly (readonly [upstream: object, problem: RegExp])[] = [
      [{ retry: { attempts: 0 } }, /retry\.attempts/],
      [{ retry: { statuses: [200] } }, /retry\.statuses/],
      [{ retry: { baseDelay: '0.1ms' } }, /retry\.baseDelay must be at least 1ms/],
      [{ retry: { tries: 3 } }, /unknown key "tries"/],
      [{ breaker: { failures: { ratio: 1, window: 1, minimum: 1 } } }, /breaker\.failures/],
      [
        { breaker: { failures: { ratio: 0.5, window: '99999m', minimum: 1 } } },
        /failures\.window must be at most 24 days/,
      ],
      [{ breaker: { openTime: 'soon' } }, /breaker\.openTime/],
      [{ bulkhead: { parts: 0 } }, /bulkhead\.parts/],
    ]
    for (const [upstream, problem] of cases) {
      const problems = problemsOf(upstream)
      assert.equal(problems.length, 1, JSON.stringify([upstream, problems]))
      assert.match(problems[0] ?? '', problem)
    }
  })
})
