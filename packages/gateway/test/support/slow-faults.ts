import type { Exchange, Play, Scripts } from './faulty-upstream.ts'
import { writing } from './quick-faults.ts'

const plain = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n'
const gibibyte = 2 ** 30

/** Writes a head, and then a piece every few milliseconds for as long as the connection lasts. */
const trickling =
  (head: string, piece: string): Play =>
  ({ socket }) => {
    socket.write(head)
    const timer = setInterval(() => socket.write(piece), 20)
    socket.once('close', () => clearInterval(timer))
  }

/** Faults that only the clock of the part can end. */
export const endlessFaults: Scripts = {
  'never-answers': { play: () => {} },
  'never-reads': { play: ({ socket }) => void socket.pause(), early: true },
  'stops-in-head': { play: writing('HTTP/1.1 200 OK\r\nContent-') },
  'stops-after-head': { play: writing(`${plain}Content-Length: 9\r\n\r\n`) },
  'stops-in-body': { play: writing(`${plain}Content-Length: 9\r\n\r\nfirst`) },
  'stops-before-last-chunk': {
    play: writing(`${plain}Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n`),
  },
  'trickles-head': { play: trickling('HTTP/1.1 200 OK\r\nX-Slow: ', 's') },
  'trickles-body': { play: trickling(`${plain}\r\n`, 's') },
  'trickles-chunks': {
    play: trickling(`${plain}Transfer-Encoding: chunked\r\n\r\n`, '1\r\ns\r\n'),
  },
  'trickles-interim': { play: trickling('', 'HTTP/1.1 102 Processing\r\n\r\n') },
}

/** What an upstream could write of its endless answers. */
export interface Flood {
  readonly scripts: Scripts
  /** Bytes that were written for a fault, all its requests together. */
  written(fault: string): number
  /** Connections that are still being written to. */
  readonly running: number
}

/** Answers of 1 GiB, in each framing, written as fast as they are read. */
export function createFlood(): Flood {
  const written = new Map<string, number>()
  let running = 0
  const piece = Buffer.alloc(65_536, 'x')
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')])
  const flooding =
    (name: string, head: string, bytes: Buffer): Play =>
    ({ socket }: Exchange) => {
      running += 1
      socket.once('close', () => {
        running -= 1
      })
      socket.write(`${plain}${head}\r\n`)
      let left = gibibyte / piece.length
      const pour = (): void => {
        while (left > 0 && !socket.destroyed) {
          left -= 1
          written.set(name, (written.get(name) ?? 0) + piece.length)
          if (!socket.write(bytes)) return
        }
      }
      socket.on('drain', pour)
      pour()
    }
  return {
    scripts: {
      'flood-with-length': {
        play: flooding('flood-with-length', `Content-Length: ${gibibyte}\r\n`, piece),
      },
      'flood-in-chunks': {
        play: flooding('flood-in-chunks', 'Transfer-Encoding: chunked\r\n', chunk),
      },
      'flood-until-the-end': { play: flooding('flood-until-the-end', '', piece) },
    },
    written: (fault) => written.get(fault) ?? 0,
    get running() {
      return running
    },
  }
}
