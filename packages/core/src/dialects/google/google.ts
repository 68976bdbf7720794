import type { HeaderList } from '../../model/headers.ts'
import type { OuterResponse } from '../../model/outer.ts'
import { readBoundary } from '../../wire/boundary.ts'
import { describeRefusal, writeJson } from '../../wire/json-envelope.ts'
import { checkPublicOrigin } from '../../wire/own-url.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'
import type { Dialect } from '../dialect.ts'
import { haveOwnIds } from '../own-ids.ts'
import { errorDocument } from './error-document.ts'
import { readGoogleBatch } from './read-google.ts'
import { streamGoogleAnswer, writeGoogleAnswer } from './write-google.ts'
import { describeGoogle } from './google-schema.ts'

/** Options of the Google dialect. */
export interface GoogleOptions {
  /**
   * Origin under which callers know the endpoint, such as `https://api.example.com`, where a proxy in
   * front of it sends another `Host`. Absolute URLs of requests may name it. Default: none.
   */
  readonly publicOrigin?: string
  /** Makes what is unique about the boundary of one answer. Default: a random UUID. */
  readonly createBoundary?: () => string
}

/** The batch protocol of Google's APIs: `multipart/mixed` of requests, which inherit from it. */
export function createGoogle(options: GoogleOptions = {}): Dialect {
  const { publicOrigin = '', createBoundary = () => crypto.randomUUID() } = options
  checkPublicOrigin(publicOrigin)
  return {
    name: 'google',
    limits: { parts: 100 },
    methods: ['POST'],
    mediaType: 'multipart/mixed; boundary=...',
    challenge: 'Bearer',
    base: '/',
    features: {
      accept: ['multipart/mixed'],
      orders: ['parallel'],
      dependencies: 'none',
      references: [],
      groups: false,
      stopOnError: 'never',
    },
    accepts: (type) => type !== undefined && readBoundary(type) !== undefined,
    readBatch: (outer, body, { limits }) => readGoogleBatch(outer, body, limits, publicOrigin),
    writeResults(batch, outcomes, writing): OuterResponse {
      const written = writeGoogleAnswer(batch, outcomes, createBoundary, (message) => {
        writing.warn(message)
      })
      return { status: 200, headers: multipartType(written), body: written.body }
    },
    streamResults(batch, writing) {
      const written = streamGoogleAnswer(batch, createBoundary, (message) => {
        writing.warn(message)
      })
      const order = writing.asked && haveOwnIds(batch) ? 'any' : 'request'
      return { status: 200, headers: multipartType(written), order, ...written }
    },
    describe: describeGoogle,
    writeError(error) {
      const document = errorDocument(error.status, describeRefusal(error))
      return writeJson(error.status, encodeUtf8(document), error.headers)
    },
  }
}

function multipartType({ boundary }: { readonly boundary: string }): HeaderList {
  return [['content-type', `multipart/mixed; boundary=${boundary}`]]
}
