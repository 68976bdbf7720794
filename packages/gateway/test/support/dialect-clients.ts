import type { RunningGateway } from './running-gateway.ts'

/** What tests want to know of an answer, whatever its dialect. */
export interface NeutralAnswer {
  readonly status: number
  readonly headers: Headers
  /** Of its parts; empty when the batch was refused. */
  readonly codes: readonly number[]
  readonly text: string
}

/** A part as tests that run in all dialects write it. */
export interface NeutralPart {
  readonly method?: string
  /** Below `/v1`. */
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** How a test posts a batch in one dialect. */
export interface DialectClient {
  readonly name: string
  /** The endpoint, all of whose parts lie below `/v1`. */
  readonly endpoint: {
    readonly path: string
    readonly base: string
    readonly dialect: string
    readonly upstream: string
    readonly options?: object
  }
  /** Whether a part may bring its own identity. */
  readonly ownIdentity: boolean
  readonly post: (
    gateway: RunningGateway,
    parts: readonly NeutralPart[],
    headers?: Readonly<Record<string, string>>,
  ) => Promise<NeutralAnswer>
}

async function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  findCodes: RegExp,
): Promise<NeutralAnswer> {
  const response = await fetch(url, { method: 'POST', headers, body })
  const text = await response.text()
  const codes = response.ok ? [...text.matchAll(findCodes)].map(([, code]) => Number(code)) : []
  return { status: response.status, headers: response.headers, codes, text }
}

const json = { 'content-type': 'application/json' }

const common = { upstream: 'api', base: '/v1' } as const

/** One client for each form of each dialect. */
export const clients: readonly DialectClient[] = [
  {
    name: 'odata',
    endpoint: { ...common, path: '/odata', dialect: 'odata' },
    ownIdentity: false,
    post(gateway, parts, headers = {}) {
      const requests = parts.map(({ method = 'GET', path = '/a', headers: own = {} }, id) => {
        return { id, method, url: `/v1${path}`, headers: own }
      })
      const fields = { ...json, ...headers }
      const body = JSON.stringify({ requests })
      return send(`${gateway.url}/odata`, fields, body, /"status":(\d+),"headers"/g)
    },
  },
  {
    name: 'odata-multipart',
    endpoint: { ...common, path: '/odata-multipart', dialect: 'odata' },
    ownIdentity: false,
    post(gateway, parts, headers = {}) {
      const sections = parts.map(({ method = 'GET', path = '/a', headers: own = {} }) => {
        const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}\n`)
        const request = `${method} /v1${path} HTTP/1.1\n${lines.join('')}\n\n`
        return `--b\nContent-Type: application/http\n\n${request}`
      })
      const fields = {
        'content-type': 'multipart/mixed; boundary=b',
        prefer: 'continue-on-error',
        ...headers,
      }
      const body = `${sections.join('')}--b--`
      return send(`${gateway.url}/odata-multipart`, fields, body, /^HTTP\/1\.1 (\d+) /gm)
    },
  },
  {
    name: 'graph',
    endpoint: { ...common, path: '/graph', dialect: 'graph' },
    ownIdentity: false,
    post(gateway, parts, headers = {}) {
      const requests = parts.map(({ method = 'GET', path = '/a', headers: own = {} }, id) => {
        return { id: String(id), method, url: path, headers: own }
      })
      const fields = { ...json, ...headers }
      const body = JSON.stringify({ requests })
      return send(`${gateway.url}/graph`, fields, body, /"status":(\d+),"headers"/g)
    },
  },
  {
    name: 'google',
    endpoint: { ...common, path: '/google', dialect: 'google' },
    ownIdentity: true,
    post(gateway, parts, headers = {}) {
      const sections = parts.map(({ method = 'GET', path = '/a', headers: own = {} }) => {
        const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}\n`)
        const request = `${method} /v1${path} HTTP/1.1\n${lines.join('')}\n\n`
        return `--b\nContent-Type: application/http\n\n${request}`
      })
      const fields = { 'content-type': 'multipart/mixed; boundary=b', ...headers }
      const body = `${sections.join('')}--b--`
      return send(`${gateway.url}/google`, fields, body, /^HTTP\/1\.1 (\d+) /gm)
    },
  },
  {
    name: 'ocamba',
    endpoint: { ...common, path: '/ocamba', dialect: 'ocamba' },
    ownIdentity: false,
    post(gateway, parts, headers = {}) {
      const body = parts.map(({ method = 'GET', path = '/a', headers: own = {} }) => {
        return { method, relative_url: path, headers: own }
      })
      const fields = { ...json, ...headers }
      return send(
        `${gateway.url}/ocamba`,
        fields,
        JSON.stringify(body),
        /\{"code":(\d+),"(?!title)/g,
      )
    },
  },
  {
    name: 'journyx',
    endpoint: { ...common, path: '/journyx', dialect: 'journyx' },
    ownIdentity: false,
    post(gateway, parts, headers = {}) {
      const requests = parts.map(({ method = 'GET', path = '/a', headers: own = {} }) => {
        return { method, url: `/v1${path}`, headers: own }
      })
      const fields = { ...json, ...headers }
      const body = JSON.stringify({ requests })
      return send(`${gateway.url}/journyx`, fields, body, /"response_code":(\d+),"headers"/g)
    },
  },
  {
    name: 'ocapi',
    endpoint: { ...common, path: '/ocapi', dialect: 'ocapi', options: { paths: 'any' } },
    ownIdentity: true,
    post(gateway, parts, headers = {}) {
      const sections = parts.map(({ method = 'GET', path = '/a', headers: own = {} }) => {
        const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}\n`)
        return `--b\nx-dw-http-method: ${method}\nx-dw-resource-path: /v1${path}\n${lines.join('')}\n`
      })
      const fields = {
        'content-type': 'multipart/mixed; boundary=b',
        'x-dw-client-id': 'shop',
        ...headers,
      }
      const body = `${sections.join('')}--b--`
      return send(`${gateway.url}/ocapi`, fields, body, /x-dw-status-code: (\d+)/g)
    },
  },
]
