// The least that a gateway can cost with undici: parse the batch, dispatch its parts, gather their
// answers in buffers, splice them. What the API and the caller get is what ours gives them. No limits,
// no timeouts, no errors.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Dispatcher } from 'undici'
import { Pool } from 'undici'

/** How the bound works. */
export interface GatewayBoundOptions {
  /** Whether the body of each answer is parsed, to see that it is JSON; the result is thrown away. */
  readonly validate: boolean
  /** Connections to the API. */
  readonly connections: number
  /** Requests under way on a connection; with more than 1, safe ones do not wait for each other. */
  readonly pipelining: number
}

interface Part {
  readonly method: 'GET' | 'POST'
  readonly relative_url: string
  readonly body?: object
}

/** Serves it in front of the API whose URL is the process's argument. */
export function serveGatewayBound({
  validate,
  connections,
  pipelining,
}: GatewayBoundOptions): void {
  const [, , upstream = ''] = process.argv
  const pool = new Pool(upstream, { connections, pipelining, headersTimeout: 0, bodyTimeout: 0 })

  const dispatch = (
    { method, relative_url: url, body }: Part,
    handler: Answer,
    fields: readonly string[],
  ): void => {
    const isPost = method === 'POST'
    pool.dispatch(
      {
        method,
        path: `/api${url}`,
        headers: isPost ? ['content-type', 'application/json', ...fields] : [...fields],
        body: isPost ? JSON.stringify(body) : null,
        ...(pipelining > 1 && !isPost ? { blocking: false } : {}),
      },
      handler,
    )
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const batch = JSON.parse(Buffer.concat(chunks).toString()) as Part[]
      let left = batch.length
      const done = (): void => {
        left -= 1
        if (left === 0) splice(response, answers)
      }
      const answers = batch.map(() => new Answer(validate, done))
      const fields = fieldsOfParts(request)
      for (const [index, answer] of answers.entries()) {
        const part = batch[index]
        if (part !== undefined) dispatch(part, answer, fields)
      }
    })
  })
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port })
  })
}

/** Those that a gateway must send (RFC 9110 7.6.3), and those by which APIs know who calls. */
function fieldsOfParts({ headers, socket }: IncomingMessage): readonly string[] {
  const { host = '' } = headers
  return [
    ['accept', '*/*'],
    ['accept-encoding', 'identity'],
    ['via', '1.1 bound'],
    ['x-forwarded-for', socket.remoteAddress ?? ''],
    ['x-forwarded-proto', 'http'],
    ['x-forwarded-host', host],
  ].flat()
}

class Answer implements Dispatcher.DispatchHandler {
  readonly #validate: boolean
  readonly #done: () => void
  status = 0
  fields = ''
  body: Buffer = Buffer.alloc(0)

  constructor(validate: boolean, done: () => void) {
    this.#validate = validate
    this.#done = done
  }

  onRequestStart(): void {}

  onResponseStart(
    _controller: unknown,
    status: number,
    { 'content-type': type, date }: Record<string, string | string[] | undefined>,
  ): void {
    this.status = status
    this.fields = JSON.stringify({ 'Content-Type': type, Date: date })
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.body = this.body.length === 0 ? chunk : Buffer.concat([this.body, chunk])
  }

  onResponseEnd(): void {
    if (this.#validate) JSON.parse(this.body.toString())
    this.#done()
  }

  onResponseError(_controller: unknown, error: Error): void {
    throw error
  }
}

function splice(response: ServerResponse, answers: readonly Answer[]): void {
  const { length } = answers
  const pieces: Buffer[] = [
    Buffer.from(`{"total_counter":${length},"success_counter":${length},"parts":[`),
  ]
  for (const [index, { status, fields, body }] of answers.entries()) {
    const head = `${index === 0 ? '' : ','}{"code":${status},"headers":${fields},"body":`
    pieces.push(Buffer.from(head, 'latin1'), body, closing)
  }
  pieces.push(end)
  const whole = Buffer.concat(pieces)
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': whole.length })
  response.end(whole)
}

const closing = Buffer.from('}')
const end = Buffer.from(']}')
