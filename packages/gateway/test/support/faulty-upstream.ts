import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'

/** One request on a connection, and the connection for an answer of any kind. */
export interface Exchange {
  readonly socket: Socket
  readonly method: string
  /** Without its query. */
  readonly path: string
  /** Requests that came on this connection before. */
  readonly before: number
}

/** What an upstream does instead of a decent answer. */
export type Play = (exchange: Exchange) => void

/** How an upstream behaves at paths that end with `/fault/<name>`. */
export interface Script {
  readonly play: Play
  /** Played as soon as the head of the request is there, not after its body. */
  readonly early?: boolean
}

/** An upstream on plain sockets: decent at `/ok/<number>`, otherwise as its scripts say. */
export interface FaultyUpstream extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Requests whose head has come, such as `GET /v2/ocamba/ok/1`, in order of arrival. */
  readonly seen: readonly string[]
  readonly listening: boolean
  /** Connections that are open. */
  readonly open: number
  /** Connections that are open and on which a script has played. */
  readonly openFaults: number
  /** Called for every request instead of the scripts; false goes on as usual. */
  intercept: ((exchange: Exchange) => boolean) | undefined
  /** Resolves as soon as the condition holds; looked at whenever something happens here. */
  until(condition: () => boolean): Promise<void>
  /** Reads again from connections that were paused, which else would never tell of their end. */
  resumeAll(): void
  /** Closes the connections that wait for another request after a decent answer. */
  closeIdle(): void
  /** Breaks all connections. */
  closeAll(): void
  /** Stops listening and breaks all connections. Resolves when new ones are refused. */
  goAway(): Promise<void>
  /** Listens again on the same port. */
  comeBack(): Promise<void>
}

export type Scripts = Readonly<Record<string, Script>>

/** Bytes that no JSON parser would print again as they are. */
export function okBody(number: number): string {
  return `{"n":${number}, "big":12345678901234567890,"f":1.0, "twice":1,"twice":2e0 }`
}

export function okAnswer(number: number): string {
  return jsonAnswer(okBody(number))
}

/** A whole answer with a length, in the spelling of the wire. */
export function jsonAnswer(body: string, start = 'HTTP/1.1 200 OK'): string {
  return `${start}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

/** Opens one on a free port. */
export async function openFaulty(scripts: Scripts = {}): Promise<FaultyUpstream> {
  const upstream = new Faulty(scripts)
  await upstream.comeBack()
  return upstream
}

class Faulty implements FaultyUpstream {
  readonly seen: string[] = []
  intercept: ((exchange: Exchange) => boolean) | undefined
  readonly #scripts: ReadonlyMap<string, Script>
  readonly #sockets = new Set<Socket>()
  readonly #faults = new Set<Socket>()
  readonly #idle = new Set<Socket>()
  #port = 0
  #server = createServer()
  #listeners: (() => void)[] = []

  constructor(scripts: Scripts) {
    this.#scripts = new Map(Object.entries(scripts))
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get listening(): boolean {
    return this.#server.listening
  }

  get open(): number {
    return this.#sockets.size
  }

  get openFaults(): number {
    return this.#faults.size
  }

  resumeAll(): void {
    for (const socket of this.#sockets) socket.resume()
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#listeners.push(resolve)
      })
    }
  }

  closeIdle(): void {
    for (const socket of this.#idle) socket.destroy()
  }

  closeAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  goAway(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.closeAll()
    })
  }

  async comeBack(): Promise<void> {
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      this.#serve(socket),
    )
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(this.#port, '127.0.0.1', resolve)
    })
    const { port } = this.#server.address() as AddressInfo
    this.#port = port
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) await this.goAway()
    else this.closeAll()
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => {})
    // Who ends its side has gone, as far as an HTTP/1.1 server is concerned.
    socket.once('end', () => socket.end())
    socket.once('close', () => {
      this.#sockets.delete(socket)
      this.#faults.delete(socket)
      this.#idle.delete(socket)
      this.#notify()
    })
    const reader = new RequestReader()
    socket.on('data', (chunk: Buffer) => {
      reader.add(chunk)
      for (;;) {
        const head = reader.nextHead()
        if (head !== undefined) this.#began(socket, head)
        const whole = reader.nextWhole()
        if (whole !== undefined) this.#completed(socket, whole)
        if (head === undefined && whole === undefined) break
      }
      this.#notify()
    })
  }

  #began(socket: Socket, head: RequestHead): void {
    this.#idle.delete(socket)
    this.seen.push(`${head.method} ${head.path}`)
    const script = this.#scriptOf(head)
    if (script !== undefined) this.#faults.add(socket)
    if (script?.early === true) script.play({ socket, ...head })
  }

  #completed(socket: Socket, head: RequestHead): void {
    const exchange = { socket, ...head }
    if (this.intercept?.(exchange) === true) return
    const ok = /\/ok\/(\d+)$/.exec(head.path)
    if (ok !== null) {
      socket.write(okAnswer(Number(ok[1])))
      this.#idle.add(socket)
      return
    }
    const script = this.#scriptOf(head)
    if (script === undefined) socket.write(jsonAnswer('{}', 'HTTP/1.1 404 Not Found'))
    else if (script.early !== true) script.play(exchange)
  }

  #scriptOf({ path }: RequestHead): Script | undefined {
    const [, name = ''] = /\/fault\/([^/]+)$/.exec(path) ?? []
    return this.#scripts.get(name)
  }

  #notify(): void {
    for (const listener of this.#listeners.splice(0)) listener()
  }
}

type RequestHead = Omit<Exchange, 'socket'>

/** Takes requests with a length, or without a body, from the bytes of one connection. */
class RequestReader {
  #bytes: Buffer = Buffer.alloc(0)
  #head: RequestHead | undefined
  #missing = 0
  #count = 0

  add(chunk: Buffer): void {
    if (this.#head === undefined) {
      this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk])
      return
    }
    const taken = Math.min(this.#missing, chunk.length)
    this.#missing -= taken
    this.#bytes = chunk.subarray(taken)
  }

  /** The head of a request, once. */
  nextHead(): RequestHead | undefined {
    if (this.#head !== undefined) return undefined
    const end = this.#bytes.indexOf('\r\n\r\n')
    if (end === -1) return undefined
    const text = this.#bytes.toString('latin1', 0, end)
    const [method = '', target = ''] = text.split(' ', 2)
    const [path = ''] = target.split('?', 1)
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0)
    const rest = this.#bytes.subarray(end + 4)
    const taken = Math.min(length, rest.length)
    this.#missing = length - taken
    this.#bytes = rest.subarray(taken)
    this.#head = { method, path, before: this.#count }
    this.#count += 1
    return this.#head
  }

  /** The same head, when the body has come as well. */
  nextWhole(): RequestHead | undefined {
    if (this.#missing > 0) return undefined
    const head = this.#head
    this.#head = undefined
    return head
  }
}
