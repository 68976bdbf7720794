import type { Failure, FailureReason, PartOutcome } from '../model/batch.ts'
import type { PartRun } from '../model/dispatch.ts'
import type { HeaderList } from '../model/headers.ts'
import type { AnswerHead } from './answer-head.ts'
import { toAnswerHead } from './answer-head.ts'
import { decodeContent } from './content-coding.ts'
import { GatheredBytes, readLength } from './gathered-bytes.ts'

const noHead: AnswerHead = { headers: [], length: undefined, coding: undefined }

/** Gathers the answer to one part within its limits, and makes it the part's outcome. */
export class AnswerCollector {
  readonly #run: PartRun
  #bytes: GatheredBytes | undefined
  /** Room that was claimed, for bytes that have come or are going to. */
  #claimed = 0
  #status = 0
  #head: AnswerHead = noHead

  constructor(run: PartRun) {
    this.#run = run
  }

  /** Takes the head of the final answer; names in lower case. */
  head(status: number, headers: HeaderList): void {
    this.received(status, toAnswerHead(headers))
  }

  /** The same, where it has been read already. */
  received(status: number, head: AnswerHead): void {
    this.#status = status
    this.#head = head
  }

  /** Takes a piece of the body. Returns the failure when there is no more room. */
  data(chunk: Uint8Array): Failure | undefined {
    const bytes = this.#bytes ?? this.#begin(chunk)
    if ('kind' in bytes) return bytes
    const missing = bytes.size + chunk.length - this.#claimed
    if (missing > 0) {
      const claimed = this.#claim(missing)
      if (claimed !== 'ok') return noRoom(claimed)
    }
    bytes.add(chunk)
    return undefined
  }

  /**
   * Where the length of the answer is known, all of its room is claimed with its first byte: what has
   * no room is not read half.
   */
  #begin(first: Uint8Array): GatheredBytes | Failure {
    const length = readLength(this.#head.length) ?? 0
    const known = length > first.length ? length : 0
    const claimed = this.#claim(known)
    if (claimed !== 'ok') return noRoom(claimed)
    this.#bytes = new GatheredBytes(known)
    return this.#bytes
  }

  #claim(bytes: number): 'ok' | 'answer-too-large' | 'overloaded' {
    const claimed = this.#run.claim(bytes)
    if (claimed === 'ok') this.#claimed += bytes
    return claimed
  }

  /** The outcome, once the answer is complete. A promise only if a coding has to be undone. */
  finish(): PartOutcome | Promise<PartOutcome> {
    const coding = this.#head.coding
    const body = this.#body()
    const excess = this.#claimed - body.length
    if (excess > 0) this.#unclaim(excess)
    if (coding !== undefined && body.length > 0) return this.#decode(body, coding)
    return this.#answered(body)
  }

  #body(): Uint8Array {
    const bytes = this.#bytes?.join() ?? new Uint8Array(0)
    this.#bytes = undefined
    return bytes
  }

  #unclaim(bytes: number): void {
    this.#claimed -= bytes
    this.#run.unclaim(bytes)
  }

  #answered(body: Uint8Array): PartOutcome {
    const { headers } = this.#head
    return { kind: 'answered', response: { status: this.#status, headers, body } }
  }

  async #decode(body: Uint8Array, coding: string): Promise<PartOutcome> {
    const decoded = await decodeContent(body, coding, this.#run.answerLimit)
    switch (decoded.kind) {
      case 'decoded': {
        // The coded bytes are not needed any more, and count no more.
        this.#unclaim(this.#claimed)
        const claimed = this.#claim(decoded.bytes.length)
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
