import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer, ComparedApp, Question } from './compared-app.ts'

/** What a handler noted while it answered one request, and when it was through with it. */
export class Journal {
  readonly #events = new EventEmitter()
  #lines: string[] = []
  #isClosed = false

  note(line: string): void {
    this.#lines.push(line)
  }

  /** The request is over: nothing more will be noted. */
  close(): void {
    this.#isClosed = true
    this.#events.emit('close')
  }

  /** Notes these events of a request and its response, and closes when both are closed. */
  watch(request: IncomingMessage, response: ServerResponse): void {
    for (const event of ['end', 'aborted', 'error', 'close']) {
      request.on(event, () => this.note(`request ${event}`))
    }
    for (const event of ['prefinish', 'finish', 'error', 'close']) {
      response.on(event, () => this.note(`response ${event}`))
    }
    let open = 2
    const closeOne = (): void => {
      open -= 1
      if (open === 0) this.close()
    }
    request.once('close', closeOne)
    response.once('close', closeOne)
  }

  /** Waits until the request is over. Returns its notes and begins a new page. */
  async turn(): Promise<readonly string[]> {
    if (!this.#isClosed) {
      await once(this.#events, 'close', { signal: AbortSignal.timeout(3000) }).catch(() => {
        assert.fail(`the journal was never closed; it says: ${this.#lines.join(', ')}`)
      })
    }
    const lines = this.#lines
    this.#lines = []
    this.#isClosed = false
    return lines
  }
}

/** Sends a request both ways and fails unless the handler noted the same, and answered the same. */
export async function assertSameNotes(
  compared: ComparedApp,
  journal: Journal,
  question: Question,
): Promise<readonly string[]> {
  const single = await compared.alone(question)
  const singleNotes = await journal.turn()
  const part = await compared.asPart(question)
  const partNotes = await journal.turn()
  assert.deepEqual(partNotes, singleNotes)
  assert.deepEqual(withoutBytes(part), withoutBytes(single))
  return partNotes
}

/** Like {@link assertSameNotes}, where neither gets an answer. Which message closes first is left open. */
export async function assertSameTrouble(
  compared: ComparedApp,
  journal: Journal,
  question: Question,
): Promise<readonly string[]> {
  await assert.rejects(compared.alone(question))
  const singleNotes = await journal.turn()
  const [result] = await compared.asParts([question])
  assert.equal(result?.kind, 'failed')
  const partNotes = await journal.turn()
  assert.deepEqual(partNotes.toSorted(), singleNotes.toSorted())
  return partNotes
}

function withoutBytes({ status, headers, text }: Answer): Omit<Answer, 'bytes'> {
  return { status, headers, text }
}
