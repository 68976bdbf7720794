import type { WorkPart } from '../work.ts'

/** One HTTP request of the load. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** An answer as it came. */
export interface WireAnswer {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

/** What a wire format says of one part. */
export interface WirePart {
  /** Undefined where the format has no place for it. */
  readonly status?: number
  readonly body: unknown
}

/** How parts are put into requests, and found in answers. */
export interface Wire {
  /** Single requests, one for each part; else one request carries all. */
  readonly single?: true
  readonly write: (parts: readonly WorkPart[]) => readonly LoadRequest[]
  /** Throws where the answer has not this form. For single requests it is given one answer. */
  readonly read: (answer: WireAnswer) => readonly WirePart[]
}

export const json = { 'content-type': 'application/json' } as const

/** A POST of a JSON value. */
export function postJson(path: string, value: unknown): LoadRequest {
  return { method: 'POST', path, headers: json, body: JSON.stringify(value) }
}
