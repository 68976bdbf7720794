import { createSandbox } from '../../src/index.ts'
import type { SandboxOptions } from '../../src/index.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
  readonly json: unknown
}

export interface Sending {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

export interface SandboxClient extends AsyncDisposable {
  send(method: Method, url: string, sending?: Sending): Promise<Answer>
}

/** A fresh sandbox behind `inject`; `standardHeaders` go with every request unless overwritten. */
export function openSandbox(
  standardHeaders: Readonly<Record<string, string>> = {},
  options: SandboxOptions = {},
): SandboxClient {
  const app = createSandbox(options)
  return {
    async send(method, url, { body, headers } = {}) {
      const payload = body === undefined ? {} : { payload: toPayload(body) }
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      const answer = await app.inject({
        method,
        url,
        headers: { ...type, ...standardHeaders, ...headers },
        ...payload,
      })
      return {
        status: answer.statusCode,
        headers: answer.headers,
        bytes: answer.rawPayload,
        json:
          method !== 'HEAD' && isJson(answer.headers['content-type']) ? answer.json() : undefined,
      }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(app.close()),
  }
}

/** The member of a JSON value that a path of names and indexes leads to. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => new Map(Object.entries(Object(inner))).get(String(name)),
    value,
  )
}

function toPayload(body: unknown): string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
}

function isJson(type: unknown): boolean {
  return /^application\/json; (?:odata.metadata="minimal"; )?charset=utf-8$/.test(String(type))
}
