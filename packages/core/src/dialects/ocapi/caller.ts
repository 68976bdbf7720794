import { BatchError, quote } from '../../model/error.ts'
import type { HeaderField, HeaderList } from '../../model/headers.ts'
import { connectionNames, headerValue } from '../../model/headers.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { decodePercent } from '../../model/paths.ts'
import type { TokenVerifier, VerifiedToken } from '../../model/identity.ts'
import type { Identity } from './identify.ts'
import { identify } from './identify.ts'
import { queryValues } from '../../wire/query.ts'
import type { OcapiClient, OcapiSettings } from './settings.ts'

/** What the checks of clients, origins and sites need. */
export interface CallerContext {
  /** The settings as they are now; undefined when there are none. */
  readonly settings: () => OcapiSettings | undefined
  readonly verifyToken: TokenVerifier | undefined
  readonly now: () => number
}

/** What a part says of its sender, after inheritance of the query. */
export interface PartCaller {
  readonly headers: HeaderList
  readonly query: string
  readonly path: string
}

/** The checks of one batch: client, site, origin. Each distinct token is verified once. */
export class OcapiCaller {
  readonly #context: CallerContext
  readonly #settings: OcapiSettings | undefined
  readonly #verified = new Map<string, Promise<VerifiedToken>>()

  constructor(context: CallerContext) {
    this.#context = context
    this.#settings = context.settings()
  }

  /** The site of the main request, as it stands in its path; undefined where it names none. */
  siteOf(outer: OuterRequest): string | undefined {
    return siteIn(outer.path)
  }

  /** The values that a field has for a part: its own, else those of the main request. */
  effective(outer: OuterRequest, own: HeaderList, name: string): readonly string[] {
    const values = valuesOf(own, name)
    return values.length > 0 ? values : valuesOf(outer.headers, name)
  }

  /** Checks the main request: client, site, origin. Throws a BatchError. */
  async checkMain(outer: OuterRequest): Promise<Identity> {
    const identity = await this.#identify(outer, [], outer.query)
    this.#checkSite(siteIn(outer.path))
    this.#checkOrigin(outer, identity)
    return identity
  }

  /** The client of the main request. Undefined where its checks will find fault. Never rejects. */
  async clientOf(outer: OuterRequest): Promise<string | undefined> {
    try {
      return (await this.#identify(outer, [], outer.query)).clientId
    } catch {
      return undefined
    }
  }

  /** Checks the effective identity of a part and its site. Throws a BatchError. */
  async checkPart(outer: OuterRequest, part: PartCaller, place: string): Promise<Identity> {
    try {
      const identity = await this.#identify(outer, part.headers, part.query)
      this.#checkOrigin(outer, identity)
      this.#checkSite(siteIn(part.path))
      return identity
    } catch (error) {
      if (!(error instanceof BatchError)) throw error
      throw new BatchError(error.code, `${place}: ${error.message}`)
    }
  }

  /**
   * The fields that go with every answer when client and origin are known and allowed: CORS, and
   * what the settings add for the client. Else none.
   */
  async answerHeaders(outer: OuterRequest): Promise<HeaderList> {
    const client = await this.#welcome(outer)
    const origin = headerValue(outer.headers, 'origin')
    const fields: HeaderField[] = [...(client?.responseHeaders ?? [])]
    if (origin === undefined || client === undefined) return fields
    if (client.exposeHeaders !== undefined) {
      fields.push(['access-control-expose-headers', client.exposeHeaders])
    }
    return [...fields, ...allowOrigin(origin)]
  }

  /** The client, if it is known and the origin is one of its own. Never rejects. */
  async #welcome(outer: OuterRequest): Promise<OcapiClient | undefined> {
    try {
      const identity = await this.#identify(outer, [], outer.query)
      this.#checkOrigin(outer, identity)
      return identity.client
    } catch {
      // Whatever is wrong has been, or will be, said by the checks of the batch itself.
      return undefined
    }
  }

  async #identify(outer: OuterRequest, own: HeaderList, query: string): Promise<Identity> {
    const credentials = {
      authorization: single(this.effective(outer, own, 'authorization'), 'Authorization'),
      queryId: single(queryValues(query, 'client_id'), 'client_id'),
      headerId: single(this.effective(outer, own, 'x-dw-client-id'), 'x-dw-client-id'),
    }
    const { verifyToken } = this.#context
    return identify(credentials, {
      settings: this.#settings,
      now: this.#context.now,
      verifyToken: verifyToken && ((token) => this.#verifyOnce(token, verifyToken)),
    })
  }

  #verifyOnce(token: string, verify: TokenVerifier): Promise<VerifiedToken> {
    const verified = this.#verified.get(token) ?? verify(token)
    this.#verified.set(token, verified)
    return verified
  }

  #checkSite(site: string | undefined): void {
    const sites = this.#settings?.sites
    if (sites === undefined || site === undefined) return
    const name = decodeSite(site)
    if (name === '-' || sites.has(name)) return
    throw new BatchError('unknown-site', `There is no site ${quote(name)}.`)
  }

  #checkOrigin(outer: OuterRequest, { client }: Identity): void {
    const origin = headerValue(outer.headers, 'origin')
    if (origin === undefined || client?.allowedOrigins.has(origin) === true) return
    throw new BatchError('origin-refused', `The origin ${quote(origin)} is not allowed.`)
  }
}

/** CORS fields for an origin that is allowed. */
export function allowOrigin(origin: string): HeaderList {
  return [
    ['access-control-allow-origin', origin],
    ['access-control-allow-credentials', 'true'],
    ['vary', 'Origin'],
  ]
}

/** What is removed from a message because `Connection` names it does not count. */
function valuesOf(headers: HeaderList, name: string): readonly string[] {
  if (connectionNames(headers).has(name)) return []
  return headers.filter(([other]) => other === name).map(([, value]) => value)
}

/** The only one of several values; what is checked must be what is sent. */
function single(values: readonly string[], name: string): string | undefined {
  const [value] = values
  if (values.every((other) => other === value)) return value
  const code = name === 'Authorization' ? 'invalid-authorization' : 'invalid-header'
  throw new BatchError(code, `${name} is given twice with different values.`)
}

/** The site in a path, in any spelling by which the path may have reached this endpoint. */
function siteIn(path: string): string | undefined {
  const [first = '', site] = path.split(/[/\\]+/).filter((segment) => segment !== '')
  return decodePercent(first).toLowerCase() === 's' ? site : undefined
}

function decodeSite(site: string): string {
  try {
    return decodeURIComponent(site)
  } catch {
    return site
  }
}
