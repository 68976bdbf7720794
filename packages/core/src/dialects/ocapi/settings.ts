import type { HeaderField, HeaderList } from '../../model/headers.ts'
import { isFieldValue, isHopByHop, isToken, lowerName } from '../../model/headers.ts'

/** Who may use an endpoint, from where, and for what. */
export interface OcapiSettings {
  /** By client id. */
  readonly clients: ReadonlyMap<string, OcapiClient>
  /** The sites; undefined when any site is accepted. */
  readonly sites: ReadonlySet<string> | undefined
  /** Opaque tokens; undefined when the API decides about them. */
  readonly tokens: ReadonlyMap<string, OcapiToken> | undefined
}

/** What one client may do. */
export interface OcapiClient {
  readonly allowedOrigins: ReadonlySet<string>
  /** `Access-Control-Expose-Headers` for its answers. */
  readonly exposeHeaders: string | undefined
  /** Fields added to its answers. */
  readonly responseHeaders: HeaderList
  /** Resources that it may use; undefined when none are listed at all. */
  readonly resources: readonly OcapiResource[] | undefined
}

/** A resource by pattern (`/products/*`, `/customers/**`) and the methods that are allowed on it. */
export interface OcapiResource {
  readonly pattern: readonly string[]
  /** Upper case. */
  readonly methods: ReadonlySet<string>
}

/** A token that the settings vouch for. */
export interface OcapiToken {
  readonly clientId: string
  /** Milliseconds since 1970; undefined when it does not expire. */
  readonly expires: number | undefined
}

/**
 * Reads a settings document: the OCAPI settings format (`clients` with `client_id`,
 * `allowed_origins`, `response_headers`, `resources`) and our own keys `expose_headers`, `sites`
 * and `tokens`. Throws a TypeError that names the place of what is wrong.
 */
export function readOcapiSettings(value: unknown): OcapiSettings {
  const document = toObject(value, 'the settings')
  const clients = new Map<string, OcapiClient>()
  toArray(document['clients'] ?? [], 'clients').forEach((entry, index) => {
    const place = `clients[${index}]`
    const client = toObject(entry, place)
    const id = toText(client['client_id'], `${place}.client_id`)
    if (clients.has(id)) throw new TypeError(`${place}.client_id "${id}" stands there twice`)
    clients.set(id, readClient(client, place))
  })
  const { sites, tokens } = document
  return {
    clients,
    sites: sites === undefined ? undefined : new Set(toTexts(sites, 'sites')),
    tokens: tokens === undefined ? undefined : readTokens(tokens),
  }
}

function readClient(client: Readonly<Record<string, unknown>>, place: string): OcapiClient {
  const fields = readFields(client['response_headers'] ?? {}, `${place}.response_headers`)
  const exposed = client['expose_headers']
  const { resources } = client
  return {
    allowedOrigins: new Set(toTexts(client['allowed_origins'] ?? [], `${place}.allowed_origins`)),
    exposeHeaders:
      exposed === undefined
        ? fields.find(isExpose)?.[1]
        : toTexts(exposed, `${place}.expose_headers`).join(', '),
    responseHeaders: fields.filter((field) => !isExpose(field)),
    resources:
      resources === undefined
        ? undefined
        : toArray(resources, `${place}.resources`).map((entry, index) =>
            readResource(entry, `${place}.resources[${index}]`),
          ),
  }
}

function isExpose([name]: HeaderField): boolean {
  return name === 'access-control-expose-headers'
}

function readResource(value: unknown, place: string): OcapiResource {
  const resource = toObject(value, place)
  const pattern = toText(resource['resource_id'], `${place}.resource_id`)
  if (!pattern.startsWith('/')) {
    throw new TypeError(`${place}.resource_id must begin with "/", as in /products/*`)
  }
  const methods = toTexts(resource['methods'], `${place}.methods`)
  return {
    pattern: pattern.split('/').slice(1),
    methods: new Set(methods.map((method) => method.toUpperCase())),
  }
}

/** Fields of an answer that settings may not set. */
const ours = /^(?:content-(?:type|length|encoding)|access-control-allow-.*|vary|allow|date)$/

function readFields(value: unknown, place: string): HeaderList {
  return Object.entries(toObject(value, place)).map(([name, content]): HeaderField => {
    const text = toText(content, `${place}["${name}"]`)
    const field = lowerName(name)
    if (!isToken(name) || !isFieldValue(text)) {
      throw new TypeError(`${place}["${name}"] is not a header`)
    }
    if (isHopByHop(field) || ours.test(field)) {
      throw new TypeError(`${place}["${name}"] is a header that the endpoint writes itself`)
    }
    return [field, text]
  })
}

function readTokens(value: unknown): ReadonlyMap<string, OcapiToken> {
  return new Map(
    toArray(value, 'tokens').map((entry, index) => {
      const place = `tokens[${index}]`
      const token = toObject(entry, place)
      const { expires } = token
      const time =
        expires === undefined ? undefined : Date.parse(toText(expires, `${place}.expires`))
      if (Number.isNaN(time)) throw new TypeError(`${place}.expires must be a time in ISO 8601`)
      const clientId = toText(token['client_id'], `${place}.client_id`)
      return [toText(token['token'], `${place}.token`), { clientId, expires: time }]
    }),
  )
}

function toObject(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>
  }
  throw new TypeError(`${place} must be an object`)
}

function toArray(value: unknown, place: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new TypeError(`${place} must be an array`)
}

function toText(value: unknown, place: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new TypeError(`${place} must be a text`)
}

function toTexts(value: unknown, place: string): readonly string[] {
  return toArray(value, place).map((item, index) => toText(item, `${place}[${index}]`))
}
