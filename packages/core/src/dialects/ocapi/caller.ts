import { BatchError, quote } from '../../model/error.ts'
import type { HeaderField, HeaderList } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { decodePercent } from '../../model/paths.ts'
import type { Identity, TokenVerifier } from './identify.ts'
import { identify } from './identify.ts'
import { queryValue } from './path.ts'
import type { OcapiSettings } from './settings.ts'

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

/** The checks of one batch: client, site, origin. Each distinct identity is verified once. */
export class OcapiCaller {
  readonly #context: CallerContext
  readonly #settings: OcapiSettings | undefined
  readonly #known = new Map<string, Promise<Identity>>()

  constructor(context: CallerContext) {
    this.#context = context
    this.#settings = context.settings()
  }

  /** The site of the main request, as it stands in its path; undefined where it names none. */
  siteOf(outer: OuterRequest): string | undefined {
    return siteIn(outer.path)
  }

  /** Checks the main request: client, site, origin. Throws a BatchError. */
  async checkMain(outer: OuterRequest): Promise<Identity> {
    const identity = await this.#identify(outer, [], outer.query)
    this.#checkSite(siteIn(outer.path))
    this.#checkOrigin(outer, identity)
    return identity
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
   * The fields that go with every answer: CORS when the origin is allowed, and what the settings
   * add for the client. Empty when the client is not known or not allowed.
   */
  async answerHeaders(outer: OuterRequest): Promise<HeaderList> {
    let identity: Identity
    try {
      identity = await this.checkMain(outer)
    } catch (error) {
      if (error instanceof BatchError) return []
      throw error
    }
    const { client } = identity
    const origin = headerValue(outer.headers, 'origin')
    const fields: HeaderField[] = [...(client?.responseHeaders ?? [])]
    if (origin === undefined) return fields
    fields.push(
      ['access-control-allow-origin', origin],
      ['access-control-allow-credentials', 'true'],
      ['vary', 'Origin'],
    )
    if (client?.exposeHeaders !== undefined) {
      fields.push(['access-control-expose-headers', client.exposeHeaders])
    }
    return fields
  }

  #identify(outer: OuterRequest, own: HeaderList, query: string): Promise<Identity> {
    const effective = (name: string): string | undefined =>
      headerValue(own, name) ?? headerValue(outer.headers, name)
    const credentials = {
      authorization: effective('authorization'),
      queryId: queryValue(query, 'client_id'),
      headerId: effective('x-dw-client-id'),
    }
    const key = JSON.stringify(credentials)
    const before = this.#known.get(key)
    if (before !== undefined) return before
    const identity = identify(credentials, {
      settings: this.#settings,
      verifyToken: this.#context.verifyToken,
      now: this.#context.now,
    })
    this.#known.set(key, identity)
    return identity
  }

  #checkSite(site: string | undefined): void {
    const sites = this.#settings?.sites
    if (sites === undefined || site === undefined) return
    const name = decodePercent(site)
    if (name === '-' || sites.has(name)) return
    throw new BatchError('unknown-site', `There is no site ${quote(name)}.`)
  }

  #checkOrigin(outer: OuterRequest, { client }: Identity): void {
    const origin = headerValue(outer.headers, 'origin')
    if (origin === undefined || client?.allowedOrigins.has(origin) === true) return
    throw new BatchError('origin-refused', `The origin ${quote(origin)} is not allowed.`)
  }
}

function siteIn(path: string): string | undefined {
  return /^\/s\/([^/]+)(?:\/|$)/.exec(path)?.[1]
}
