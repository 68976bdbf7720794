import type {
  Admission,
  Admitted,
  AdmittedBatch,
  FinishOutcome,
  PreparedPart,
} from './model/admission.ts'
import type { HeaderField } from './model/headers.ts'
import type { OuterRequest } from './model/outer.ts'
import { isPending } from './model/pending.ts'

/** What all admissions together say to a batch that may run. */
export interface AdmissionResult {
  readonly parts: readonly PreparedPart[]
  readonly complete: readonly NonNullable<Admitted['complete']>[]
  readonly finish: FinishOutcome
}

/** One batch before the admissions of its endpoint. */
export class Admittance {
  /** What they add to the answer so far. */
  readonly headers: HeaderField[] = []
  readonly #admissions: readonly Admission[]
  readonly #leaves: (() => void)[] = []

  constructor(admissions: readonly Admission[]) {
    this.#admissions = admissions
  }

  /** With the head of the batch. Throws the BatchError of the admission that refuses it. */
  async enter(outer: OuterRequest): Promise<void> {
    for (const admission of this.#admissions) {
      const asked = admission.enter?.(outer)
      // oxlint-disable-next-line no-await-in-loop -- as in admit
      const entered = isPending(asked) ? await asked : asked
      if (entered?.headers !== undefined) this.headers.push(...entered.headers)
      if (entered?.leave !== undefined) this.#leaves.push(entered.leave)
    }
  }

  /** With the whole batch. Throws as `enter`. */
  async admit(prepared: AdmittedBatch): Promise<AdmissionResult> {
    let parts = prepared.parts
    const complete: NonNullable<Admitted['complete']>[] = []
    const finishers: FinishOutcome[] = []
    for (const admission of this.#admissions) {
      if (admission.admit === undefined) continue
      const asked = admission.admit(parts === prepared.parts ? prepared : { ...prepared, parts })
      // One after the other: an admission may charge for the batch, and the next one may refuse it.
      // oxlint-disable-next-line no-await-in-loop
      const admitted = isPending(asked) ? await asked : asked
      parts = admitted.parts ?? parts
      if (admitted.headers !== undefined) this.headers.push(...admitted.headers)
      if (admitted.complete !== undefined) complete.push(admitted.complete)
      if (admitted.finish !== undefined) finishers.push(admitted.finish)
    }
    const finish: FinishOutcome = (outcome, index) => {
      let finished = outcome
      for (const next of finishers) finished = next(finished, index)
      return finished
    }
    return { parts, complete, finish }
  }

  /** The answer is ready, or has left. */
  leave(): void {
    for (const leave of this.#leaves.splice(0)) leave()
  }
}
