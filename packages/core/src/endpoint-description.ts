import type { Dialect } from './dialects/dialect.ts'
import type { BatchEndpointOptions, Streaming } from './endpoint-options.ts'
import type { DialectFeatures } from './model/features.ts'
import type { HeaderList } from './model/headers.ts'
import { headerValue } from './model/headers.ts'
import type { Limits } from './model/limits.ts'
import type { OuterRequest, OuterResponse } from './model/outer.ts'
import { acceptWeight } from './wire/accept.ts'
import { encodeUtf8 } from './wire/utf8.ts'

/**
 * What an endpoint tells about itself, as the JSON document that answers `OPTIONS`. Its schema is
 * `@batchway/core/endpoint.schema.json`.
 */
export interface EndpointDescription {
  /** The version of this form; members may be added to it without a new one. */
  readonly batchway: { readonly version: 1 }
  readonly dialect: string
  /** With which methods batches are sent. */
  readonly methods: readonly string[]
  /** Media types of a batch. */
  readonly accept: readonly string[]
  /** Bytes and milliseconds. */
  readonly limits: Limits
  readonly features: EndpointFeatures
}

/**
 * What becomes of groups: the dialect has none; each is run in a transaction of the app's; in order
 * and without undoing anything; or nothing of them is run.
 */
export type GroupSupport = 'none' | 'transaction' | 'in-order' | 'refused'

/** What batches can do at one endpoint. All that its dialect does not tell is left out. */
export interface EndpointFeatures extends Partial<Omit<DialectFeatures, 'accept' | 'groups'>> {
  readonly groups?: GroupSupport
  /** Every batch takes effect as a whole or not at all. */
  readonly atomic: boolean
  readonly streaming: Streaming
}

/** Makes the description of an endpoint. */
export function describeEndpoint(
  dialect: Dialect,
  limits: Limits,
  options: BatchEndpointOptions,
): EndpointDescription {
  const { accept = [dialect.mediaType], groups, ...features } = dialect.features ?? {}
  return {
    batchway: { version: 1 },
    dialect: dialect.name,
    methods: dialect.methods.filter((method) => method !== 'OPTIONS'),
    accept,
    limits: {
      ...limits,
      // Where nothing was said, another limit holds.
      partBytes: Math.min(limits.partBytes, limits.batchBytes),
      partsAtOnce: Math.min(limits.partsAtOnce, limits.parts),
    },
    features: {
      ...features,
      ...(groups === undefined ? {} : { groups: toGroups(groups, options) }),
      atomic: options.atomic === true,
      streaming: streamingOf(dialect, options),
    },
  }
}

/** When an endpoint answers part by part, all that stands against it considered. */
export function streamingOf(
  dialect: Dialect,
  { streaming = 'asked', atomic }: Pick<BatchEndpointOptions, 'streaming' | 'atomic'>,
): Streaming {
  return dialect.streamResults === undefined || atomic === true ? 'never' : streaming
}

function toGroups(exist: boolean, { transaction, groups }: BatchEndpointOptions): GroupSupport {
  if (!exist) return 'none'
  if (transaction !== undefined) return 'transaction'
  return groups === 'in-order' ? 'in-order' : 'refused'
}

/** The answer to `OPTIONS` that carries a description. */
export function writeDescription(description: EndpointDescription): OuterResponse {
  const { methods, accept } = description
  const headers: HeaderList = [
    ['content-type', 'application/json'],
    ['allow', allowed(methods)],
    ['accept-post', accept.join(', ')],
  ]
  return { status: 200, headers, body: encodeUtf8(JSON.stringify(description)) }
}

/** The methods that an endpoint answers, for the field `Allow` (RFC 9110 10.2.1). */
export function allowed(methods: readonly string[]): string {
  return [...new Set([...methods, 'OPTIONS'])].join(', ')
}

/** Whether it is the description that is asked for, and not what a dialect says of its own. */
export function wantsDescription({ headers }: OuterRequest): boolean {
  return acceptWeight(headers, 'application/json') > 0
}

/** Whether a browser asks before it sends a request of a page (the Fetch standard's CORS protocol). */
export function isPreflight({ headers }: OuterRequest): boolean {
  return (
    headerValue(headers, 'origin') !== undefined &&
    headerValue(headers, 'access-control-request-method') !== undefined
  )
}
