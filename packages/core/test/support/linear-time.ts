import { runInNewContext } from 'node:vm'

/** Far more than linear work needs for the sizes in the tests, far less than quadratic work. */
const bound = 2000

/** Runs work that must not depend on the square of its input; throws when it takes too long. */
export function runLinear(work: () => unknown): unknown {
  return runInNewContext('work()', { work }, { timeout: bound }) as unknown
}
