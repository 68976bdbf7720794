import type { Batch } from '../../model/batch.ts'
import type { HeaderField } from '../../model/headers.ts'
import type { OuterRequest } from '../../model/outer.ts'
import { describeRefusal } from '../../wire/json-envelope.ts'
import { checkPublicOrigin } from '../../wire/own-url.ts'
import { findPreference } from '../../wire/preferences.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { Dialect } from '../dialect.ts'
import { answerFormat, answerVersion, requestFormat } from './negotiate.ts'
import { codeOf, errorDocument } from './part-answer.ts'
import type { OdataLayout } from './read-odata.ts'
import { continueOnError, readOdataBatch } from './read-odata.ts'
import { writeOdataJson } from './write-odata-json.ts'
import { writeOdataMultipart } from './write-odata-multipart.ts'
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
    writeResults(batch, outcomes, writing) {
      const { outer, limits } = writing
      const layout = layouts.get(outer) ?? plainLayout(batch)
      const version = answerVersion(outer)
      const fields: readonly HeaderField[] = [
        ['odata-version', version],
        ...appliedPreference(outer),
      ]
      if (answerFormat(outer) === 'json') {
        const body = writeOdataJson(batch, outcomes, layout, limits.jsonDepth)
        return { status: 200, headers: [['content-type', 'application/json'], ...fields], body }
      }
      const written = writeOdataMultipart(batch, outcomes, layout, {
        version,
        createBoundary,
        warn: (message) => writing.warn(message),
      })
      const type = `multipart/mixed; boundary=${written.boundary}`
      return { status: 200, headers: [['content-type', type], ...fields], body: written.body }
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
