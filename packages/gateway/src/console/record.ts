/** Bytes of a message as the console shows them. */
export interface ShownBody {
  /** Bytes in all; what is shown may be fewer. */
  readonly size: number
  /** The beginning, where it is UTF-8. */
  readonly text?: string
  /** The beginning in base64, where it is not. */
  readonly base64?: string
  /** More bytes were there than are kept. */
  readonly cut?: true
}

/** A header field; secrets are masked. */
export type ShownHeader = readonly [name: string, value: string]

/** When something happened to a part: milliseconds since its batch was admitted. */
export interface PartTimes {
  /** Its turn in the batch had come. */
  readonly ready?: number
  /** Its request began to leave, for the first time. */
  readonly sent?: number
  /** The first byte of its answer's body came, the last time that it was tried. */
  readonly received?: number
  /** Its outcome was known. */
  readonly done?: number
}

/** How far a part is, or how it ended. */
export type PartState = 'queued' | 'sent' | 'answered' | 'failed' | 'skipped'

/** A part of a batch that passed. */
export interface PartRecord {
  /** Position in the batch, from 0. */
  readonly index: number
  readonly id?: string
  readonly group?: string
  /** Parts that must have succeeded before it. */
  readonly needs: readonly number[]
  readonly method: string
  /** As the caller wrote it. */
  readonly target: string
  readonly state: PartState
  readonly times: PartTimes
  /** HTTP status; 424 for a skipped part. Undefined while it runs. */
  readonly status?: number
  /** It was answered with what its batch counts as a failure, or it failed. */
  readonly bad?: true
  /** As it was sent, or as it was written where it never was. */
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers: readonly ShownHeader[]
    readonly body?: ShownBody
  }
  readonly response?: { readonly headers: readonly ShownHeader[]; readonly body?: ShownBody }
  /** Why the gateway failed it. */
  readonly failure?: {
    readonly reason: string
    readonly message: string
    /** It may have taken effect. */
    readonly unknown?: true
  }
  /** Index of the part whose failure made it be skipped. */
  readonly because?: number
  /** How often it was tried, where that is more than once. */
  readonly attempts?: number
  readonly resent?: true
}

/** A batch in one line. */
export interface BatchSummary {
  /** Counts up from 1 as batches come. */
  readonly number: number
  /** As in the log; undefined while it runs. */
  readonly id?: string
  /** Path of the endpoint in the configuration. */
  readonly endpoint: string
  readonly dialect: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** Milliseconds; undefined while it runs. */
  readonly duration?: number
  /** Status of the answer; undefined while it runs. */
  readonly status?: number
  readonly parts: number
  readonly done: number
  /** Parts that failed or were answered with a failure. */
  readonly failed: number
  readonly skipped: number
  /** Parts that were over a rate, and 1 for a batch that was. */
  readonly limited: number
  /** Why it was refused as a whole. */
  readonly refused?: { readonly code: string; readonly message: string }
  /** What the console that posted it calls it. */
  readonly run?: string
}

/** A batch and its parts. */
export interface BatchRecord extends BatchSummary {
  /** Milliseconds that it has run so far; undefined when it has ended. */
  readonly elapsed?: number
  readonly client?: string
  readonly headers: readonly ShownHeader[]
  readonly query: string
  readonly order?: 'parallel' | 'serial' | 'keep-effects'
  readonly stopsOnError?: boolean
  readonly warnings: readonly string[]
  readonly records: readonly PartRecord[]
}

/** An endpoint, as it is configured. */
export interface EndpointView {
  readonly path: string
  readonly dialect: string
  readonly base: string
  readonly upstream: string
  readonly mediaType: string
  readonly identity: 'required' | 'optional'
  /** Bytes and milliseconds. */
  readonly limits: Readonly<Record<string, number>>
  /** As written in the configuration; undefined where nothing is limited. */
  readonly rateLimit?: unknown
  readonly batches: number
  readonly refused: number
  readonly parts: number
  readonly failed: number
}

/** An upstream and how it is. */
export interface UpstreamView {
  readonly name: string
  /** Its targets, with commas where it has several. */
  readonly url: string
  /** Undefined where there is none. */
  readonly breaker?: 'closed' | 'open' | 'half-open'
  /** As the page of readiness says; undefined until it was looked at. */
  readonly status?: 'reachable' | 'unreachable'
  /** Why it can't be reached: the code of an error, or `breaker-open`. */
  readonly cause?: string
  readonly inFlight: number
  readonly capacity: number
  readonly waitingParts: number
  readonly waitingBatches: number
}

/** What the gateway is at the moment. */
export interface GatewayView {
  readonly version: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly endpoints: readonly EndpointView[]
  readonly upstreams: readonly UpstreamView[]
  readonly budget: { readonly used: number; readonly limit: number }
  /** Batches that are kept at most. */
  readonly kept: number
}
