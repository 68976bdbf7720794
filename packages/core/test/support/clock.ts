import type { TestContext } from 'node:test'

/** Time that only passes when a test says so. */
export interface Clock {
  /** Lets milliseconds pass, one after the other. */
  advance(milliseconds: number): void
}

/** Takes the place of `setTimeout` and `performance.now` until the test ends. */
export function stopClock(context: TestContext): Clock {
  let now = performance.now()
  context.mock.timers.enable({ apis: ['setTimeout'] })
  context.mock.method(performance, 'now', () => now)
  return {
    advance(milliseconds) {
      for (let passed = 0; passed < milliseconds; passed += 1) {
        now += 1
        context.mock.timers.tick(1)
      }
    },
  }
}
