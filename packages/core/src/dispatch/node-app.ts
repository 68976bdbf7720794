import { IncomingMessage } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { PartOutcome, PartRequest } from '../model/batch.ts'
import type { Backend, Dispatch, PartRun } from '../model/dispatch.ts'
import { headerValue } from '../model/headers.ts'
import { failure } from './answer-collector.ts'
import { createInProcessBackend } from './part-context.ts'
import { createPartSocket } from './part-socket.ts'
import { createPartResponse } from './part-response.ts'

/** A listener as `http.createServer` takes it. A promise that it returns may reject. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => unknown

/**
 * A backend that calls a node:http listener in this process, once per part. Each part gets a
 * request and a response of its own; no socket and no HTTP text is involved.
 */
export function createNodeBackend(listener: NodeListener): Backend {
  const dispatch: Dispatch = (request, run) =>
    new Promise((settle) => runListener(listener, request, run, settle))
  return createInProcessBackend(dispatch)
}

function runListener(
  listener: NodeListener,
  part: PartRequest,
  run: PartRun,
  settle: (outcome: PartOutcome) => void,
): void {
  const socket = createPartSocket(run.outer)
  const request = toIncomingMessage(part, run, socket)
  const { response, abandon } = createPartResponse(request, run, settle)
  const fail = (cause: unknown): void => {
    const message = 'The API failed while it answered this part.'
    abandon(failure('handler-failed', message, cause))
  }
  socket.once('close', () => {
    fail(new Error('the handler destroyed its connection'))
  })
  run.onCancel((reason) => {
    const message = `The part was given up (${reason}).`
    abandon(failure('timeout', message))
    request.destroy()
  })
  run.sent()
  try {
    const returned = listener(request, response)
    if (returned instanceof Promise) returned.catch(fail)
  } catch (cause) {
    fail(cause)
  }
}

function toIncomingMessage(part: PartRequest, run: PartRun, socket: Socket): IncomingMessage {
  const request = new IncomingMessage(socket)
  const { method, path, headers, body } = part
  request.method = method
  request.url = path
  request.httpVersion = '1.1'
  request.httpVersionMajor = 1
  request.httpVersionMinor = 1
  const raw = ['host', headerValue(run.outer.headers, 'host') ?? 'localhost']
  for (const [name, value] of headers) raw.push(name, value)
  if (body !== undefined) raw.push('content-length', String(body.length))
  addHeaderLines(request, raw)
  if (body !== undefined) request.push(Buffer.from(body.buffer, body.byteOffset, body.length))
  request.complete = true
  request.push(null)
  return request
}

/** Hands the fields over as Node's own parser does, so that `headers` follows Node's rules. */
function addHeaderLines(request: IncomingMessage, raw: readonly string[]): void {
  const add: unknown = Reflect.get(request, '_addHeaderLines')
  if (typeof add === 'function') Reflect.apply(add, request, [raw, raw.length])
}
