/** What a note is about. */
export type CarriedFeature =
  | 'method'
  | 'target'
  | 'base'
  | 'header'
  | 'body'
  | 'id'
  | 'order'
  | 'stop'
  | 'dependency'
  | 'group'
  | 'reference'
  | 'identity'
  | 'limit'

/** Something about a batch that another dialect says in another way, or not at all. */
export interface CarryNote {
  /** Index of the part; missing where it is of the whole batch. */
  readonly part?: number
  readonly feature: CarriedFeature
  /**
   * `changed`: it means the same and is done otherwise. `lost`: the written batch means less, or will
   * be refused as a whole by usual limits. `impossible`: the part can't be written at all.
   */
  readonly kind: 'changed' | 'lost' | 'impossible'
  /** A sentence, without the part. */
  readonly message: string
}

/** A batch can't be written in a dialect, or not without loss where none is allowed. */
export class CarryError extends Error {
  /** All of them, also those that would not have been in the way. */
  readonly notes: readonly CarryNote[]

  constructor(dialect: string, inTheWay: readonly CarryNote[], notes: readonly CarryNote[]) {
    super(`The batch can't be written as ${dialect}: ${inTheWay.map(describeNote).join(' ')}`)
    this.name = 'CarryError'
    this.notes = notes
  }
}

/** A note in one sentence: `Part 3: ...`. Parts count from 1 there. */
export function describeNote({ part, message }: CarryNote): string {
  return part === undefined ? message : `Part ${part + 1}: ${message}`
}

/** Collects the notes of one batch. */
export class CarryNotes {
  readonly #list: CarryNote[] = []

  changed(feature: CarriedFeature, message: string, part?: number): void {
    this.#add('changed', feature, message, part)
  }

  lost(feature: CarriedFeature, message: string, part?: number): void {
    this.#add('lost', feature, message, part)
  }

  impossible(feature: CarriedFeature, message: string, part?: number): void {
    this.#add('impossible', feature, message, part)
  }

  #add(
    kind: CarryNote['kind'],
    feature: CarriedFeature,
    message: string,
    part: number | undefined,
  ): void {
    this.#list.push({ feature, kind, message, ...(part === undefined ? {} : { part }) })
  }

  /** The notes of the whole batch first, then those of its parts in their order. */
  sorted(): readonly CarryNote[] {
    return this.#list.toSorted(({ part: one = -1 }, { part: other = -1 }) => one - other)
  }

  /** Throws a {@link CarryError} where something is impossible, or lost although `strict`. */
  check(dialect: string, strict: boolean): void {
    const notes = this.sorted()
    const inTheWay = notes.filter(
      ({ kind }) => kind === 'impossible' || (strict && kind === 'lost'),
    )
    if (inTheWay.length > 0) throw new CarryError(dialect, inTheWay, notes)
  }
}
