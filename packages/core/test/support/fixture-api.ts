import type { Backend, FailureReason, PartOutcome, PartRequest } from '@batchway/core'
import { failureStatus } from '@batchway/core'
import type { Fixture, FixtureEvent } from './fixture.ts'
import { FixtureError } from './fixture.ts'

/** Whole turns of the event loop that a part is waited for before the order is given up. */
const patience = 5

/** The API behind the endpoint: answers as the fixture says and notes what it was asked. */
export class ScriptedApi {
  /** What it was asked, in order of arrival. */
  readonly asked: PartRequest[] = []
  /** What happened, such as `asked 0`, in order. */
  readonly trace: string[] = []
  readonly #fixture: Fixture
  readonly #waiting = new Map<number, (outcome: PartOutcome) => void>()
  #idle = 0

  constructor(fixture: Fixture) {
    this.#fixture = fixture
    for (const event of fixture.events) toOutcome(fixture, event)
  }

  /** The API as an endpoint wants it. */
  backend(): Backend {
    const { reentrant, throws } = this.#fixture.options
    return {
      dispatch: (request) => this.#ask(request),
      isReentrant: () => reentrant === true,
      partHeaders: () => {
        if (throws !== undefined) throw new Error(throws)
        return []
      },
    }
  }

  #ask(request: PartRequest): Promise<PartOutcome> {
    const { index } = request.part
    this.asked.push(request)
    this.trace.push(`asked ${index}`)
    this.#idle = 0
    if (this.#waiting.size === 0) setImmediate(() => this.#turn())
    return new Promise((resolve) => this.#waiting.set(index, resolve))
  }

  /** Answers one part, the one whose turn it is, or waits for the part that should come first. */
  #turn(): void {
    const next = this.#nextAnswer()
    if (next !== undefined) {
      const resolve = this.#waiting.get(next)
      this.#waiting.delete(next)
      this.trace.push(`answered ${next}`)
      resolve?.(this.#outcome(next))
    }
    if (this.#waiting.size > 0) setImmediate(() => this.#turn())
  }

  #nextAnswer(): number | undefined {
    const [oldest] = this.#waiting.keys()
    if (this.#fixture.order !== 'events') return oldest
    const expected = this.#fixture.events[this.trace.length]
    if (expected?.kind === 'answered' && this.#waiting.has(expected.part)) return expected.part
    this.#idle += 1
    return this.#idle > patience ? oldest : undefined
  }

  #outcome(part: number): PartOutcome {
    const event = this.#fixture.events.find((candidate) => {
      return candidate.kind === 'answered' && candidate.part === part
    })
    if (event !== undefined) return toOutcome(this.#fixture, event)
    const message = `The fixture does not expect part ${part}.`
    return { kind: 'failed', reason: 'unreachable', message }
  }
}

function toOutcome(fixture: Fixture, event: FixtureEvent): PartOutcome {
  const { start, headers, body, line } = event.message
  const status = /^HTTP\/1\.1 (\d+)/.exec(start)?.[1]
  if (status !== undefined) {
    const bytes = Buffer.from(body, 'latin1')
    return { kind: 'answered', response: { status: Number(status), headers, body: bytes } }
  }
  const [, reason = '', message = ''] = /^failed ([a-z-]+) (.+)$/.exec(start) ?? []
  if (event.kind === 'answered' && !Object.hasOwn(failureStatus, reason)) {
    const known = Object.keys(failureStatus).join(', ')
    throw new FixtureError(fixture.name, line, `"${reason}" is no failure; they are ${known}`)
  }
  return { kind: 'failed', reason: reason as FailureReason, message }
}
