import type { FastifyReply, FastifyRequest } from 'fastify'
import { toApiError } from './api-error.ts'

const CODES: ReadonlyMap<number, string> = new Map([
  [400, 'BadRequest'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [412, 'PreconditionFailed'],
  [415, 'UnsupportedMediaType'],
  [501, 'NotImplemented'],
])

/** Answers an error as `{error: {code, message}}`; what a 500 hides is logged. */
export function writeOdataError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { status, message, headers } = toApiError(error)
  if (status >= 500) request.log.error({ err: error }, 'the request failed')
  const code = CODES.get(status) ?? (status < 500 ? 'BadRequest' : 'InternalServerError')
  reply.code(status).headers(headers).send({ error: { code, message } })
}
