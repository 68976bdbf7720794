import type { Batch, ComposedPart, Order } from '@batchway/core/translate'
import { composeBatch } from '@batchway/core/translate'

/** A part as it stands in the form. */
export interface FormPart {
  /** Tells parts apart on the page; never sent. */
  readonly key: number
  readonly id: string
  readonly method: string
  readonly target: string
  /** One field a line: `Name: value`. */
  readonly headers: string
  readonly body: string
  /** A body that is no text; it is kept as it is. */
  readonly bytes?: Uint8Array
  /** Places of the parts that must have succeeded before it, from 1, with commas. */
  readonly after: string
  readonly group: string
  readonly abortsBatch: boolean
}

/** A batch as it stands in the form. */
export interface FormBatch {
  readonly parts: readonly FormPart[]
  readonly order: Order
  readonly stopOnError: boolean
  readonly targets: Batch['targets']
}

let lastKey = 0

/** A part that nobody has written anything into. */
export function emptyPart(): FormPart {
  lastKey += 1
  const nothing = { id: '', headers: '', body: '', after: '', group: '', abortsBatch: false }
  return { key: lastKey, method: 'GET', target: '', ...nothing }
}

/** Puts a batch into the form. */
export function toForm(batch: Batch): FormBatch {
  const { order, stopOnError, targets } = batch
  const parts = batch.parts.map((part): FormPart => {
    const { id = '', method, target, headers, body, group = '', abortsBatch = false } = part
    const text = body === undefined ? '' : decode(body)
    return {
      ...emptyPart(),
      id,
      method,
      target,
      headers: headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
      body: text ?? '',
      ...(text === undefined && body !== undefined ? { bytes: body } : {}),
      after: placesOf(part.after ?? [], batch),
      group,
      abortsBatch,
    }
  })
  return { parts, order, stopOnError, targets }
}

function placesOf(after: NonNullable<Batch['parts'][number]['after']>, batch: Batch): string {
  const places = after.flatMap((one) =>
    'part' in one
      ? [one.part]
      : batch.parts.filter(({ group }) => group === one.group).map(({ index }) => index),
  )
  return [...new Set(places)].map((place) => place + 1).join(', ')
}

/** What can't be made of a form, and where: a part from 0, and the name of its field. */
export class FormProblem extends Error {
  readonly part: number
  readonly field: 'target' | 'headers' | 'after' | 'id'

  constructor(part: number, field: FormProblem['field'], message: string) {
    super(message)
    this.name = 'FormProblem'
    this.part = part
    this.field = field
  }
}

/** The batch that a form means. Throws a {@link FormProblem} where it means none. */
export function fromForm({ parts, order, stopOnError, targets }: FormBatch): Batch {
  const ids = new Map<string, number>()
  const composed = parts.map((part, index): ComposedPart => {
    const { id, method, body, bytes, group, abortsBatch } = part
    const target = part.target.trim()
    if (target === '') throw new FormProblem(index, 'target', 'Write where this request goes.')
    if (/\s/.test(target)) throw new FormProblem(index, 'target', 'A URL has no spaces: write %20.')
    const twin = ids.get(id)
    if (id !== '' && twin !== undefined) {
      throw new FormProblem(index, 'id', `Request ${twin + 1} has this name already.`)
    }
    ids.set(id, index)
    const after = readAfter(part.after, index, parts.length)
    const text = bytes ?? (body === '' ? undefined : new TextEncoder().encode(body))
    return {
      ...(id === '' ? {} : { id }),
      method,
      target,
      headers: readHeaders(part.headers, index),
      ...(text === undefined ? {} : { body: text }),
      ...(after.length === 0 ? {} : { after }),
      ...(group === '' ? {} : { group }),
      ...(abortsBatch ? { abortsBatch } : {}),
    }
  })
  return composeBatch(composed, { order, stopOnError, targets })
}

function readHeaders(text: string, index: number): readonly (readonly [string, string])[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const match = /^\s*([!#$%&'*+\-.^_`|~\w]+)\s*:\s*(.*?)\s*$/.exec(line)
      if (match === null) {
        throw new FormProblem(index, 'headers', `Write a header as "Name: value", not "${line}".`)
      }
      const [, name = '', value = ''] = match
      return [name.toLowerCase(), value] as const
    })
}

function readAfter(
  text: string,
  index: number,
  count: number,
): readonly { readonly part: number }[] {
  return text
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => {
      const place = Number(word)
      if (Number.isInteger(place) && place >= 1 && place <= count && place !== index + 1) {
        return { part: place - 1 }
      }
      const message = `Write the numbers of other requests, from 1 to ${count}, not "${word}".`
      throw new FormProblem(index, 'after', message)
    })
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return undefined
  }
}
