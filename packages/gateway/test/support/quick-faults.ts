import { gzipSync } from 'node:zlib'
import type { Play, Script } from './faulty-upstream.ts'
import { jsonAnswer, okAnswer, okBody } from './faulty-upstream.ts'

/** How a part must end. */
export type Ending =
  /** The gateway's own failure, with its reason and what its log says of the cause. */
  | {
      readonly reason: 'unreachable' | 'bad-answer' | 'answer-too-large'
      readonly cause: RegExp
    }
  /** An answer after all: its code, what stands in the envelope, and its header fields. */
  | {
      readonly code: number
      readonly content: string
      readonly fields?: Readonly<Record<string, string>>
    }

/** A fault that shows at once, and what comes of it. */
export interface QuickFault extends Script {
  readonly ending: Ending
}

/** The limit of an answer in the gateways of these tests. */
export const answerBytes = 65_536

/** Writes a text and keeps the connection. */
export const writing =
  (text: string | Buffer): Play =>
  ({ socket }) => {
    socket.write(typeof text === 'string' ? Buffer.from(text, 'latin1') : text)
  }

/** Writes a text and ends. */
const ending =
  (text: string): Play =>
  ({ socket }) => {
    socket.end(Buffer.from(text, 'latin1'))
  }

/** Writes a text and resets the connection. */
const resetting =
  (text: string): Play =>
  ({ socket }) => {
    socket.write(Buffer.from(text, 'latin1'), () => socket.resetAndDestroy())
  }

const broken = (cause: RegExp): Ending => ({ reason: 'bad-answer', cause })
const unreachable = (cause: RegExp): Ending => ({ reason: 'unreachable', cause })
const tooLarge: Ending = { reason: 'answer-too-large', cause: /^$/ }
const json = { 'Content-Type': 'application/json' }
const fine: Ending = { code: 200, content: okBody(7), fields: json }

const gone = /UND_ERR_SOCKET|ECONNRESET/
const notHttp = /HTTPParserError|HPE_|CONTENT_LENGTH_MISMATCH/
const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
const plain = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n'
const ok: Ending = {
  code: 200,
  content: '"ok"',
  fields: { 'Content-Type': 'text/plain' },
}

/** A connection that breaks, at every place of an answer. */
const breaks: Readonly<Record<string, QuickFault>> = {
  'reset-before-body-was-read': {
    play: ({ socket }) => void socket.resetAndDestroy(),
    early: true,
    ending: unreachable(gone),
  },
  'reset-before-head': { play: resetting(''), ending: unreachable(gone) },
  'end-before-head': { play: ending(''), ending: unreachable(gone) },
  'reset-in-head': { play: resetting('HTTP/1.1 200 OK\r\nContent-'), ending: broken(gone) },
  'end-in-head': { play: ending('HTTP/1.1 200 OK\r\nContent-'), ending: broken(gone) },
  'end-in-status-line': { play: ending('HTTP/1.'), ending: broken(gone) },
  'reset-after-head': {
    play: resetting(`${plain}Content-Length: 9\r\n\r\n`),
    ending: broken(gone),
  },
  'reset-in-body': {
    play: resetting(`${plain}Content-Length: 9\r\n\r\nfirst`),
    ending: broken(gone),
  },
  'length-too-long': {
    play: ending(`${plain}Content-Length: 9\r\n\r\nfirst`),
    ending: broken(gone),
  },
  'end-in-chunk': { play: ending(`${chunked}9\r\nfirst`), ending: broken(gone) },
  'end-between-chunks': { play: ending(`${chunked}5\r\nfirst\r\n`), ending: broken(gone) },
  'end-in-chunk-size': { play: ending(`${chunked}5`), ending: broken(gone) },
  'end-before-last-line': { play: ending(`${chunked}2\r\nok\r\n0\r\n`), ending: broken(gone) },
  'reset-after-1xx': { play: resetting('HTTP/1.1 103 Early Hints\r\n\r\n'), ending: broken(gone) },
}

