import { createGraph, createOcapi } from '@batchway/core'
import type { Dialect, DialectName } from '@batchway/core'

/** A batch as it is posted. */
export interface WrittenBatch {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One form of a batch and its answer, and in which order its parts may leave. */
export interface StreamForm {
  readonly name: string
  /** Another name for the dialect in a configuration, with its options. */
  readonly config: {
    readonly dialect: DialectName
    readonly options?: Readonly<Record<string, unknown>>
  }
  readonly dialect: DialectName | Dialect
  readonly order: 'any' | 'request'
  /** Writes reads of these paths below `/api/`. */
  write(paths: readonly string[]): WrittenBatch
  /**
   * What an answer says, as a value that is equal for equal answers: up to the order of its parts
   * where that is free.
   */
  read(headers: Headers, text: string): unknown
}

const json = { 'content-type': 'application/json' }

function writeOdata(
  paths: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): WrittenBatch {
  const requests = paths.map((url, index) => ({ id: `r${index}`, method: 'get', url }))
  return { headers: { ...json, ...headers }, body: JSON.stringify({ requests }) }
}

function writeMultipart(paths: readonly string[]): WrittenBatch {
  const sections = paths.map((path) => {
    return `--b\r\nContent-Type: application/http\r\n\r\nGET ${path} HTTP/1.1\r\n\r\n\r\n`
  })
  return {
    headers: {
      'content-type': 'multipart/mixed; boundary=b',
      prefer: 'continue-on-error',
      'odata-version': '4.01',
    },
    body: `${sections.join('')}--b--`,
  }
}

function writeGoogle(paths: readonly string[], withIds: boolean): WrittenBatch {
  const sections = paths.map((path, index) => {
    const id = withIds ? `Content-ID: <r${index}>\r\n` : ''
    return `--b\r\nContent-Type: application/http\r\n${id}\r\nGET /api/${path} HTTP/1.1\r\n\r\n\r\n`
  })
  return {
    headers: { 'content-type': 'multipart/mixed; boundary=b' },
    body: `${sections.join('')}--b--`,
  }
}

function writeOcapi(paths: readonly string[], withIds: boolean): WrittenBatch {
  const sections = paths.map((path, index) => {
    const id = withIds ? `x-dw-content-id: r${index}\n` : ''
    return `--b\n${id}x-dw-http-method: GET\nx-dw-resource-path: /api/\nx-dw-resource-path-extension: ${path}\n`
  })
  return {
    headers: { 'content-type': 'multipart/mixed; boundary=b', 'x-dw-client-id': 'client' },
    body: `${sections.join('')}--b--`,
  }
}

function readJson(_headers: Headers, text: string): unknown {
  return JSON.parse(text)
}

function readResponses(_headers: Headers, text: string): unknown {
  const { responses, ...rest } = JSON.parse(text) as { responses: readonly { id: string }[] }
  return { rest, responses: responses.toSorted((one, other) => one.id.localeCompare(other.id)) }
}

/** The sections of a multipart answer, which has to be whole. */
function readSections(headers: Headers, text: string): readonly string[] {
  const type = headers.get('content-type') ?? ''
  const boundary = /^multipart\/mixed; boundary=([\w-]+)$/.exec(type)?.[1]
  if (boundary === undefined) throw new Error(`not multipart: ${type}`)
  const [before, ...sections] = text.split(`--${boundary}`)
  const end = sections.pop()
  if (before !== '' || end?.trimEnd() !== '--') throw new Error(`no whole answer: ${text}`)
  return sections
}

/** All ways in which parts may leave. */
export const streamForms: readonly StreamForm[] = [
  {
    name: 'OData in JSON',
    config: { dialect: 'odata' },
    dialect: 'odata',
    order: 'any',
    write: (paths) => writeOdata(paths),
    read: readResponses,
  },
  {
    name: 'OData in JSON, answered in multipart',
    config: { dialect: 'odata' },
    dialect: 'odata',
    order: 'any',
    write: (paths) => writeOdata(paths, { accept: 'multipart/mixed' }),
    read: (headers, text) => readSections(headers, text).toSorted(),
  },
  {
    name: 'OData in multipart',
    config: { dialect: 'odata' },
    dialect: 'odata',
    order: 'request',
    write: writeMultipart,
    read: readSections,
  },
  {
    name: 'OData in multipart, answered in JSON',
    config: { dialect: 'odata' },
    dialect: 'odata',
    order: 'request',
    write(paths) {
      const { headers, body } = writeMultipart(paths)
      return { headers: { ...headers, accept: 'application/json' }, body }
    },
    read: readJson,
  },
  {
    name: 'Graph',
    config: { dialect: 'graph' },
    dialect: createGraph({ now: () => 0 }),
    order: 'any',
    write(paths) {
      const { headers, body } = writeOdata(paths)
      return { headers, body: body.replaceAll('"url":"', '"url":"/') }
    },
    read: readResponses,
  },
  {
    name: 'Google with ids',
    config: { dialect: 'google' },
    dialect: 'google',
    order: 'any',
    write: (paths) => writeGoogle(paths, true),
    read: (headers, text) => readSections(headers, text).toSorted(),
  },
  {
    name: 'Google without ids',
    config: { dialect: 'google' },
    dialect: 'google',
    order: 'request',
    write: (paths) => writeGoogle(paths, false),
    read: readSections,
  },
  {
    name: 'Ocamba',
    config: { dialect: 'ocamba' },
    dialect: 'ocamba',
    order: 'request',
    write: (paths) => ({
      headers: json,
      body: JSON.stringify(paths.map((path) => ({ method: 'GET', relative_url: `/${path}` }))),
    }),
    read: readJson,
  },
  {
    name: 'Journyx',
    config: { dialect: 'journyx' },
    dialect: 'journyx',
    order: 'request',
    write: (paths) => ({
      headers: json,
      body: JSON.stringify({
        requests: paths.map((path) => ({ method: 'GET', url: `/api/${path}` })),
      }),
    }),
    read: readJson,
  },
  {
    name: 'OCAPI with ids',
    config: { dialect: 'ocapi', options: { paths: 'any' } },
    dialect: createOcapi({ paths: 'any' }),
    order: 'any',
    write: (paths) => writeOcapi(paths, true),
    read: (headers, text) => readSections(headers, text).toSorted(),
  },
  {
    name: 'OCAPI without ids',
    config: { dialect: 'ocapi', options: { paths: 'any' } },
    dialect: createOcapi({ paths: 'any' }),
    order: 'request',
    write: (paths) => writeOcapi(paths, false),
    read: readSections,
  },
]

/** One of them by its name. */
export function formCalled(name: string): StreamForm {
  return streamForms.find((form) => form.name === name) ?? missing(name)
}

function missing(name: string): never {
  throw new Error(`there is no form "${name}"`)
}
