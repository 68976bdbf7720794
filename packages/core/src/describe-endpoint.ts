import type { BodyDescription, DialectDescription } from './dialects/description.ts'
import type { Refusal } from './described-refusals.ts'
import { refusals } from './described-refusals.ts'
import type { BatchEndpointOptions } from './endpoint-options.ts'
import type { BatchEndpoint } from './endpoint.ts'
import type { EndpointFeatures } from './endpoint-description.ts'
import { streamingOf } from './endpoint-description.ts'
import { pathsOf, toDialect } from './endpoint-place.ts'
import { batchErrorStatus } from './model/error.ts'
import type { Limits } from './model/limits.ts'
import { createLimits } from './model/limits.ts'
import type {
  DescribeOptions,
  OpenApiContent,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
  OpenApiResponse,
  OpenApiSecurityScheme,
} from './openapi-document.ts'
import type { JsonSchema } from './wire/json-schema.ts'
import { statusText } from './wire/status-text.ts'

type Described = Pick<
  BatchEndpoint,
  'paths' | 'dialect' | 'limits' | 'identityRequired' | 'verified'
> & {
  readonly description: { readonly features: Pick<EndpointFeatures, 'streaming'> }
}

/** An endpoint, or the options of one inside an app. */
export type DescribedEndpoint =
  | Described
  | Pick<
      BatchEndpointOptions,
      'path' | 'dialect' | 'limits' | 'identity' | 'verify' | 'streaming' | 'atomic'
    >

/**
 * The OpenAPI 3.1 document of one batch endpoint. Throws a RangeError when an option can't be used.
 */
export function describeEndpoint(
  endpoint: DescribedEndpoint,
  options: DescribeOptions = {},
): OpenApiDocument {
  return describeEndpoints([endpoint], options)
}

/** One OpenAPI 3.1 document of several batch endpoints, each at all of its paths. */
export function describeEndpoints(
  endpoints: readonly DescribedEndpoint[],
  { title = 'Batch endpoints', version = '1', server }: DescribeOptions = {},
): OpenApiDocument {
  const writer = new DocumentWriter()
  for (const endpoint of endpoints) writer.add(toDescribed(endpoint))
  const { paths, schemas, securitySchemes } = writer
  return {
    openapi: '3.1.0',
    info: { title, version, description: about },
    ...(server === undefined ? {} : { servers: [{ url: server }] }),
    paths,
    components: { schemas, securitySchemes },
  }
}

function toDescribed(given: DescribedEndpoint): Described {
  if ('paths' in given) return given
  const dialect = toDialect(given.dialect)
  return {
    paths: pathsOf(given.path, dialect),
    dialect,
    limits: createLimits(dialect.limits, given.limits),
    identityRequired: given.identity === 'required',
    verified: given.verify !== undefined,
    description: { features: { streaming: streamingOf(dialect, given) } },
  }
}

const about =
  'Each endpoint takes many requests in one POST, checks all of them before the first one runs, and answers them in one response. A status of 200 says that the batch was read and run; each request has a status of its own.'

const retryAfter = {
  'Retry-After': {
    description: 'Seconds until it is worth trying again.',
    schema: { type: 'integer' } satisfies JsonSchema,
  },
}

const sentOn =
  'Sent on with each request of the batch; the API behind the endpoint judges it. Cookies and other headers that say who the caller is count as well.'

const bearer: OpenApiSecurityScheme = { type: 'http', scheme: 'bearer', description: sentOn }

const securitySchemes: Readonly<Record<string, OpenApiSecurityScheme>> = {
  bearer,
  basic: { type: 'http', scheme: 'basic', description: sentOn },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: sentOn },
  verified: {
    type: 'http',
    scheme: 'bearer',
    description: 'A token, which is verified before the batch is read.',
  },
}

class DocumentWriter {
  readonly paths: Record<string, { readonly post: OpenApiOperation }> = {}
  readonly schemas: Record<string, JsonSchema> = {}
  readonly securitySchemes: Record<string, OpenApiSecurityScheme> = {}
  readonly #ids = new Set<string>()

  add(endpoint: Described): void {
    for (const path of endpoint.paths) {
      // A segment that begins with a colon is a parameter.
      const template = (path || '/').replaceAll(/(?<=\/):([^/]+)/g, '{$1}')
      this.paths[template] = { post: this.#operation(endpoint, path) }
    }
  }

  #operation(endpoint: Described, path: string): OpenApiOperation {
    const { dialect, limits } = endpoint
    const described = dialect.describe?.(limits) ?? undescribed(dialect.name, dialect.mediaType)
    const operationId = this.#freeId(path)
    return {
      operationId,
      summary: `Post a batch (${described.title})`,
      description: `${described.behaviour} ${limitsInWords(limits)}`,
      tags: [dialect.name],
      parameters: [...pathParameters(path), ...parametersOf(endpoint, described)],
      security: this.#security(endpoint),
      requestBody: {
        required: true,
        content: this.#content(`${operationId}Request`, described.request),
      },
      responses: this.#responses(operationId, described),
      'x-batchway-limits': boundsOf(limits),
    }
  }

