import type { Admitted, PreparedPart, ReadyPart } from '../model/admission.ts'
import type { Batch, Failure, Part, PartRequest, PartResponse } from '../model/batch.ts'
import type { Dispatch, PartRun } from '../model/dispatch.ts'
import { BatchError } from '../model/error.ts'
import type { HeaderList } from '../model/headers.ts'
import type { Limits } from '../model/limits.ts'
import type { Reference, ReferencedAnswer, ReferenceSource } from '../model/reference.ts'
import { ReferenceProblem } from '../model/reference.ts'
import { AnswerValues } from '../references/answer-values.ts'
import type { OwnUrls } from '../references/resource-path.ts'
import { resourcePath } from '../references/resource-path.ts'
import type { Budget } from './budget.ts'
import type { Links } from './links.ts'

/** What parts with references need beside their batch. */
export interface LateRules {
  readonly urls: OwnUrls
  /** Prepares a part as it was prepared at admission. */
  prepare(part: Part): PreparedPart
  /** The admissions' words on complete requests. */
  readonly complete: readonly NonNullable<Admitted['complete']>[]
  /** Fields that say who the caller is, in lower case. */
  readonly identity: ReadonlySet<string>
  readonly limits: Limits
  readonly budget: Budget
}

/** Marks the parts whose paths depend on other parts' answers. */
export function markOpenPaths(
  parts: readonly PreparedPart[],
  references: Links['references'],
): readonly PreparedPart[] {
  if (references.size === 0) return parts
  return parts.map((part, index) => {
    const open = references.get(index)?.some(({ place }) => place.in === 'path') ?? false
    return open && part.kind === 'ready' ? { ...part, pathOpen: true } : part
  })
}

/**
 * Prepares parts, those with references by their text as it stands. A reference in a path leads to
 * something below the base, so that is where its text is taken to be.
 */
export function createFirstPreparer(
  prepare: (part: Part) => PreparedPart,
  { references }: Links,
  { targets }: Pick<Batch, 'targets'>,
  base: string,
): (part: Part) => PreparedPart {
  return (part) => {
    const open = references.get(part.index)?.some(({ place }) => place.in === 'path') ?? false
    if (!open || targets === 'base' || part.target.startsWith(`${base}/`)) return prepare(part)
    const target = `${base}/${part.target.replace(/^\//, '')}`
    const prepared = prepare({ ...part, target })
    if (prepared.kind === 'failed') return prepared
    return { ...prepared, request: { ...prepared.request, part } }
  }
}

/** What is taken from the budget for the index of an answer, as a multiple of its bytes. */
const sizeOfIndex = 8

/**
 * The parts of a batch that use other parts' answers: their requests are made complete, and checked
 * again, when their turn has come. Until then they stand for themselves, text for text.
 */
export class LateParts {
  readonly #batch: Batch
  readonly #references: Links['references']
  readonly #rules: LateRules
  /** Parts whose answers are used. */
  readonly #used: ReadonlySet<number>
  readonly #answers = new Map<number, ReferencedAnswer>()
  #taken = 0
  #released = false
  #counted = 0

  constructor(batch: Batch, references: Links['references'], rules: LateRules) {
    this.#batch = batch
    this.#references = references
    this.#rules = rules
    this.#used = new Set([...references.values()].flat().map(({ part }) => part))
  }

  /** Gives back the memory that the references took. */
  release(): void {
    this.#rules.budget.give(this.#taken)
    this.#taken = 0
    this.#released = true
    this.#answers.clear()
  }

  /** A dispatch that completes these parts, and keeps the answers that they need. */
  around(next: Dispatch): Dispatch {
    return (request, run) => {
      const { index } = request.part
      const references = this.#references.get(index)
      if (references === undefined && !this.#used.has(index)) return next(request, run)
      return this.#dispatch(request, references, run, next)
    }
  }

  async #dispatch(
    request: PartRequest,
    references: readonly Reference[] | undefined,
    run: PartRun,
    next: Dispatch,
  ): ReturnType<Dispatch> {
    const part = references && (await this.#complete(request, references))
    if (part?.kind === 'failed') return part
    if (run.givenUp !== undefined) return lateForAnswer
    const sent = part?.request ?? request
    const outcome = await next(sent, run)
    if (outcome.kind === 'answered' && this.#used.has(request.part.index)) {
      this.#answers.set(request.part.index, this.#toReferenced(sent, outcome.response))
    }
    return outcome
  }

  async #complete(
    placeholder: PartRequest,
    references: readonly Reference[],
  ): Promise<PreparedPart> {
    const prepared = this.#prepare(placeholder, references)
    if (prepared.kind === 'failed') return prepared
    for (const complete of this.#rules.complete) {
      // In the order of the admissions, as at first.
      // oxlint-disable-next-line no-await-in-loop
      const failure = await complete(prepared)
      if (failure !== undefined) return failure
    }
    return prepared
  }

