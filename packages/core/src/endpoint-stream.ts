import type { Dialect, ResultStream, StreamContext } from './dialects/dialect.ts'
import type { FinishOutcome } from './model/admission.ts'
import type { Batch, PartOutcome } from './model/batch.ts'
import type { HeaderList } from './model/headers.ts'
import { ByteWriter } from './wire/byte-writer.ts'
import { findPreference } from './wire/preferences.ts'

/** Whether a caller prefers an answer that leaves part by part (`Prefer: stream`, RFC 7240). */
export function prefersStream(headers: HeaderList): boolean {
  const preference = findPreference(headers, ['stream'])
  return preference !== undefined && preference.value?.toLowerCase() !== 'false'
}

/** Begins an answer that leaves part by part; undefined where the dialect writes its answers at once. */
export async function openStream(
  dialect: Dialect,
  batch: Batch,
  context: StreamContext,
  finish: FinishOutcome,
): Promise<PartStream | undefined> {
  const results = await dialect.streamResults?.(batch, context)
  if (results === undefined) return undefined
  const { headers } = results
  return new PartStream(batch, results, {
    headers: context.asked ? withAppliedStream(headers) : headers,
    finish,
  })
}

/** The fields of an answer that streams because its caller asked for it (RFC 7240 3). */
function withAppliedStream(headers: HeaderList): HeaderList {
  const applied = headers.find(([name]) => name === 'preference-applied')
  if (applied === undefined) return [...headers, ['preference-applied', 'stream']]
  return headers.map((field) =>
    field === applied ? ['preference-applied', `${applied[1]}, stream`] : field,
  )
}

/** Bytes after which a piece of the answer is handed on, although more could be added to it. */
const pieceBytes = 64 * 1024

/**
 * Puts the parts of a batch into its answer as they end. Nothing is written before the reader asks
 * for it, so that a slow reader holds no more than the answers of the API themselves; what ends
 * within one turn of the event loop becomes one piece.
 */
export class PartStream {
  readonly #results: ResultStream
  readonly headers: HeaderList
  readonly #finish: FinishOutcome
  readonly #ended: (PartOutcome | undefined)[]
  /** What was written of them. */
  readonly #finished: (PartOutcome | undefined)[]
  /** Parts that may be written, in the order in which they will be. */
  readonly #due: number[] = []
  #written = 0
  /** The first part that is not due yet, where parts leave in request order. */
  #next = 0
  /** For each part of a group, what the group still waits for. */
  readonly #groups: ReadonlyMap<number, Group> | undefined
  #wake: (() => void) | undefined
  #begin: (begun: boolean) => void = () => {}
  readonly #begun: Promise<boolean>

  /** `finish` is asked once for each outcome, before it is written. */
  constructor(
    batch: Batch,
    results: ResultStream,
    { headers, finish }: { readonly headers: HeaderList; readonly finish: FinishOutcome },
  ) {
    this.#results = results
    this.headers = headers
    this.#finish = finish
    this.#ended = batch.parts.map(() => undefined)
    this.#finished = [...this.#ended]
    this.#groups = results.order === 'any' ? gatherGroups(batch) : undefined
    this.#begun = new Promise((resolve) => {
      this.#begin = resolve
    })
  }

  get status(): number {
    return this.#results.status
  }

  /** For the run: a part has ended. */
  readonly tell = (index: number, outcome: PartOutcome): void => {
    this.#ended[index] = outcome
    if (this.#results.order === 'any') this.#release(index)
    else this.#releaseInOrder()
    if (outcome.kind !== 'failed' || outcome.reason !== 'not-started') this.#begin(true)
    this.#wake?.()
  }

  /**
   * Resolves to true as soon as there is a part that was started, and to false when all have ended
   * and none was: such a batch can still be refused as a whole.
   */
  begins(outcomes: Promise<readonly PartOutcome[]>): Promise<boolean> {
    return Promise.race([this.#begun, outcomes.then(() => false)])
  }

  /** The outcomes of a run that is over, as they were written or would have been. */
  finished(outcomes: readonly PartOutcome[]): readonly PartOutcome[] {
    return outcomes.map((outcome, index) => this.#finished[index] ?? outcome)
  }

  /** The answer, piece by piece. Throws what the dialect throws. */
  async *pieces(outcomes: Promise<readonly PartOutcome[]>): AsyncGenerator<Uint8Array> {
    let writer = new ByteWriter()
    this.#results.begin(writer)
    while (this.#written < this.#ended.length) {
      this.#writeDue(writer)
      if (this.#written === this.#ended.length) break
      if (writer.size > 0) {
        yield writer.finish()
        writer = new ByteWriter()
      }
      if (this.#due.length === 0) {
        await this.#more()
        await turnOfEventLoop()
      }
    }
    this.#results.end(writer, this.finished(await outcomes))
    yield writer.finish()
  }

  /** Writes what is due, up to the size of a piece. */
  #writeDue(writer: ByteWriter): void {
    let count = 0
    for (const index of this.#due) {
      const outcome = this.#ended[index]
      if (outcome !== undefined) {
        const finished = this.#finish(outcome, index)
        this.#finished[index] = finished
        this.#results.part(writer, index, finished)
      }
      count += 1
      if (writer.size >= pieceBytes) break
    }
    this.#due.splice(0, count)
    this.#written += count
  }

  #releaseInOrder(): void {
    while (this.#next < this.#ended.length && this.#ended[this.#next] !== undefined) {
      this.#due.push(this.#next)
      this.#next += 1
    }
  }

  #release(index: number): void {
    const group = this.#groups?.get(index)
    if (group === undefined) {
      this.#due.push(index)
      return
    }
    group.left -= 1
    if (group.left === 0) this.#due.push(...group.members)
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}

/** A group on its way: it leaves when nothing of it is left. */
interface Group {
  readonly members: number[]
  left: number
}

function gatherGroups({ parts }: Batch): ReadonlyMap<number, Group> | undefined {
  const byName = new Map<string, Group>()
  const byIndex = new Map<number, Group>()
  parts.forEach(({ group: name }, index) => {
    if (name === undefined) return
    const group = byName.get(name) ?? { members: [], left: 0 }
    group.members.push(index)
    group.left += 1
    byName.set(name, group)
    byIndex.set(index, group)
  })
  return byIndex.size === 0 ? undefined : byIndex
}

/** Resolves when what this turn of the event loop still brings is there. */
function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    // Not everywhere; a timer of no time takes a little longer.
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve, 0)
  })
}
