import type { ServerResponse } from 'node:http'
import type { PartOutcome } from '../model/batch.ts'

interface Owed {
  readonly settle: (outcome: PartOutcome) => void
  readonly outcome: PartOutcome
}

const lost = new FinalizationRegistry<Owed>(({ settle, outcome }) => settle(outcome))

/**
 * Settles the outcome of a part that was given up when nobody can reach its response any more. A
 * handler that stops at `close`, as it should, need not end its response: nothing else tells that it
 * is done.
 */
export function onceLost(
  response: ServerResponse,
  settle: (outcome: PartOutcome) => void,
  outcome: PartOutcome,
): void {
  lost.register(response, { settle, outcome })
}
