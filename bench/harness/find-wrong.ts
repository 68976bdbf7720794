import { isDeepStrictEqual } from 'node:util'
import type { WorkPart } from '../work.ts'
import type { Wire, WireAnswer } from '../wires/wire.ts'

/** What is wrong with the answer to these parts: a number, a status or a body. Undefined if nothing is. */
export function findWrong(
  wire: Wire,
  answer: WireAnswer,
  parts: readonly WorkPart[],
): string | undefined {
  let got
  try {
    got = wire.read(answer)
  } catch (error) {
    return `its answer can't be read (${String(error)})`
  }
  if (got.length !== parts.length) return `it answers ${got.length} of ${parts.length} parts`
  for (const [index, { expected, method, path }] of parts.entries()) {
    const { status = expected.status, body } = got[index] ?? { body: undefined }
    const name = `part ${index}, ${method} ${path},`
    if (status !== expected.status) return `${name} has status ${status}, not ${expected.status}`
    if (!isDeepStrictEqual(body, expected.body)) {
      return `${name} has the body ${JSON.stringify(body)}, not ${JSON.stringify(expected.body)}`
    }
  }
  return undefined
}
