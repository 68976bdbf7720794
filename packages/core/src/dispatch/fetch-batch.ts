import type { PartRequest } from '../model/batch.ts'
import { contentLength } from '../model/batch.ts'
import type { HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'
import type { MakeRequest } from './light-mode.ts'
import { makerFor } from './light-mode.ts'
import type { RequestHead } from './part-web-request.ts'

/** What carries a batch to a fetch app: its request, and the further arguments of the call. */
export class FetchCarrier {
  readonly request: Request
  readonly rest: readonly unknown[]

  constructor(request: Request, rest: readonly unknown[]) {
    this.request = request
    this.rest = rest
  }
}

/** What servers add to a request and apps look for, beside what the standard has (srvx). */
const additions = ['ip', 'runtime', 'waitUntil'] as const

/** A path and query that a URL parser leaves as they are, if they have no dot segment. */
const plainTarget = /^\/[A-Za-z0-9\-._~!$&()*+,;=:@%/?[\]]*$/
const dotSegment = /\/(?:\.|%2e)/i

/** A host that is nothing but a host; whatever else stands in a `Host`, the platform decides. */
const plainHost = /^[A-Za-z0-9\-._:[\]]+$/

/** Makes the requests of a batch's parts: what they have in common is made once. */
export class FetchBatch implements RequestHead {
  /** The further arguments of the app's call. */
  readonly rest: readonly unknown[]
  readonly #host: string
  readonly #base: string
  /** Undefined where the host is odd. */
  readonly #origin: string | undefined
  readonly #make: MakeRequest
  readonly #added: PropertyDescriptorMap | undefined
  /** The fields that the latest part without a body has, and their Headers if two have had them. */
  #list: HeaderList | undefined
  #shared: Headers | undefined

  /** Throws a TypeError when the host of the batch is none. */
  constructor({ headers, scheme, carrier }: OuterRequest) {
    const { request, rest } = carrier instanceof FetchCarrier ? carrier : noCarrier
    this.rest = rest
    this.#host = headerValue(headers, 'host') ?? 'localhost'
    this.#base = `${scheme}://${this.#host}`
    const isPlain = plainHost.test(this.#host)
    this.#origin = isPlain ? new URL(this.#base).origin : undefined
    this.#make = makerFor(isPlain ? request : undefined)
    this.#added = request === undefined ? undefined : addedTo(request)
  }

  /** The web request of a part. Throws a TypeError when the platform refuses its URL or method. */
  toRequest(part: PartRequest): Request {
    const request = this.#make(this, part)
    if (this.#added !== undefined) Object.defineProperties(request, this.#added)
    return request
  }

  urlOf({ path }: PartRequest): string {
    if (this.#origin === undefined) return this.#base + path
    if (plainTarget.test(path) && !dotSegment.test(path)) return this.#origin + path
    return new URL(this.#base + path).href
  }

  headersOf(part: PartRequest): Headers | [string, string][] {
    const length = contentLength(part)
    if (length !== undefined) {
      const fields = this.#fieldsOf(part.headers)
      fields.push(['content-length', String(length)])
      return fields
    }
    if (part.headers === this.#list) {
      this.#shared ??= new Headers(this.#fieldsOf(part.headers))
      return this.#shared
    }
    this.#list = part.headers
    this.#shared = undefined
    return this.#fieldsOf(part.headers)
  }

  #fieldsOf(headers: HeaderList): [string, string][] {
    const fields: [string, string][] = [['host', this.#host]]
    for (const [name, value] of headers) fields.push([name, value])
    return fields
  }

  /** The body of a request that can't have one is left out, as servers of fetch apps do. */
  bodyOf({ method, body }: PartRequest): Uint8Array | undefined {
    return method === 'GET' || method === 'HEAD' ? undefined : body
  }
}

const noCarrier: { readonly request: undefined; readonly rest: readonly unknown[] } = {
  request: undefined,
  rest: [],
}

function addedTo(request: Request): PropertyDescriptorMap | undefined {
  const present = additions.filter((name) => name in request)
  if (present.length === 0) return undefined
  return Object.fromEntries(present.map((name) => [name, { value: Reflect.get(request, name) }]))
}
