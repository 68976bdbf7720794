import { fileURLToPath } from 'node:url'
import { journyxEndpoint, ocambaEndpoint } from './running-gateway.ts'

/** Clients, sites and tokens of every OCAPI endpoint that has them. */
const settings = fileURLToPath(new URL('../attacks/ocapi-settings.json', import.meta.url))

const ocapiEndpoint = {
  path: '/s/:site/dw/batch',
  dialect: 'ocapi',
  upstream: 'api',
  settings,
} as const

const odataEndpoint = { path: '/svc/$batch', dialect: 'odata', upstream: 'api' } as const

const graphEndpoint = { path: '/v1.0/$batch', dialect: 'graph', upstream: 'api' } as const

const googleEndpoint = {
  path: '/batch/farm/v2',
  base: '/farm/v2',
  dialect: 'google',
  upstream: 'api',
} as const

type Endpoint = typeof ocambaEndpoint | typeof journyxEndpoint | typeof ocapiEndpoint

/** An endpoint of each dialect of a vendor, each with these options. */
function all(options: object): readonly object[] {
  const endpoints: readonly Endpoint[] = [ocambaEndpoint, journyxEndpoint, ocapiEndpoint]
  return endpoints.map((endpoint) => ({ ...endpoint, ...options }))
}

const tiny = {
  parts: 3,
  batchBytes: 2048,
  jsonDepth: 6,
  urlBytes: 100,
  headerFields: 5,
  headerBytes: 300,
  partBytes: 50,
  answerBytes: 100,
  batchAnswerBytes: 150,
}

/** The configurations that a fixture can name, without the upstream and what it is called. */
export const attackConfigs: ReadonlyMap<string, AttackConfig> = new Map([
  /** Everything by default. */
  ['usual', { endpoints: all({}) }],
  /** OData beside all others. */
  ['odata', { endpoints: [odataEndpoint, ...all({})] }],
  ['graph', { endpoints: [graphEndpoint, ...all({})] }],
  ['google', { endpoints: [googleEndpoint, ...all({})] }],
  /** Parts may go anywhere, to the other endpoints as well. */
  [
    'root',
    {
      endpoints: [
        { ...ocambaEndpoint, base: '/' },
        { ...journyxEndpoint, base: '/' },
        { ...ocapiEndpoint, options: { paths: 'any' } },
      ],
    },
  ],
  ['base', { endpoints: [...all({}).slice(0, 2), { ...ocapiEndpoint, base: '/s' }] }],
  ['slash', { endpoints: all({ encodedSlash: 'allow' }) }],
  ['tiny', { endpoints: all({ limits: tiny }) }],
  ['required', { endpoints: all({ identity: 'required' }) }],
  ['origins', { endpoints: all({ allowedOrigins: ['https://app.example'] }) }],
  ['inherit', { endpoints: all({ inheritHeaders: ['X-Shop', 'Connection', 'Host', 'Range'] }) }],
  ['identity', { endpoints: all({ identityHeaders: ['X-Tenant'] }) }],
  ['jwt', { endpoints: [...all({}).slice(0, 2), { ...ocapiEndpoint, jwt: { secret: 'secret' } }] }],
  ['crlf', { endpoints: [...all({}).slice(0, 2), written({ lineEnds: 'crlf' })] }],
  ['part-headers', { endpoints: [...all({}).slice(0, 2), written({ partHeaders: true })] }],
  ['caller-host', { endpoints: all({}), host: 'caller' }],
  ['trusted', { endpoints: all({}), trustedProxies: ['127.0.0.0/8'] }],
])

/** A configuration. */
export interface AttackConfig {
  readonly endpoints: readonly object[]
  readonly host?: 'caller'
  readonly trustedProxies?: readonly string[]
}

function written(options: object): object {
  return { ...ocapiEndpoint, options }
}
