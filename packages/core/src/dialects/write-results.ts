import type { PartOutcome } from '../model/batch.ts'
import { ByteWriter } from '../wire/byte-writer.ts'
import type { ResultWriter } from './dialect.ts'

/** Writes a whole answer at once, in request order; `expected` is how many bytes it has, about. */
export function writeAtOnce(
  results: ResultWriter,
  outcomes: readonly PartOutcome[],
  expected?: number,
): Uint8Array {
  const writer = new ByteWriter(expected)
  results.begin(writer)
  for (let index = 0; index < outcomes.length; index += 1) {
    const outcome = outcomes[index]
    if (outcome !== undefined) results.part(writer, index, outcome)
  }
  results.end(writer, outcomes)
  return writer.finish()
}
