import type { Socket } from 'node:net'
import { openTcp } from './test-upstream.ts'

/**
 * An upstream that reads bytes and not requests: it notes every head and body as they came over the
 * wire, and whatever came beside them.
 */
export interface RecordingUpstream extends AsyncDisposable {
  readonly url: string
  /** What it answers from now on, on a connection that it closes then; undefined for the usual. */
  answerWith(reply: string | undefined): void
  /** Everything that has come since the last call; what differs from run to run is named alike. */
  take(): readonly string[]
  /** Resolves once all connections are closed on which it has given another answer than the usual. */
  settled(): Promise<void>
}

/** What the upstream answers unless it is told something else. */
export const usualReply = '{"ok":true}'

const usualAnswer = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${usualReply.length}\r\n\r\n${usualReply}`

/** Stands before what came of a request that broke off. */
export const brokenOff = '(broken off)\r\n'

export async function openRecordingUpstream(): Promise<RecordingUpstream> {
  let seen: string[] = []
  let reply: string | undefined
  const closing = new Set<Promise<unknown>>()
  const server = await openTcp((socket) => {
    const record = (text: string): void => {
      seen.push(text)
      if (reply === undefined) {
        socket.write(usualAnswer)
        return
      }
      const closed = new Promise((resolve) => {
        socket.once('close', resolve)
      })
      closing.add(closed)
      socket.end(Buffer.from(reply, 'latin1'))
    }
    readRequests(socket, record, (text) => seen.push(brokenOff + text))
  })
  return {
    url: server.url,
    answerWith(next) {
      reply = next
    },
    take() {
      const taken = seen
      seen = []
      return taken.map((text) => nameAlike(text, new URL(server.url).host))
    },
    async settled() {
      await Promise.all(closing)
      closing.clear()
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

function readRequests(
  socket: Socket,
  record: (text: string) => void,
  lose: (text: string) => void,
): void {
  let text = ''
  socket.setEncoding('latin1')
  socket.on('data', (piece: string) => {
    text += piece
    for (let end = endOf(text); end !== undefined; end = endOf(text)) {
      const whole = text.slice(0, end)
      text = text.slice(end)
      record(whole)
    }
  })
  socket.once('close', () => {
    if (text !== '') lose(text)
  })
}

/** Where the first request of a text ends, by the plainest reading; undefined before it does. */
function endOf(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n')
  if (head === -1) return undefined
  const fields = text.slice(0, head)
  const start = head + 4
  if (/\r\ntransfer-encoding:/i.test(fields)) {
    const last = /(?:^|\r\n)0\r\n\r\n/.exec(text.slice(start))
    return last === null ? undefined : start + last.index + last[0].length
  }
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(fields)?.[1] ?? 0)
  return text.length < start + length ? undefined : start + length
}

function nameAlike(text: string, host: string): string {
  const [head = '', ...body] = text.split('\r\n\r\n')
  const named = head
    .replace(/(\r\nvia: .*?)batchway-[\w-]{12}$/im, '$1batchway')
    .replace(`\r\nhost: ${host}`, '\r\nhost: upstream')
  return `${named}\r\n\r\n${body.join('\r\n\r\n')}`
}
