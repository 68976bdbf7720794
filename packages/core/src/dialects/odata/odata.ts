import type { Batch } from '../../model/batch.ts'
import type { HeaderField } from '../../model/headers.ts'
import { headerValue } from '../../model/headers.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { describeRefusal, expectedBytes } from '../../wire/json-envelope.ts'
import { checkPublicOrigin } from '../../wire/own-url.ts'
import { findPreference } from '../../wire/preferences.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { Dialect, StreamContext, WriteContext } from '../dialect.ts'
import { haveOwnIds } from '../own-ids.ts'
import { writeAtOnce } from '../write-results.ts'
import { answerFormat, answerVersion, requestFormat } from './negotiate.ts'
import { codeOf, errorDocument } from './part-answer.ts'
import type { OdataLayout } from './read-odata.ts'
import { continueOnError, readOdataBatch } from './read-odata.ts'
import { createOdataJsonWriter } from './write-odata-json.ts'
import type { MultipartOptions } from './write-odata-multipart.ts'
import { streamOdataMultipart, writeOdataMultipart } from './write-odata-multipart.ts'
import { describeOdata } from './odata-schema.ts'

/** Options of the OData dialect. */
export interface OdataOptions {
  /**
   * Origin under which callers know the endpoint, such as `https://api.example.com`, where a proxy in
   * front of it sends another `Host`. Absolute URLs of requests may name it. Default: none.
   */
  readonly publicOrigin?: string
  /** Makes what is unique about the boundaries of one answer. Default: a random UUID. */
  readonly createBoundary?: () => string
}

/** The batch protocol of OData 4.0 and 4.01, in JSON and in `multipart/mixed`. */
export function createOdata(options: OdataOptions = {}): Dialect {
  const { publicOrigin = '', createBoundary = () => crypto.randomUUID() } = options
  checkPublicOrigin(publicOrigin)
  const layouts = new WeakMap<OuterRequest, OdataLayout>()
  const toOptions = (writing: WriteContext): MultipartOptions => ({
    version: answerVersion(writing.outer),
    createBoundary,
    warn: (message) => writing.warn(message),
  })
  return {
    name: 'odata',
    limits: { parts: 100 },
    methods: ['POST'],
    mediaType: 'application/json, multipart/mixed; boundary=...',
    challenge: 'Bearer',
    accepts: (type) => requestFormat(type) !== undefined,
    readBatch(outer, body, context) {
      const { batch, layout } = readOdataBatch(outer, body, context, publicOrigin)
      layouts.set(outer, layout)
      return batch
    },
    features: {
      accept: ['application/json', 'multipart/mixed'],
      orders: ['parallel', 'serial', 'keep-effects'],
      dependencies: 'earlier',
      references: ['path', 'query', 'header', 'body'],
      groups: true,
      stopOnError: 'selectable',
    },
    writeResults(batch, outcomes, writing) {
      const { outer, limits } = writing
      const layout = layouts.get(outer) ?? plainLayout(batch)
      if (answerFormat(outer) === 'json') {
        const writer = createOdataJsonWriter(batch, layout, limits.jsonDepth)
        const body = writeAtOnce(writer, outcomes, expectedBytes(outcomes))
        return { status: 200, headers: answerFields(outer, 'application/json'), body }
      }
      const written = writeOdataMultipart(batch, outcomes, layout, toOptions(writing))
      return { status: 200, headers: multipartFields(outer, written), body: written.body }
    },
    streamResults(batch, writing) {
      const { outer, limits } = writing
      const layout = layouts.get(outer) ?? plainLayout(batch)
      if (answerFormat(outer) === 'json') {
        const headers = answerFields(outer, 'application/json')
        const writer = createOdataJsonWriter(batch, layout, limits.jsonDepth)
        return { status: 200, headers, order: streamOrder(batch, writing), ...writer }
      }
      const written = streamOdataMultipart(batch, layout, toOptions(writing))
      const headers = multipartFields(outer, written)
      return { status: 200, headers, order: streamOrder(batch, writing), ...written }
    },
    describe: describeOdata,
    writeError(error, { outer }) {
      const document = errorDocument(codeOf(error.code), describeRefusal(error), error.where)
      return {
        status: error.status,
        headers: [
          ['content-type', 'application/json'],
          ['odata-version', answerVersion(outer)],
          ...error.headers,
        ],
        body: encodeUtf8(document),
      }
    },
  }
}

function answerFields(outer: OuterRequest, type: string): readonly HeaderField[] {
  return [
    ['content-type', type],
    ['odata-version', answerVersion(outer)],
    ...appliedPreference(outer),
  ]
}

function multipartFields(
  outer: OuterRequest,
  { boundary }: { readonly boundary: string },
): readonly HeaderField[] {
  return answerFields(outer, `multipart/mixed; boundary=${boundary}`)
}

/**
 * Parts may leave as they end only where each has a name, and the caller knows of streams: there are
 * clients that take the answers by their position. The answer to multipart has its order.
 */
function streamOrder(batch: Batch, { outer, asked }: StreamContext): 'any' | 'request' {
  const type = headerValue(outer.headers, 'content-type')
  return asked && requestFormat(type) === 'json' && haveOwnIds(batch) ? 'any' : 'request'
}

function plainLayout({ parts }: Batch): OdataLayout {
  return { sets: parts.map(({ group }) => group), innerIds: new Set() }
}

/** What was asked for about errors is always done (RFC 7240 3). */
function appliedPreference({ headers }: OuterRequest): readonly HeaderField[] {
  const preference = findPreference(headers, continueOnError)
  if (preference === undefined) return []
  const { name, value } = preference
  const applied = value === undefined ? name : `${name}=${value.toLowerCase() !== 'false'}`
  return [['preference-applied', applied]]
}
