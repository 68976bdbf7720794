import type { Socket } from 'node:net'
import { connect } from 'node:net'

/** An HTTP message as it came over the wire; one character is one byte. */
export interface RawMessage {
  readonly start: string
  readonly status: number
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Without chunk framing. */
  readonly body: string
  /** Whether the framing says that the body has come to its end. */
  readonly complete: boolean
  values(name: string): readonly string[]
}

/** Milliseconds without a byte after which a test gives up. */
const patience = 5000

/** A connection on which a test writes and reads bytes of its own. */
export class RawConnection implements AsyncDisposable {
  readonly socket: Socket
  /** Everything that came, one character per byte. */
  text = ''
  /** Whether the other side has ended or broken the connection. */
  over = false
  #listeners: (() => void)[] = []

  constructor(socket: Socket) {
    this.socket = socket
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      this.text += text
      this.#notify()
    })
    socket.on('error', () => {})
    for (const event of ['end', 'close']) {
      socket.once(event, () => {
        this.over = true
        this.#notify()
      })
    }
  }

  /** Resolves when the bytes have left. */
  write(data: string | Uint8Array): Promise<void> {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data
    return new Promise((resolve) => {
      this.socket.write(bytes, () => resolve())
    })
  }

  /** Resolves as soon as the condition holds; rejects when the connection ends before. */
  async until(condition: (text: string) => boolean): Promise<string> {
    while (!condition(this.text)) {
      if (this.over) throw new Error(`the connection ended after ${JSON.stringify(this.text)}`)
      // oxlint-disable-next-line no-await-in-loop -- the next piece
      await this.#next()
    }
    return this.text
  }

  /** Resolves to everything that came, once the other side has ended or broken off. */
  async untilOver(): Promise<string> {
    // oxlint-disable-next-line no-await-in-loop -- the next piece
    while (!this.over) await this.#next()
    return this.text
  }

  /** Reads one answer that has a length or chunks, and takes it from the front of the text. */
  async answer(method = 'GET'): Promise<RawMessage> {
    await this.until((text) => readMessage(text, method)?.complete === true)
    const message = readMessage(this.text, method)
    if (message === undefined) throw new Error('there is no message')
    this.text = this.text.slice(message.length)
    return message
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.socket.closed) return
    const closed = new Promise<void>((resolve) => {
      this.socket.once('close', () => resolve())
    })
    this.socket.destroy()
    await closed
  }

  /** A gateway that never answers makes the test fail instead of hang. */
  #next(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`nothing more came after ${JSON.stringify(this.text)}`))
      }, patience)
      this.#listeners.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  #notify(): void {
    for (const listener of this.#listeners.splice(0)) listener()
  }
}

export async function connectRaw(port: number): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  return new RawConnection(socket)
}

/** Sends one request with `Connection: close` and reads everything that comes back. */
export async function sendRaw(port: number, request: string): Promise<RawMessage> {
  await using connection = await connectRaw(port)
  await connection.write(request)
  const text = await connection.untilOver()
  const message = readMessage(text, request.split(' ', 1)[0])
  if (message === undefined) throw new Error(`no answer: ${JSON.stringify(text)}`)
  return message
}

/** Reads the message at the front of a text; undefined while its head is not complete. */
export function readMessage(
  text: string,
  method = 'GET',
): (RawMessage & { readonly length: number }) | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const [start = '', ...lines] = text.slice(0, end).split('\r\n')
  const fields = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const
  })
  const values = (name: string): readonly string[] =>
    fields.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value)
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(start)?.[1] ?? 0)
  const rest = text.slice(end + 4)
  const bodiless = method === 'HEAD' || status === 204 || status === 304
  const head = { start, status, fields, values }
  if (bodiless) return { ...head, body: '', complete: true, length: end + 4 }
  if (values('transfer-encoding').includes('chunked')) {
    const { body, complete, length } = readChunks(rest)
    return { ...head, body, complete, length: end + 4 + length }
  }
  const [declared] = values('content-length')
  const length = declared === undefined ? rest.length : Number(declared)
  const body = rest.slice(0, length)
  return { ...head, body, complete: body.length === length, length: end + 4 + body.length }
}

function readChunks(text: string): { body: string; complete: boolean; length: number } {
  let at = 0
  let body = ''
  for (;;) {
    const line = text.indexOf('\r\n', at)
    if (line === -1) return { body, complete: false, length: text.length }
    const size = Number.parseInt(text.slice(at, line), 16)
    if (size === 0) {
      const end = text.indexOf('\r\n', line + 2)
      return { body, complete: end !== -1, length: end + 2 }
    }
    body += text.slice(line + 2, line + 2 + size)
    at = line + 2 + size + 2
    if (at > text.length) return { body, complete: false, length: text.length }
  }
}

/** Resolves once connections to a port are refused. */
export async function becomesRefused(port: number): Promise<void> {
  for (;;) {
    try {
      await using connection = await connectRaw(port)
      await connection.untilOver()
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') return
    }
  }
}