  #prepare(placeholder: PartRequest, references: readonly Reference[]): PreparedPart {
    try {
      const part = this.#substitute(placeholder.part, references)
      const prepared = this.#rules.prepare(part)
      if (prepared.kind === 'failed') return prepared
      const { caller } = placeholder
      const request = { ...prepared.request, ...(caller === undefined ? {} : { caller }) }
      const pathOpen = references.some(({ place }) => place.in === 'path')
      return { ...prepared, request, ...(pathOpen ? { pathOpen: true } : {}) } satisfies ReadyPart
    } catch (error) {
      return toFailure(error)
    }
  }

  #substitute(part: Part, references: readonly Reference[]): Part {
    const { references: language } = this.#batch
    if (language === undefined) return part
    const replaced = language.substitute(part, references, this.#source)
    const bytes = replaced.body === part.body ? 0 : (replaced.body?.length ?? 0)
    if (bytes > this.#rules.limits.batchBytes) {
      const message = `With its references the body is larger than ${this.#rules.limits.batchBytes} bytes.`
      throw new ReferenceProblem(message, 'body-too-large')
    }
    this.#take(bytes)
    // Whose part it is was settled when the batch was admitted.
    if (sameIdentity(part.headers, replaced.headers, this.#rules.identity)) return replaced
    throw new ReferenceProblem('A reference may not say who the caller is.', 'forbidden')
  }

  readonly #source: ReferenceSource = {
    answerOf: (part) => {
      const answer = this.#answers.get(part)
      if (answer === undefined) throw new ReferenceProblem('there is no answer')
      return answer
    },
    claim: (bytes) => this.#count(bytes),
    targetOf: (path) =>
      this.#batch.targets === 'base' ? path.slice(this.#rules.urls.base.length) : path,
  }

  #toReferenced(request: PartRequest, response: PartResponse): ReferencedAnswer {
    const values = new AnswerValues(response.body, this.#rules.limits.jsonDepth, (bytes) => {
      this.#count(bytes)
      this.#take(bytes * sizeOfIndex)
    })
    return {
      request,
      response,
      valueAt: (path) => values.valueAt(path),
      pathOf: (url) => resourcePath(url, request.path, this.#rules.urls),
    }
  }

  #count(bytes: number): void {
    this.#counted += bytes
    const { referenceBytes } = this.#rules.limits
    if (this.#counted <= referenceBytes) return
    const message = `the references of the batch use more than ${referenceBytes} bytes`
    throw new ReferenceProblem(message, 'body-too-large')
  }

  #take(bytes: number): void {
    if (this.#released || !this.#rules.budget.take(bytes)) {
      throw new ReferenceProblem('there is no memory for it at the moment', 'overloaded')
    }
    this.#taken += bytes
  }
}

function sameIdentity(
  before: HeaderList,
  after: HeaderList,
  identity: ReadonlySet<string>,
): boolean {
  const ofIdentity = (headers: HeaderList): string =>
    JSON.stringify(headers.filter(([name]) => identity.has(name)))
  return before === after || ofIdentity(before) === ofIdentity(after)
}

function toFailure(error: unknown): Failure {
  if (error instanceof ReferenceProblem) {
    return { kind: 'failed', reason: error.reason, message: error.message }
  }
  if (!(error instanceof BatchError)) throw error
  // What refuses a batch at admission fails no more than the part now: the others may have run.
  const message = `With the values of its references the part is not valid: ${error.where ?? 'it'} ${error.message}.`
  return { kind: 'failed', reason: 'invalid-reference', message }
}

const lateForAnswer: Failure = {
  kind: 'failed',
  reason: 'not-started',
  message: 'The part was given up before its request was complete.',
}
