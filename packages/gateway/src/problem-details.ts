import { STATUS_CODES } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { HeaderList } from '@batchway/core'
import type { OwnHeaders } from './security-headers.ts'
import { toRawFields } from './security-headers.ts'

/** Writes answers of the gateway's own as problem details (RFC 9457), where no dialect applies. */
export interface Problems {
  /** Answers a request; `more` are further fields, with names in lower case. */
  write(response: ServerResponse, status: number, detail: string, more?: HeaderList): void
  /** The same as bytes, for a connection on which Node writes no answer; it is to be closed then. */
  raw(status: number, detail: string): string
}

/** Makes the writer; `own` are the fields that all answers of the gateway have. */
export function createProblems(own: OwnHeaders): Problems {
  const fieldsOf = (body: string, more: HeaderList): HeaderList =>
    own.complete([
      ['content-type', 'application/problem+json'],
      ['content-length', String(Buffer.byteLength(body))],
      ...more,
    ])
  return {
    write(response, status, detail, more = []) {
      const body = bodyOf(status, detail)
      response.writeHead(status, toRawFields(fieldsOf(body, more)))
      response.end(body)
    },
    raw(status, detail) {
      const body = bodyOf(status, detail)
      const fields = fieldsOf(body, [['connection', 'close']])
      const lines = fields.map((field) => `${toRawFields([field]).join(': ')}\r\n`)
      return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`
    },
  }
}

function bodyOf(status: number, detail: string): string {
  return JSON.stringify({ title: STATUS_CODES[status], status, detail })
}
