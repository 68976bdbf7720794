import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiError, toApiError } from './api-error.ts'
import type { ErrorHeaders } from './api-error.ts'
import { queryOf } from './resource.ts'

/** What a fault carries besides its type and message. */
export interface FaultDetails {
  /** By name, as the OCAPI documents list them for the type. */
  readonly arguments?: Readonly<Record<string, string>>
  readonly headers?: ErrorHeaders
}

/** A request that OCAPI answers with a fault document. */
export class OcapiFault extends ApiError {
  /** The name of the exception, such as `ProductNotFoundException`. */
  readonly type: string
  readonly arguments: Readonly<Record<string, string>>

  constructor(status: number, type: string, message: string, details: FaultDetails = {}) {
    super(status, message, details.headers)
    this.type = type
    this.arguments = details.arguments ?? {}
  }
}

/** Types of the faults that the framework and the reader of bodies cause. */
const TYPES: ReadonlyMap<number, string> = new Map([
  [400, 'BodyDecodingException'],
  [413, 'RequestEntityTooLargeException'],
  [414, 'UriTooLongException'],
  [415, 'UnsupportedContentTypeException'],
  [500, 'InternalServerErrorException'],
])

/**
 * Answers an error as `{"_v", "fault": {"type", "message"}}`: `_v` is the version in the path and
 * missing where none can be read, `arguments` stand only where there are some, and
 * `display_message_pattern` only where the query has a `display_locale`.
 */
export function writeOcapiFault(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const fault = toFault(error, request)
  if (fault.status >= 500) request.log.error({ err: error }, 'the request failed')
  const version = /\/dw\/[^/?]+\/v(\d+)_(\d+)(?:[/?]|$)/.exec(request.url)
  const values = Object.entries(fault.arguments)
  reply
    .code(fault.status)
    .headers(fault.headers)
    .send({
      ...(version === null ? {} : { _v: `${version[1]}.${version[2]}` }),
      fault: {
        type: fault.type,
        message: fault.message,
        ...(values.length === 0 ? {} : { arguments: writeArguments(values) }),
        ...(queryOf(request).has('display_locale')
          ? { display_message_pattern: writePattern(fault.message, values) }
          : {}),
      },
    })
}

function toFault(error: unknown, request: FastifyRequest): OcapiFault {
  if (error instanceof OcapiFault) return error
  const { status, message, headers } = toApiError(error)
  if (error instanceof Error && 'code' in error && error.code === 'FST_ERR_BAD_URL') {
    return new OcapiFault(400, 'ResourcePathException', message)
  }
  const type = TYPES.get(status) ?? 'BadRequestException'
  if (status !== 415) return new OcapiFault(status, type, message, { headers })
  const contentType = request.headers['content-type'] ?? ''
  return new OcapiFault(415, type, message, { arguments: { contentType } })
}

function writeArguments(
  values: readonly (readonly [string, string])[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(values.map(([name, value]) => [name, { type: 'string', value }]))
}

/** The message with the names of its arguments in place of their values. */
function writePattern(message: string, values: readonly (readonly [string, string])[]): string {
  return values
    .filter(([, value]) => value !== '')
    .reduce((text, [name, value]) => text.replaceAll(`'${value}'`, () => `'{${name}}'`), message)
}