  #responses(id: string, described: DialectDescription): Record<string, OpenApiResponse> {
    const statuses = described.errorStatuses ?? Object.values(batchErrorStatus)
    const refused = refusals.filter(({ code }) => statuses.includes(batchErrorStatus[code]))
    return {
      200: {
        description: 'The batch was read and run; look at the status of each request.',
        content: this.#content(`${id}Answer`, described.answer),
      },
      ...Object.fromEntries(
        refused.map((refusal): [number, OpenApiResponse] => {
          const status = batchErrorStatus[refusal.code]
          const body = { ...described.error, example: exampleOf(refusal, described) }
          return [
            status,
            {
              description: `${statusText(status)}. ${refusal.meaning}`,
              ...(status === 429 || status === 503 ? { headers: retryAfter } : {}),
              content: this.#content(`${id}Error`, [body]),
            },
          ]
        }),
      ),
    }
  }

  /** Schemas of JSON become components, so that generators of code have a name for them. */
  #content(name: string, bodies: readonly BodyDescription[]): OpenApiContent {
    return Object.fromEntries(
      bodies.map(({ mediaType, schema, example }) => {
        const shown = example === undefined ? {} : { example }
        if (mediaType !== 'application/json') return [mediaType, { schema, ...shown }]
        this.schemas[name] = schema
        return [mediaType, { schema: { $ref: `#/components/schemas/${name}` }, ...shown }]
      }),
    )
  }

  #security({ dialect, identityRequired, verified }: Described): OpenApiOperation['security'] {
    const basic = !verified && /^basic\b/i.test(dialect.challenge)
    const schemes = verified ? ['verified'] : [basic ? 'basic' : 'bearer', 'apiKey']
    for (const name of schemes) this.securitySchemes[name] = securitySchemes[name] ?? bearer
    const ways = schemes.map((name) => ({ [name]: [] }))
    return identityRequired ? ways : [...ways, {}]
  }

  #freeId(path: string): string {
    const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
    const id = `post${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`
    let free = id
    for (let count = 2; this.#ids.has(free); count += 1) free = `${id}${count}`
    this.#ids.add(free)
    return free
  }
}

/** The error of a status; undefined where the dialect does not say how it looks. */
function exampleOf({ code, says }: Refusal, { error, errorExample }: DialectDescription): unknown {
  return batchErrorStatus[code] === 400 ? error.example : errorExample?.(code, says)
}

const streamed =
  'stream: requests are answered as they end, and not all at once; "Preference-Applied: stream" says that it is so.'

/** Those of the dialect, and what asks for a stream; a dialect may have `Prefer` for itself. */
function parametersOf(
  { description: { features } }: Described,
  { parameters = [] }: DialectDescription,
): readonly OpenApiParameter[] {
  if (features.streaming !== 'asked') return parameters
  const own = parameters.find(({ name }) => name === 'Prefer')
  const others = parameters.filter((parameter) => parameter !== own)
  const prefer = { name: 'Prefer', in: 'header', schema: { type: 'string' } } as const
  const description = own === undefined ? streamed : `${own.description} ${streamed}`
  return [...others, { ...prefer, ...own, description }]
}

function pathParameters(path: string): readonly OpenApiParameter[] {
  return [...path.matchAll(/(?<=\/):([^/]+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: 'One segment of the path.',
    schema: { type: 'string' },
  }))
}

/** Without those that are no bound at all. */
function boundsOf(limits: Limits): Readonly<Record<string, number>> {
  const bounds = Object.entries(limits).filter(([, value]) => value < Number.MAX_SAFE_INTEGER)
  return Object.fromEntries(bounds)
}

function limitsInWords({ parts, batchBytes, batchTime }: Limits): string {
  return `At most ${parts} requests and ${bytesInWords(batchBytes)}; all of it may take ${batchTime / 1000} s.`
}

function bytesInWords(bytes: number): string {
  for (const [unit, size] of [
    ['MiB', 2 ** 20],
    ['KiB', 2 ** 10],
  ] as const) {
    if (bytes % size === 0) return `${bytes / size} ${unit}`
  }
  return `${bytes} bytes`
}

/** What is known of a dialect that does not describe itself. */
function undescribed(name: string, mediaTypes: string): DialectDescription {
  const bodies = mediaTypes.split(',').map((type): BodyDescription => ({
    mediaType: (type.split(';')[0] ?? '').trim(),
    schema: { description: `As the dialect ${name} has it.` },
    example: undefined,
  }))
  const [first] = bodies
  return {
    title: name,
    behaviour: `Batches in the dialect ${name}.`,
    request: bodies,
    answer: bodies,
    error: first ?? { mediaType: 'text/plain', schema: {}, example: undefined },
  }
}
