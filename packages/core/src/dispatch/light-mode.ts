import type { PartRequest } from '../model/batch.ts'
import { LightRequest } from './light-request.ts'
import type { RequestHead } from './part-web-request.ts'
import { StandardRequest } from './part-web-request.ts'

/** Makes the web request of a part. */
export type MakeRequest = (head: RequestHead, part: PartRequest) => Request

interface Server {
  /** The prototype of the requests that it makes, and the class that was global meanwhile. */
  readonly prototype: object
  readonly global: typeof Request
  readonly make: MakeRequest
}

const makeStandard: MakeRequest = (head, part) => new StandardRequest(head, part)

let latest: Server | undefined

/**
 * How the parts of a batch that came as this request are made: as light as it is. Servers that give
 * an app light requests put a class of their own in place of the global Request, which takes them.
 * Where that class has been seen to take ours as well, an app finds with a part whatever it finds
 * with every other request of its server; everywhere else parts have standard requests.
 */
export function makerFor(request: Request | undefined): MakeRequest {
  if (request === undefined) return makeStandard
  const prototype = Reflect.getPrototypeOf(request)
  if (prototype === null || prototype === StandardRequest.prototype) return makeStandard
  if (latest?.prototype !== prototype || latest.global !== globalThis.Request) {
    latest = { prototype, global: globalThis.Request, make: findMaker(request, prototype) }
  }
  return latest.make
}

function findMaker(request: Request, prototype: object): MakeRequest {
  if (isStandard(request)) return makeStandard
  const unwraps = unwrappingOf(prototype)
  if (unwraps === undefined) return makeStandard
  class ServersLightRequest extends LightRequest {}
  Object.defineProperty(ServersLightRequest.prototype, unwraps.key, unwraps.descriptor)
  const make = (head: RequestHead, part: PartRequest): Request =>
    new ServersLightRequest(head, part) as unknown as Request
  return isTaken(make) ? make : makeStandard
}

/** Whether it is of the platform's own making: only then can its own getters read it. */
function isStandard(request: Request): boolean {
  try {
    Reflect.get(Request.prototype, 'method', request)
    return true
  } catch {
    return false
  }
}

interface Unwrapping {
  readonly key: PropertyKey
  readonly descriptor: PropertyDescriptor
}

/** By what member the class of a server gets the standard request out of a light one. */
function unwrappingOf(prototype: object): Unwrapping | undefined {
  // @hono/node-server: a method, named by a symbol of its own.
  const symbols = Object.getOwnPropertySymbols(prototype)
  const key = symbols.find(({ description }) => description === 'getRequestCache')
  if (key !== undefined) return { key, descriptor: { value: unwrap } }
  // srvx: a getter.
  return '_request' in prototype ? { key: '_request', descriptor: { get: unwrap } } : undefined
}

function unwrap(this: LightRequest): Request {
  return LightRequest.standardOf(this)
}

/** Whether the global Request takes such a request with all that it has. */
function isTaken(make: MakeRequest): boolean {
  try {
    const light = make(probeHead, probe)
    const taken = new Request(light)
    return (
      taken.url === probe.path &&
      taken.method === probe.method &&
      taken.headers.get('x-probe') === '1' &&
      taken.body !== null &&
      light.bodyUsed &&
      light instanceof Request
    )
  } catch {
    return false
  }
}

const probe: PartRequest = {
  part: { index: 0, method: 'POST', target: '/', headers: [] },
  method: 'POST',
  path: 'http://localhost/probe',
  headers: [['x-probe', '1']],
  body: new Uint8Array(1),
}

const probeHead: RequestHead = {
  urlOf: ({ path }) => path,
  headersOf: ({ headers }) => headers.map(([name, value]) => [name, value]),
  bodyOf: ({ body }) => body,
}
