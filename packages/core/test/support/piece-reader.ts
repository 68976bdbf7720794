import { request as startRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { constants, createGunzip } from 'node:zlib'
import type { WrittenBatch } from './stream-forms.ts'

/** An answer that is read piece by piece. */
export interface PieceReader {
  readonly status: number
  readonly headers: Headers
  /** Resolves when the text so far has `text` in it; rejects when the answer ends before. */
  until(text: string): Promise<void>
  /** Resolves to the whole text; rejects when it breaks off. */
  whole(): Promise<string>
  /** Goes away. */
  leave(): void
}

/** Posts a batch by node:http, and returns as soon as the head of its answer is there. */
export function postPiecewise(url: string, { headers, body }: WrittenBatch): Promise<PieceReader> {
  return new Promise((resolve, reject) => {
    const request = startRequest(url, { method: 'POST', headers, agent: false })
    request.once('error', reject)
    request.once('response', (response) => {
      request.on('error', () => {})
      resolve(readPieces(response))
    })
    request.end(body)
  })
}

function readPieces(response: IncomingMessage): PieceReader {
  let text = ''
  let over: { readonly broken: boolean } | undefined
  let check: (() => void) | undefined
  const coded = response.headers['content-encoding'] === 'gzip'
  const content = coded ? response.pipe(createGunzip({ flush: constants.Z_SYNC_FLUSH })) : response
  content.setEncoding('utf8')
  content.on('data', (piece: string) => {
    text += piece
    check?.()
  })
  const end = (broken: boolean): void => {
    over ??= { broken }
    check?.()
  }
  content.once('end', () => end(false))
  response.once('error', () => end(true))
  response.once('close', () => {
    if (!response.complete) end(true)
  })
  const wait = (isThere: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      check = () => {
        if (isThere()) resolve()
        else if (over !== undefined) reject(new Error(`the answer ended: ${text}`))
      }
      check()
    })
  return {
    status: response.statusCode ?? 0,
    headers: toHeaders(response.rawHeaders),
    until: (wanted) => wait(() => text.includes(wanted)),
    async whole() {
      await wait(() => over?.broken === false)
      return text
    },
    leave: () => void response.destroy(),
  }
}

function toHeaders(raw: readonly string[]): Headers {
  const headers = new Headers()
  for (let index = 0; index + 1 < raw.length; index += 2) {
    headers.append(raw[index] ?? '', raw[index + 1] ?? '')
  }
  return headers
}
