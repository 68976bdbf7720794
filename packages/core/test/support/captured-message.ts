import { readFileSync } from 'node:fs'
import type { HeaderList, OuterRequest, OuterResponse } from '@batchway/core'

const folder = new URL('../captures/', import.meta.url)

/**
 * A message as it went over the wire, from a file: what an unmodified client sent (`NAME.http`), or
 * an answer that it accepted (`NAME.resp.http`).
 */
export interface CapturedMessage {
  readonly start: string
  /** Names in lower case. */
  readonly headers: HeaderList
  readonly body: Buffer
}

/** Reads a file below `captures/`. */
export function readCapture(name: string): CapturedMessage {
  const text = readFileSync(new URL(name, folder), 'latin1')
  const end = text.indexOf('\r\n\r\n')
  const [start = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  const rest = text.slice(end + 4)
  const chunked = headers.some(([field]) => field === 'transfer-encoding')
  return { start, headers, body: Buffer.from(chunked ? joinChunks(rest) : rest, 'latin1') }
}

function joinChunks(text: string): string {
  const line = text.indexOf('\r\n')
  const size = Number.parseInt(text.slice(0, line), 16)
  const begin = line + 2
  return size === 0
    ? ''
    : text.slice(begin, begin + size) + joinChunks(text.slice(begin + size + 2))
}

/** The head of a captured request, as an endpoint gets it. */
export function toOuter({ start, headers }: CapturedMessage): OuterRequest {
  const [method = '', path = ''] = start.split(' ')
  return { method, path, query: '', headers, scheme: 'http' }
}

/** A captured answer, as an endpoint gives it. */
export function toAnswer({ start, headers, body }: CapturedMessage): OuterResponse {
  return { status: Number(start.split(' ')[1]), headers, body }
}
