import type { BatchError } from '../../model/error.ts'
import type { HeaderField } from '../../model/headers.ts'
import { headerValue, isToken } from '../../model/headers.ts'
import type { TokenVerifier } from '../../model/identity.ts'
import type { OuterRequest, OuterResponse } from '../../model/outer.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { Dialect } from '../dialect.ts'
import { readBoundary } from '../../wire/boundary.ts'
import { allowOrigin, OcapiCaller } from './caller.ts'
import { batchFaults, faultDocument } from './faults.ts'
import { readOcapiBatch } from './read-ocapi.ts'
import type { OcapiSettings } from './settings.ts'
import { describeOcapi } from './ocapi-schema.ts'
import { writeOcapi, streamOcapi } from './write-ocapi.ts'

/** Options of the OCAPI dialect. */
export interface OcapiOptions {
  /** What stands in `_v` of faults of the whole batch. Default `24.5`. */
  readonly version?: string
  /** Line ends of the answer. Default `lf`, which released clients need. */
  readonly lineEnds?: 'lf' | 'crlf'
  /** Whether parts of the answer carry the headers of the API's answer. Default false. */
  readonly partHeaders?: boolean
  /** `any` also lets parts have paths that are not OCAPI's own. Default `ocapi`. */
  readonly paths?: 'ocapi' | 'any'
  /** Seconds that a browser may keep the answer to a preflight. Default 600. */
  readonly preflightAge?: number
  /** The settings as they are now. Without them any client and site is accepted, and no origin. */
  readonly settings?: () => OcapiSettings | undefined
  /** Verifies JSON Web Tokens. Without it only their form and expiry are checked. */
  readonly verifyToken?: TokenVerifier
  /** Milliseconds since 1970, for the expiry of tokens. Default: the system's clock. */
  readonly now?: () => number
  /** Makes a boundary where the request's own would be forged by a body. Default: random. */
  readonly createBoundary?: () => string
}

/** The Salesforce OCAPI batch protocol: `multipart/mixed` with `x-dw-*` headers. */
export function createOcapi(options: OcapiOptions = {}): Dialect {
  const { version = '24.5', paths = 'ocapi' } = options
  const context = {
    settings: options.settings ?? (() => undefined),
    verifyToken: options.verifyToken,
    now: options.now ?? Date.now,
  }
  const callers = new WeakMap<OuterRequest, OcapiCaller>()
  /** One per batch, so that its tokens are verified once. */
  const callerOf = (outer: OuterRequest): OcapiCaller => {
    const caller = callers.get(outer) ?? new OcapiCaller(context)
    callers.set(outer, caller)
    return caller
  }
  return {
    name: 'ocapi',
    limits: { parts: 50, batchBytes: 5 * 1024 * 1024 },
    methods: ['POST', 'OPTIONS'],
    mediaType: 'multipart/mixed; boundary=...',
    challenge: 'Bearer',
    base: '/',
    features: {
      accept: ['multipart/mixed'],
      orders: ['keep-effects'],
      dependencies: 'none',
      references: [],
      groups: false,
      stopOnError: 'never',
    },
    clientOf: (outer) => callerOf(outer).clientOf(outer),
    morePaths: (path) => (path.startsWith('/s/:') ? [path.replace(/^\/s\/:[^/]+/, '')] : []),
    accepts: (type) => type !== undefined && readBoundary(type) !== undefined,
    readBatch: (outer, body, reading) =>
      readOcapiBatch(outer, body, {
        context: reading,
        caller: callerOf(outer),
        ownPathsOnly: paths === 'ocapi',
      }),
    async writeResults(batch, outcomes, writing) {
      const fields = await callerOf(writing.outer).answerHeaders(writing.outer)
      return writeOcapi(batch, outcomes, writing, { ...options, version, fields })
    },
    async streamResults(batch, writing) {
      const fields = await callerOf(writing.outer).answerHeaders(writing.outer)
      return streamOcapi(batch, writing, { ...options, version, fields })
    },
    describe: () => describeOcapi(version),
    async writeError(error, { outer }) {
      const { type, status } = batchFaults[error.code]
      const isPreflight = outer.method === 'OPTIONS'
      const added = isPreflight ? [] : await callerOf(outer).answerHeaders(outer)
      return {
        status,
        headers: [['content-type', 'application/json;charset=UTF-8'], ...error.headers, ...added],
        body: encodeUtf8(faultDocument(version, type, describe(error))),
      }
    },
    async answerOptions(outer) {
      await callerOf(outer).checkMain(outer)
      return writePreflight(outer, options.preflightAge ?? 600)
    },
  }
}

function describe(error: BatchError): string {
  if (error.code === 'internal') return 'Internal server error.'
  return error.where === undefined ? error.message : `${error.where} ${error.message}.`
}

/** The origin, if there is one, has been found allowed. */
function writePreflight(outer: OuterRequest, age: number): OuterResponse {
  const allow = 'POST, OPTIONS'
  const headers: HeaderField[] = [['allow', allow]]
  const origin = headerValue(outer.headers, 'origin')
  if (origin !== undefined) {
    headers.push(...allowOrigin(origin), ['access-control-allow-methods', allow])
    const asked = headerValue(outer.headers, 'access-control-request-headers') ?? ''
    const names = asked.split(',').map((name) => name.trim())
    const valid = names.filter((name) => isToken(name))
    if (valid.length > 0) headers.push(['access-control-allow-headers', valid.join(', ')])
    headers.push(['access-control-max-age', String(age)])
  }
  return { status: 204, headers, body: new Uint8Array(0) }
}
