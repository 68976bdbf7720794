import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { validateHeaderValue } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { ApiError, toApiError } from './api-error.ts'
import { breakAnswer, BREAKAGES } from './debug-broken.ts'
import { defineResource, pathParameter, queryOf } from './resource.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const MAX_WAIT_MS = 600_000
const MAX_FAILURES = 1_000_000
const MAX_BIG_BYTES = 256 * 1024 * 1024
const DEFAULT_TYPE = 'application/octet-stream'

/** What the test endpoints share, wherever they are mounted. */
export interface DebugOptions {
  /** How often `flaky` was called, by key. */
  readonly calls: Map<string, number>
  /** Brings the seed data back. */
  readonly reset: () => void
}

/**
 * Test endpoints as a plugin, without authentication: `echo` (any method, any path below it) and,
 * for the usual methods with any body, `slow`, `flaky`, `status/{code}`, `big`, `bytes`, `broken`;
 * `POST reset` brings the seed data back. A wrong parameter is a 400 `{error}`.
 */
export function debug(
  app: FastifyInstance,
  { calls, reset }: DebugOptions,
  done: (error?: Error) => void,
): void {
  app.setErrorHandler(writeDebugError)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, next) => next(null, body))
  // The body is read here, ahead of the framework, which ignores the body of a GET and refuses
  // media types that it cannot parse.
  app.all('/echo', { onRequest: writeEcho }, refuseEcho)
  app.all('/echo/*', { onRequest: writeEcho }, refuseEcho)
  const method = [...METHODS]
  app.route({ method, url: '/slow', handler: writeSlowly })
  app.route({ method, url: '/flaky', handler: createFlaky(calls) })
  app.route({ method, url: '/status/:code', handler: writeStatus })
  app.route({ method, url: '/big', handler: writeBig })
  app.route({ method, url: '/bytes', handler: writeGivenBytes })
  app.route({ method, url: '/broken', handler: writeBroken })
  defineResource(app, '/reset', {
    POST: (_request, reply) => {
      reset()
      calls.clear()
      return reply.code(204).send()
    },
  })
  done()
}

/** Answers an error as `{error: message}`. */
export function writeDebugError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { status, message, headers } = toApiError(error)
  if (status >= 500) request.log.error({ err: error }, 'the request failed')
  reply.code(status).headers(headers).send({ error: message })
}

async function writeEcho(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { method, url, rawHeaders } = request.raw
  const bytes = await readBody(request)
  const headers: (readonly [string, string])[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  }
  return reply.send({ method, url, headers, ...toText(bytes), bodyLength: bytes.length })
}

function refuseEcho(): never {
  throw new Error('the echo was not answered before its handler')
}

async function readBody(request: FastifyRequest): Promise<Buffer> {
  const limit = request.routeOptions.bodyLimit
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.raw as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limit) throw new ApiError(413, `The body is longer than ${limit} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function toText(bytes: Buffer): { readonly body: string; readonly bodyEncoding: string } {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return { body: decoder.decode(bytes), bodyEncoding: 'text' }
  } catch {
    return { body: bytes.toString('base64'), bodyEncoding: 'base64' }
  }
}

function writeSlowly(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const ms = readInteger(request, 'ms', { standard: 1000, most: MAX_WAIT_MS })
  // Not request.signal: it is aborted as soon as the body of a POST has been read.
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return wait(ms, { waited: ms }, { signal: gone.signal }).catch(() => reply.hijack())
}

function createFlaky(
  calls: Map<string, number>,
): (request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  return (request, reply) => {
    const key = queryOf(request).get('key') ?? ''
    const fail = readInteger(request, 'fail', { standard: 1, most: MAX_FAILURES })
    const count = (calls.get(key) ?? 0) + 1
    calls.set(key, count)
    if (count > fail) return reply.send({ key, calls: count })
    const error = `Call ${count} of the key "${key}" fails, as the first ${fail} do.`
    return reply.code(503).header('retry-after', '1').send({ error })
  }
}

function writeStatus(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const text = pathParameter(request, 'code')
  if (!/^[2-5]\d\d$/.test(text)) {
    throw new ApiError(400, `The status is "${text}", but must be from 200 to 599.`)
  }
  const status = Number(text)
  reply.code(status)
  return status === 204 || status === 304 ? reply.send() : reply.send({ status })
}

function writeBig(request: FastifyRequest, reply: FastifyReply): void {
  const length = readInteger(request, 'bytes', { standard: 1024 * 1024, most: MAX_BIG_BYTES })
  const type = readType(request)
  const bytes = Buffer.alloc(length, 'a')
  if (/^application\/(?:[^;]*\+)?json\b/i.test(type) && length > 0) {
    bytes.fill(length === 1 ? '0' : '"', 0, 1)
    bytes.fill(length === 1 ? '0' : '"', length - 1)
  }
  writeExactly(reply, type, bytes)
}

function writeGivenBytes(request: FastifyRequest, reply: FastifyReply): void {
  const hex = queryOf(request).get('hex') ?? ''
  if (!/^(?:[0-9a-f]{2})*$/i.test(hex)) {
    throw new ApiError(400, 'The parameter "hex" must be pairs of hexadecimal digits.')
  }
  writeExactly(reply, readType(request), Buffer.from(hex, 'hex'))
}

function writeBroken(request: FastifyRequest, reply: FastifyReply): void {
  const how = BREAKAGES.find((name) => name === queryOf(request).get('how'))
  if (how === undefined) {
    throw new ApiError(400, `The parameter "how" must be one of ${BREAKAGES.join(', ')}.`)
  }
  reply.hijack()
  breakAnswer(reply.raw, how)
}

/** Past the framework, which would add a content type or a charset of its own. */
function writeExactly(reply: FastifyReply, type: string, bytes: Buffer): void {
  reply.hijack()
  const headers = type === '' ? {} : { 'content-type': type }
  reply.raw.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes)
}

/** The parameter `type`; empty means that the answer has no content type at all. */
function readType(request: FastifyRequest): string {
  const type = queryOf(request).get('type') ?? DEFAULT_TYPE
  try {
    validateHeaderValue('content-type', type)
  } catch {
    throw new ApiError(400, 'The parameter "type" must be a value that a header can have.')
  }
  return type
}

function readInteger(
  request: FastifyRequest,
  name: string,
  { standard, most }: { readonly standard: number; readonly most: number },
): number {
  const text = queryOf(request).get(name)
  if (text === null) return standard
  if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text)
  throw new ApiError(400, `The parameter "${name}" is "${text}", but must be from 0 to ${most}.`)
}
