import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import type { OuterRequest } from '../model/outer.ts'

/**
 * What stands in for the connection of a part: it knows its peer and carries no bytes, so it is no
 * stream, which would cost more than all the rest of a small part.
 */
class PartSocket extends EventEmitter {
  readonly remoteAddress: string | undefined
  readonly remotePort = undefined
  readonly remoteFamily: string | undefined
  readonly encrypted: boolean
  readable = true
  writable = true
  destroyed = false
  readonly readyState = 'open'
  readonly writableLength = 0

  constructor(outer: OuterRequest) {
    super()
    this.remoteAddress = outer.remoteAddress
    this.remoteFamily = outer.remoteAddress?.includes(':') === true ? 'IPv6' : 'IPv4'
    this.encrypted = outer.scheme === 'https'
  }

  /** Ends the part: a connection that breaks is its part's failure and nobody else's. */
  destroy(error?: Error): this {
    if (this.destroyed) return this
    this.destroyed = true
    this.readable = false
    this.writable = false
    queueMicrotask(() => {
      if (error !== undefined && this.listenerCount('error') > 0) this.emit('error', error)
      this.emit('close', error !== undefined)
    })
    return this
  }

  destroySoon(): void {
    this.destroy()
  }

  end(): this {
    return this.destroy()
  }

  write(): boolean {
    return true
  }

  cork(): void {}

  uncork(): void {}

  pause(): this {
    return this
  }

  resume(): this {
    return this
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
