import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { IncomingMessage, RequestListener } from 'node:http'
import { request as sendRequest } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { BatchEndpointOptions } from '@batchway/core'
import type { PlainPart, PlainResult } from './plain-dialect.ts'
import { plainDialect } from './plain-dialect.ts'
import type { TestServer } from './servers.ts'
import { startHttp } from './servers.ts'

/** Where the batches of compared apps are posted, and the options that make the endpoint. */
export const comparedOptions: BatchEndpointOptions = {
  path: '/batch',
  base: '/',
  dialect: plainDialect,
}

/** One request, to be sent alone over a socket or as the part of a batch. */
export interface Question {
  /** Default GET. */
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** What came back. */
export interface Answer {
  readonly status: number
  /** Names in lower case, sorted by name; without those that {@link framing} names. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly text: string
  readonly bytes: Buffer
}

/** What differs by nature: a part has no connection, no date and no framing of its own. */
export const framing: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'date',
  'content-length',
  'transfer-encoding',
])

/** An app that listens and has a batch endpoint of the plain dialect at `/batch`. */
export interface ComparedApp extends AsyncDisposable {
  readonly server: TestServer
  /** Sends a request over a socket. */
  alone(question: Question): Promise<Answer>
  /** Sends it as the only part of a batch; `outer` are headers of the batch. Fails where the part has no answer. */
  asPart(question: Question, outer?: Readonly<Record<string, string>>): Promise<Answer>
  /** Sends several as one serial batch. */
  asParts(questions: readonly Question[]): Promise<readonly PlainResult[]>
  /** Sends it both ways, and fails unless the answers are equal. Returns the part's. */
  assertSame(question: Question, less?: Leniency): Promise<Answer>
}

/** What need not be equal. */
export interface Leniency {
  /** Names of headers. */
  readonly headers?: readonly string[]
  /** Makes the body's text comparable, such as by cutting out a time. */
  readonly text?: (text: string) => string
}

/** Starts an app whose listener has the batch endpoint in it already (see {@link comparedOptions}). */
export async function startCompared(listener: RequestListener): Promise<ComparedApp> {
  const server = await startHttp(listener)
  const asParts = async (
    questions: readonly Question[],
    outer: Readonly<Record<string, string>> = {},
  ): Promise<readonly PlainResult[]> => {
    const answer = await ask(server.port, {
      method: 'POST',
      path: '/batch',
      headers: { 'content-type': 'application/json', ...outer },
      body: JSON.stringify(questions.map(toPart)),
    })
    assert.equal(answer.status, 200, answer.text)
    return JSON.parse(answer.text) as readonly PlainResult[]
  }
  const asPart = async (
    question: Question,
    outer: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => {
    const [result] = await asParts([question], outer)
    assert.ok(result?.kind === 'answered', `the part failed: ${result?.message}`)
    return toAnswer(result.status, result.headers, Buffer.from(result.body, 'base64'))
  }
  const alone = (question: Question): Promise<Answer> => ask(server.port, question)
  return {
    server,
    alone,
    asPart,
    asParts,
    async assertSame(question, less = {}) {
      const single = await alone(question)
      const part = await asPart(question)
      assert.equal(part.status, single.status, `${part.text}\n${single.text}`)
      const spared = new Set(less.headers)
      const spare = ({ headers }: Answer): Answer['headers'] =>
        headers.filter(([name]) => !spared.has(name))
      assert.deepEqual(spare(part), spare(single))
      if (less.text === undefined) assert.ok(part.bytes.equals(single.bytes), part.text)
      else assert.equal(less.text(part.text), less.text(single.text))
      return part
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** The value of the first header of that name. */
export function headerOf(answer: Answer, name: string): string | undefined {
  return answer.headers.find(([other]) => other === name)?.[1]
}

async function ask(port: number, question: Question): Promise<Answer> {
  const { method = 'GET', path, headers = {}, body } = question
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  const request = sendRequest({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { ...headers, 'accept-encoding': 'identity', ...length },
    agent: false,
  })
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const { statusCode = 0, rawHeaders } = response
  const fields = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  )
  return toAnswer(statusCode, fields, await buffer(response))
}

function toPart({ method = 'GET', path, headers = {}, body }: Question): PlainPart {
  const part = { method, target: path, headers: Object.entries(headers) }
  return body === undefined ? part : { ...part, body: Buffer.from(body).toString('base64') }
}

function toAnswer(
  status: number,
  fields: readonly (readonly [name: string, value: string])[],
  bytes: Buffer,
): Answer {
  const headers = fields
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !framing.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
  return { status, headers, text: bytes.toString(), bytes }
}
