import { Duplex } from 'node:stream'
import type { Socket } from 'node:net'
import type { OuterRequest } from '../model/outer.ts'

/** What stands in for the connection of a part: it knows its peer and carries no bytes. */
class PartSocket extends Duplex {
  readonly remoteAddress: string | undefined
  readonly remotePort = undefined
  readonly remoteFamily: string | undefined
  readonly encrypted: boolean

  constructor(outer: OuterRequest) {
    super()
    this.remoteAddress = outer.remoteAddress
    this.remoteFamily = outer.remoteAddress?.includes(':') === true ? 'IPv6' : 'IPv4'
    this.encrypted = outer.scheme === 'https'
    // A connection that breaks is its part's failure and nobody else's.
    this.on('error', () => {})
  }

  override _read(): void {
    // Nothing ever arrives here.
  }

  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done()
  }

  setTimeout(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  setNoDelay(): this {
    return this
  }

  address(): object {
    return {}
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }
}

/** Makes the stand-in for a part's connection; it takes its peer from the batch's own. */
export function createPartSocket(outer: OuterRequest): Socket {
  return new PartSocket(outer) as unknown as Socket
}
