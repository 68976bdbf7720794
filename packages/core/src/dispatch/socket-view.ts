import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import type { OuterRequest } from '../model/outer.ts'

/** Node corks and uncorks the connection of a response by this; nothing here is held back. */
const corking = { corked: 0 }

/** Gets its methods below. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- see the end of the file
export interface SocketView extends EventEmitter {}

/**
 * What handlers and middleware look at in a socket: its peer, which is that of the connection that
 * carries the batch, and whether it still stands. It is no stream: that would cost more than all the
 * rest of a small part.
 */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- as above
export class SocketView {
  destroyed = false
  readonly #outer: OuterRequest

  constructor(outer: OuterRequest) {
    this.#outer = outer
  }

  get remoteAddress(): string | undefined {
    return this.#outer.remoteAddress
  }

  get remoteFamily(): string | undefined {
    const { remoteAddress } = this.#outer
    if (remoteAddress === undefined) return undefined
    return remoteAddress.includes(':') ? 'IPv6' : 'IPv4'
  }

  get localFamily(): string | undefined {
    return this.#real?.localFamily
  }

  get connecting(): boolean {
    return false
  }

  get remotePort(): number | undefined {
    return this.#real?.remotePort
  }

  get localAddress(): string | undefined {
    return this.#real?.localAddress
  }

  get localPort(): number | undefined {
    return this.#real?.localPort
  }

  get encrypted(): boolean {
    return this.#outer.scheme === 'https'
  }

  /** Of TLS connections: whether the peer's certificate was accepted. */
  get authorized(): unknown {
    return this.#tls('authorized')
  }

  /** Of TLS connections: the method that tells the peer's certificate. */
  get getPeerCertificate(): unknown {
    const method = this.#tls('getPeerCertificate')
    return typeof method === 'function' ? method.bind(this.#real) : undefined
  }

  get readable(): boolean {
    return !this.destroyed
  }

  get writable(): boolean {
    return !this.destroyed
  }

  get readyState(): string {
    return this.destroyed ? 'closed' : 'open'
  }

  get writableLength(): number {
    return 0
  }

  get writableCorked(): number {
    return 1
  }

  get _writableState(): object {
    return corking
  }

  address(): object {
    return this.#real?.address() ?? {}
  }

  cork(): void {}

  uncork(): void {}

  pause(): this {
    return this
  }

  resume(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  setNoDelay(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  /** The connection that carries the batch. */
  get #real(): Socket | undefined {
    const { carrier } = this.#outer
    const found: unknown = carrier === undefined ? undefined : Reflect.get(carrier, 'socket')
    return found as Socket | undefined
  }

  #tls(name: string): unknown {
    const real = this.#real
    return real === undefined ? undefined : Reflect.get(real, name)
  }
}

// Hardly any part has listeners on its connection. The constructor of an emitter, which only makes
// room for them, would be half of what this object takes; its methods make that room as well.
Object.setPrototypeOf(SocketView.prototype, EventEmitter.prototype)
