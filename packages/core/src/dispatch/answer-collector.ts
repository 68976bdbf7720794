import type { Failure, FailureReason, PartOutcome } from '../model/batch.ts'
import type { PartRun } from '../model/dispatch.ts'
import type { HeaderList } from '../model/headers.ts'
import { endToEndHeaders, headerValue } from '../model/headers.ts'
import { decodeContent } from './content-coding.ts'

const nothing = new Uint8Array(0)

/** Gathers the answer to one part within its limits, and makes it the part's outcome. */
export class AnswerCollector {
  readonly #run: PartRun
  readonly #chunks: Uint8Array[] = []
  #size = 0
  #status = 0
  #headers: HeaderList = []

  constructor(run: PartRun) {
    this.#run = run
  }

  /** Takes the head of the final answer; names in lower case. */
  head(status: number, headers: HeaderList): void {
    this.#status = status
    this.#headers = headers
  }

  /** Takes a piece of the body. Returns the failure when there is no more room. */
  data(chunk: Uint8Array): Failure | undefined {
    const claimed = this.#run.claim(chunk.length)
    if (claimed !== 'ok') return noRoom(claimed)
    this.#chunks.push(chunk)
    this.#size += chunk.length
    return undefined
  }

  /** The outcome, once the answer is complete. A promise only if a coding has to be undone. */
  finish(): PartOutcome | Promise<PartOutcome> {
    const coding = headerValue(this.#headers, 'content-encoding')
    const body = this.#body()
    if (coding !== undefined && body.length > 0) return this.#decode(body, coding)
    return this.#answered(body)
  }

  #body(): Uint8Array {
    const [first = nothing] = this.#chunks
    return this.#chunks.length <= 1 ? first : Buffer.concat(this.#chunks, this.#size)
  }

  #answered(body: Uint8Array): PartOutcome {
    const headers = endToEndHeaders(this.#headers)
    return { kind: 'answered', response: { status: this.#status, headers, body } }
  }

  async #decode(body: Uint8Array, coding: string): Promise<PartOutcome> {
    const decoded = await decodeContent(body, coding, this.#run.answerLimit)
    switch (decoded.kind) {
      case 'decoded': {
        // The coded bytes are not needed any more, and count no more.
        this.#run.unclaim(this.#size)
        const claimed = this.#run.claim(decoded.bytes.length)
        return claimed === 'ok' ? this.#answered(decoded.bytes) : noRoom(claimed)
      }
      case 'too-large':
        return noRoom('answer-too-large')
      case 'unknown-coding':
      case 'invalid': {
        const message = `The API's answer has a content coding that could not be undone (${coding}).`
        return failure('bad-answer', message)
      }
    }
  }
}

/** The failure of a part whose answer has no room. */
function noRoom(bound: 'answer-too-large' | 'overloaded'): Failure {
  return bound === 'answer-too-large'
    ? failure(bound, "The API's answer is larger than allowed.")
    : failure(bound, 'There is no room for the answer at the moment.')
}

/** Makes a failed outcome. */
export function failure(reason: FailureReason, message: string, cause?: unknown): Failure {
  return cause === undefined
    ? { kind: 'failed', reason, message }
    : { kind: 'failed', reason, message, cause }
}