/** Lengths and chunks that are wrong. */
const framings: Readonly<Record<string, QuickFault>> = {
  'length-too-short': { play: writing(`${plain}Content-Length: 2\r\n\r\nok and more`), ending: ok },
  'forged-second-answer': {
    play: writing(`${plain}Content-Length: 2\r\n\r\nok${jsonAnswer('{"forged":true}')}`),
    ending: ok,
  },
  'two-lengths': {
    play: writing(`${plain}Content-Length: 2\r\nContent-Length: 3\r\n\r\nok!`),
    ending: broken(notHttp),
  },
  'two-same-lengths': {
    play: writing(`${plain}Content-Length: 2\r\nContent-Length: 2\r\n\r\nok`),
    ending: broken(notHttp),
  },
  'length-list': {
    play: writing(`${plain}Content-Length: 2, 2\r\n\r\nok`),
    ending: broken(notHttp),
  },
  'length-negative': {
    play: writing(`${plain}Content-Length: -2\r\n\r\nok`),
    ending: broken(notHttp),
  },
  'length-in-words': {
    play: writing(`${plain}Content-Length: two\r\n\r\nok`),
    ending: broken(notHttp),
  },
  'length-overflow': {
    play: writing(`${plain}Content-Length: 18446744073709551618\r\n\r\nok`),
    ending: broken(notHttp),
  },
  'length-and-chunks': {
    play: writing(
      `${plain}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
    ),
    ending: broken(notHttp),
  },
  'chunk-size-letters': { play: writing(`${chunked}zz\r\nok\r\n`), ending: broken(notHttp) },
  'chunk-size-negative': { play: writing(`${chunked}-2\r\nok\r\n`), ending: broken(notHttp) },
  'chunk-size-overflow': {
    play: writing(`${chunked}fffffffffffffffff\r\nok\r\n`),
    ending: broken(notHttp),
  },
  'chunk-without-crlf': {
    play: writing(`${chunked}2\r\nok2\r\nok\r\n0\r\n\r\n`),
    ending: broken(notHttp),
  },
  'chunk-longer-than-its-size': {
    play: writing(`${chunked}2\r\nokay\r\n0\r\n\r\n`),
    ending: broken(notHttp),
  },
  'no-content-with-content': {
    play: writing('HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok'),
    ending: { code: 204, content: '' },
  },
}

/** Heads that are none, too many of them, and old ones. */
const heads: Readonly<Record<string, QuickFault>> = {
  'another-protocol': { play: writing('SSH-2.0-OpenSSH_9.6\r\n'), ending: broken(notHttp) },
  'tls-alert': { play: writing('\x15\x03\x01\x00\x02\x02\x46'), ending: broken(notHttp) },
  'zero-bytes': { play: writing('\0'.repeat(64)), ending: broken(notHttp) },
  'status-in-words': { play: writing('HTTP/1.1 abc OK\r\n\r\n'), ending: broken(notHttp) },
  'status-too-short': { play: writing('HTTP/1.1 20 OK\r\n\r\n'), ending: broken(notHttp) },
  'status-too-long': { play: writing('HTTP/1.1 2000 OK\r\n\r\n'), ending: broken(notHttp) },
  'version-from-the-future': { play: writing('HTTP/9.9 200 OK\r\n\r\n'), ending: broken(notHttp) },
  'field-without-colon': { play: writing(`${plain}nothing\r\n\r\n`), ending: broken(notHttp) },
  'field-with-zero-byte': { play: writing(`${plain}X-A: a\0b\r\n\r\n`), ending: broken(notHttp) },
  'space-before-colon': {
    play: writing(`${plain}Content-Length : 2\r\n\r\nok`),
    ending: broken(notHttp),
  },
  'long-field': {
    play: writing(`${plain}X-Bomb: ${'b'.repeat(100_000)}\r\n\r\n`),
    ending: broken(/HEADERS_OVERFLOW/),
  },
  'many-fields': {
    play: writing(`${plain}${'X-Bomb: b\r\n'.repeat(2500)}\r\n`),
    ending: broken(/HEADERS_OVERFLOW/),
  },
  'http-0.9': { play: ending('<html>hello</html>\n'), ending: broken(notHttp) },
  'http-1.0': {
    play: ending(`HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n${okBody(7)}`),
    ending: fine,
  },
  'http-1.0-with-length': { play: writing(jsonAnswer(okBody(7), 'HTTP/1.0 200 OK')), ending: fine },
  'body-until-the-end': {
    play: ending(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${okBody(7)}`),
    ending: fine,
  },
}

/** Interim answers (RFC 9110 15.2). */
const interims: Readonly<Record<string, QuickFault>> = {
  // undici refuses this one: the gateway never sends `Expect`, so nobody may continue.
  'interim-100': {
    play: writing(`HTTP/1.1 100 Continue\r\n\r\n${okAnswer(7)}`),
    ending: broken(gone),
  },
  'interim-102': { play: writing(`HTTP/1.1 102 Processing\r\n\r\n${okAnswer(7)}`), ending: fine },
  'interim-103': {
    play: writing(`HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n${okAnswer(7)}`),
    ending: fine,
  },
  'interim-many': {
    play: writing(
      `HTTP/1.1 103 Early Hints\r\nX-Hint: ${'h'.repeat(200)}\r\n\r\n`.repeat(500) + okAnswer(7),
    ),
    ending: fine,
  },
  'interim-101': {
    play: writing('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
    ending: broken(gone),
  },
}

/** Answers that come too early, are too large, or are coded wrong. */
const contents: Readonly<Record<string, QuickFault>> = {
  'early-413': {
    play: ({ socket }) => {
      const head = 'HTTP/1.1 413 Content Too Large\r\nConnection: close'
      socket.end(jsonAnswer('{"too":"large"}', head))
    },
    early: true,
    ending: { code: 413, content: '{"too":"large"}', fields: json },
  },
  'one-byte-too-large': {
    play: writing(
      `${plain}Content-Length: ${answerBytes + 1}\r\n\r\n${'x'.repeat(answerBytes + 1)}`,
    ),
    ending: tooLarge,
  },
  'gzip-that-is-none': {
    play: writing(`${plain}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok`),
    ending: broken(/^$/),
  },
  'gzip-cut-off': {
    play: writing(gzipped(gzipSync('x'.repeat(1000)).subarray(0, 20))),
    ending: broken(/^$/),
  },
  'gzip-bomb': { play: writing(gzipped(gzipSync(Buffer.alloc(10_000_000)))), ending: tooLarge },
}

/** Every fault that shows at once. */
export const quickFaults: Readonly<Record<string, QuickFault>> = {
  ...breaks,
  ...framings,
  ...heads,
  ...interims,
  ...contents,
}

function gzipped(bytes: Buffer): Buffer {
  const head = `${plain}Content-Encoding: gzip\r\nContent-Length: ${bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes])
}
