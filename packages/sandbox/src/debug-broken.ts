import type { ServerResponse } from 'node:http'

/** The ways in which an answer can be broken. */
export const BREAKAGES = ['reset', 'truncated', 'bad-json', 'bad-chunk', 'no-answer'] as const

/**
 * `reset`: the connection is destroyed before any byte. `truncated`: fewer bytes than
 * `content-length` says, then destroyed. `bad-json`: a JSON media type, invalid JSON. `bad-chunk`:
 * invalid chunked framing. `no-answer`: nothing, for as long as the connection lives.
 */
export type Breakage = (typeof BREAKAGES)[number]

const JSON_TYPE = 'application/json; charset=utf-8'

/** Answers a request in a broken way; nothing else may write to the response. */
export function breakAnswer(response: ServerResponse, how: Breakage): void {
  switch (how) {
    case 'reset':
      response.socket?.destroy()
      return
    case 'truncated':
      response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': 100 })
      response.write('{"cut":', () => response.socket?.destroy())
      return
    case 'bad-json':
      response.writeHead(200, { 'content-type': JSON_TYPE }).end('{"broken": ')
      return
    case 'bad-chunk':
      response.socket?.end(
        `HTTP/1.1 200 OK\r\ncontent-type: ${JSON_TYPE}\r\ntransfer-encoding: chunked\r\n\r\n` +
          'not-a-size\r\n{"chunk":1}\r\n0\r\n\r\n',
      )
      return
    case 'no-answer':
  }
}
