import type { OuterAnswer, OuterResponse } from '@batchway/core'

/** The whole of an answer, also where it comes in pieces. */
export async function gatherAnswer(answer: OuterAnswer): Promise<OuterResponse> {
  if (answer.stream === undefined) return answer
  const pieces: Uint8Array[] = []
  for await (const piece of answer.stream) pieces.push(piece)
  return { ...answer, body: Buffer.concat(pieces) }
}
