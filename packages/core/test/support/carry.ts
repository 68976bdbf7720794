import type { BatchRequest, HeaderList, TranslateOptions } from '@batchway/core/translate'
import { translate } from '@batchway/core/translate'

/** The fields of a batch in JSON. */
export const json: HeaderList = [['content-type', 'application/json']]

/** A request that carries that JSON. */
export function requestOf(document: unknown, more: Partial<BatchRequest> = {}): BatchRequest {
  const body = new TextEncoder().encode(JSON.stringify(document))
  return { headers: json, body, ...more }
}

/** A batch in another dialect. */
export interface Carried {
  readonly text: string
  readonly query: string
  readonly headers: HeaderList
  /** What was noted, as `feature kind part`. */
  readonly said: readonly string[]
  /** Whether the first failure ends what was written. */
  readonly stopOnError: boolean
}

/** Translates a batch. */
export async function carry(request: BatchRequest, options: TranslateOptions): Promise<Carried> {
  const { body, query, headers, notes, batch } = await translate(request, options)
  const said = notes.map(({ feature, kind, part }) => [feature, kind, part ?? 'all'].join(' '))
  const text = new TextDecoder().decode(body)
  return { text, query, headers, said, stopOnError: batch.stopOnError }
}

/** The same from JSON to JSON. */
export async function carryJson(
  document: unknown,
  options: TranslateOptions,
  more: Partial<BatchRequest> = {},
): Promise<Carried & { readonly document: unknown }> {
  const carried = await carry(requestOf(document, more), options)
  return { ...carried, document: JSON.parse(carried.text) as unknown }
}

/** What the request of an Ocamba batch has that runs in order. */
export const serial: Partial<BatchRequest> = { query: 'mode=serial' }

/** A part of an Ocamba batch. */
export function post(target: string, more: object = {}): object {
  return { method: 'POST', relative_url: target, ...more }
}

/** A part of an Ocamba batch that reads. */
export function get(target: string): object {
  return { method: 'GET', relative_url: target }
}
