import type { Batch, PartOutcome } from '../../model/batch.ts'
import { outcomeStatus } from '../../model/batch.ts'
import type { BatchError } from '../../model/error.ts'
import type { HeaderField, HeaderList } from '../../model/headers.ts'
import { headerValue, isToken } from '../../model/headers.ts'
import type { TokenVerifier } from '../../model/identity.ts'
import type { OuterRequest, OuterResponse } from '../../model/outer.ts'
import { ByteWriter } from '../../wire/byte-writer.ts'
import { writeField } from '../../wire/field-writer.ts'
import { canonicalName } from '../../wire/header-case.ts'
import { toBytes } from '../../wire/latin1.ts'
import { containsDelimiter } from '../../wire/multipart.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { Dialect, WriteContext } from '../dialect.ts'
import type { Boundary } from '../../wire/boundary.ts'
import { readBoundary } from '../../wire/boundary.ts'
import { allowOrigin, OcapiCaller } from './caller.ts'
import { batchFaults, faultDocument, partFaults } from './faults.ts'
import { readOcapiBatch } from './read-ocapi.ts'
import type { OcapiSettings } from './settings.ts'
import { describeOcapi } from './ocapi-schema.ts'

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
      return writeAnswer(batch, outcomes, writing, { ...options, version, fields })
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

interface AnswerOptions extends OcapiOptions {
  readonly version: string
  readonly fields: HeaderList
}

function writeAnswer(
  batch: Batch,
  outcomes: readonly PartOutcome[],
  writing: WriteContext,
  options: AnswerOptions,
): OuterResponse {
  const bodies = outcomes.map((outcome) => bodyOf(outcome, options.version))
  const boundary = chooseBoundary(writing, bodies, options)
  const delimiter = toBytes(`--${boundary.text}`)
  const end = options.lineEnds === 'crlf' ? '\r\n' : '\n'
  const writer = new ByteWriter()
  outcomes.forEach((outcome, index) => {
    writer.bytes(delimiter)
    writer.text(end)
    const id = batch.parts[index]?.id
    if (id !== undefined) writeField(writer, 'x-dw-content-id', id, end)
    if (options.partHeaders === true) {
      for (const [name, value] of headersOf(outcome)) {
        writeField(writer, canonicalName(name), value, end)
      }
    }
    writeField(writer, 'x-dw-status-code', String(outcomeStatus(outcome)), end)
    writer.text(end)
    const body = bodies[index]
    if (body === undefined || body.length === 0) return
    writer.bytes(body)
    writer.text(end)
  })
  writer.bytes(delimiter)
  writer.text(`--${end}`)
  const shown = boundary.quoted ? `"${boundary.text.replace(/["\\]/g, '\\$&')}"` : boundary.text
  const type = `multipart/mixed; boundary=${shown}`
  return {
    status: 200,
    headers: [['content-type', type], ...options.fields],
    body: writer.finish(),
  }
}

/** Without those that a client could take for ours. */
function headersOf(outcome: PartOutcome): HeaderList {
  if (outcome.kind === 'answered') {
    return outcome.response.headers.filter(
      ([name]) => name !== 'x-dw-content-id' && name !== 'x-dw-status-code',
    )
  }
  return outcome.kind === 'failed' ? (outcome.headers ?? []) : []
}

function bodyOf(outcome: PartOutcome, version: string): Uint8Array {
  switch (outcome.kind) {
    case 'answered':
      return outcome.response.body
    case 'failed':
      return encodeUtf8(faultDocument(version, partFaults[outcome.reason], outcome.message))
    case 'skipped': {
      const message = `Not run, because subrequest ${outcome.because + 1} failed.`
      return encodeUtf8(faultDocument(version, 'FailedDependencyException', message))
    }
  }
}

/** The request's boundary, or a fresh one where a body has a line that begins with it. */
function chooseBoundary(
  writing: WriteContext,
  bodies: readonly Uint8Array[],
  { createBoundary = randomBoundary }: OcapiOptions,
): Boundary {
  const own = readBoundary(headerValue(writing.outer.headers, 'content-type') ?? '')
  let boundary = own ?? { text: createBoundary(), quoted: false }
  while (bodies.some((body) => containsDelimiter(body, boundary.text))) {
    writing.warn("an answer's body has a line like the delimiter: the answer has another boundary")
    boundary = { text: createBoundary(), quoted: false }
  }
  return boundary
}

function randomBoundary(): string {
  return `batchway-${crypto.randomUUID()}`
}
