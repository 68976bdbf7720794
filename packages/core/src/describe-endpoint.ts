import type { BodyDescription, DialectDescription } from './dialects/description.ts'
import type { BatchEndpointOptions } from './endpoint-options.ts'
import type { BatchEndpoint } from './endpoint.ts'
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
>

/** An endpoint, or the options of one inside an app. */
export type DescribedEndpoint =
  | Described
  | Pick<BatchEndpointOptions, 'path' | 'dialect' | 'limits' | 'identity' | 'verify'>

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
  }
}

const about =
  'Each endpoint takes many requests in one POST, checks all of them before the first one runs, and answers them in one response. A status of 200 says that the batch was read and run; each request has a status of its own.'

/** What a status of the whole batch says. In all these cases but the last nothing has run. */
const refusals: ReadonlyMap<number, string> = new Map([
  [
    400,
    'The batch, or a request in it, is not what it must be, or there are too many. Nothing ran.',
  ],
  [401, 'Nobody says who sends the batch, or not in a way that is accepted. Nothing ran.'],
  [403, 'The sender may not do this. Nothing ran.'],
  [408, 'The batch did not arrive in time. Nothing ran.'],
  [413, 'The batch has too many bytes. Nothing ran.'],
  [415, 'The media type is none of those of a batch. Nothing ran.'],
  [429, 'Too many batches or requests in this time. Nothing ran.'],
  [500, 'A fault of the server.'],
  [503, 'Too much load, or shutting down. Nothing ran.'],
  [504, 'The time of the batch ran out before anything was sent.'],
  [508, 'The batch came as a part of another batch. Nothing ran.'],
])

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
      parameters: [...pathParameters(path), ...(described.parameters ?? [])],
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
    const content = this.#content(`${id}Error`, [described.error])
    const refused = [...refusals].filter(([status]) => statuses.includes(status))
    return {
      200: {
        description: 'The batch was read and run; look at the status of each request.',
        content: this.#content(`${id}Answer`, described.answer),
      },
      ...Object.fromEntries(
        refused.map(([status, meaning]): [string, OpenApiResponse] => [
          String(status),
          {
            description: `${statusText(status)}. ${meaning}`,
            ...(status === 429 || status === 503 ? { headers: retryAfter } : {}),
            content,
          },
        ]),
      ),
    }
  }

  /** Schemas of JSON become components, so that generators of code have a name for them. */
  #content(name: string, bodies: readonly BodyDescription[]): OpenApiContent {
    return Object.fromEntries(
      bodies.map(({ mediaType, schema, example }) => {
        if (mediaType !== 'application/json') return [mediaType, { schema, example }]
        this.schemas[name] = schema
        return [mediaType, { schema: { $ref: `#/components/schemas/${name}` }, example }]
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
  return `At most ${parts} requests and ${batchBytes} bytes; all of it may take ${batchTime} ms.`
}

/** What is known of a dialect that does not describe itself. */
function undescribed(name: string, mediaTypes: string): DialectDescription {
  const bodies = mediaTypes.split(',').map((type): BodyDescription => ({
    mediaType: (type.split(';')[0] ?? '').trim(),
    schema: { description: `As the dialect ${name} has it.` },
    example: '',
  }))
  const [first] = bodies
  return {
    title: name,
    behaviour: `Batches in the dialect ${name}.`,
    request: bodies,
    answer: bodies,
    error: first ?? { mediaType: 'text/plain', schema: {}, example: '' },
  }
}
