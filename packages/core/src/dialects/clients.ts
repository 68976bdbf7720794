import type { ClientDialect, DialectClient } from './client/dialect-client.ts'
import { inheritance as google } from './google/read-google.ts'
import { readGoogleResults } from './google/read-results.ts'
import { writeGoogleBatch } from './google/write-batch.ts'
import { inheritance as graph } from './graph/read-graph.ts'
import { readGraphResults } from './graph/read-results.ts'
import { writeGraphBatch } from './graph/write-batch.ts'
import { inheritance as journyx } from './journyx/read-journyx.ts'
import { readJournyxResults } from './journyx/read-results.ts'
import { writeJournyxBatch } from './journyx/write-batch.ts'
import { inheritance as ocamba } from './ocamba/read-ocamba.ts'
import { readOcambaResults } from './ocamba/read-results.ts'
import { writeOcambaBatch } from './ocamba/write-batch.ts'
import { inheritance as ocapi } from './ocapi/read-ocapi.ts'
import { readOcapiResults } from './ocapi/read-results.ts'
import { writeOcapiBatch } from './ocapi/write-batch.ts'
import { inheritance as odata } from './odata/read-odata.ts'
import { readOdataResults } from './odata/read-results.ts'
import { writeOdataBatch } from './odata/write-batch.ts'

/** The client's side of the built-in dialects. */
const clients: Readonly<Record<ClientDialect, DialectClient>> = {
  odata: {
    name: 'odata',
    parts: 100,
    inheritance: odata,
    write: writeOdataBatch,
    readResults: readOdataResults,
  },
  graph: {
    name: 'graph',
    parts: 20,
    inheritance: graph,
    write: writeGraphBatch,
    readResults: readGraphResults,
  },
  google: {
    name: 'google',
    parts: 100,
    inheritance: google,
    write: writeGoogleBatch,
    readResults: readGoogleResults,
  },
  ocamba: {
    name: 'ocamba',
    parts: 50,
    inheritance: ocamba,
    write: writeOcambaBatch,
    readResults: readOcambaResults,
  },
  journyx: {
    name: 'journyx',
    parts: 100,
    inheritance: journyx,
    write: writeJournyxBatch,
    readResults: readJournyxResults,
  },
  ocapi: {
    name: 'ocapi',
    parts: 50,
    inheritance: ocapi,
    write: writeOcapiBatch,
    readResults: readOcapiResults,
  },
}

/** The names of the dialects, in the order of the documentation. */
export const clientDialects: readonly ClientDialect[] = Object.values(clients).map(
  ({ name }) => name,
)

/** The client's side of a dialect. */
export function clientOf(dialect: ClientDialect): DialectClient {
  return clients[dialect]
}
