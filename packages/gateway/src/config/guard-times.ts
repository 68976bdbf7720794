import type { ConfigBreaker, ConfigRetry } from './guard-schema.ts'

type Times = readonly (readonly [path: readonly string[], value: number | string | undefined])[]

/** All times of these, and where they stand. */
export function guardTimes(config: {
  readonly retry?: ConfigRetry
  readonly breaker?: ConfigBreaker
}): Times {
  const { retry, breaker } = config
  const failing = breaker?.failures
  return [
    [['retry', 'baseDelay'], retry?.baseDelay],
    [['retry', 'maxDelay'], retry?.maxDelay],
    [['breaker', 'openTime'], breaker?.openTime],
    [['breaker', 'failures', 'window'], typeof failing === 'object' ? failing.window : undefined],
  ]
}
