import { batchway } from '@batchway/core/fastify'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { calendar } from './calendar.ts'
import { openDatabase, resetDatabase } from './database.ts'
import { debug, writeDebugError } from './debug.ts'
import { graph } from './graph.ts'
import { journyx, writeJournyxError } from './journyx.ts'
import { ocamba, writeOcambaError } from './ocamba.ts'
import { writeOcapiFault } from './ocapi-fault.ts'
import { ocapi } from './ocapi.ts'
import { writeOdataError } from './odata-error.ts'
import { odata } from './odata.ts'
import { createTransactionGate } from './transaction-gate.ts'

const OCAMBA_BASE = '/v2/ocamba'
const JOURNYX_BASE = '/api/v1'
const OCAPI_BASES = ['/dw', '/s/:site/dw']
/** The second one is where clients of Dataverse look for the service. */
const ODATA_BASES = ['/odata', '/api/data/v9.2']
const GRAPH_BASE = '/v1.0'
const CALENDAR_BASE = '/calendar/v3'
const BODY_LIMIT_BYTES = 1024 * 1024
const MAX_PARAMETER_LENGTH = 8192

/** How a sandbox is made; every member has a default. */
export interface SandboxOptions {
  /** SQLite file that keeps the state; created and seeded when new. Default `:memory:`. */
  readonly databaseFile?: string
  /** Whether requests are logged as JSON lines on standard output. Default `false`. */
  readonly logger?: boolean
}

/**
 * Creates the sample API: Ocamba-style resources below `/v2/ocamba`, Journyx-style resources below
 * `/api/v1`, OCAPI resources below `[/s/<site>]/dw/<shop|data>/v<n>_<n>`, an OData service at
 * `/odata` (and at `/api/data/v9.2`), resources like Microsoft Graph's below `/v1.0` and like Google
 * Calendar's below `/calendar/v3`, and test endpoints at `debug` below each of them and at `/debug`.
 *
 * The OData service takes batches itself, at `$batch`: a group or change set is a transaction.
 *
 * The app is not listening yet: call `listen()` or `inject()`. `close()` ends open connections and
 * closes the database. Throws when the database file cannot be opened or was made by another
 * version of the sandbox.
 */
export function createSandbox(options: SandboxOptions = {}): FastifyInstance {
  const { databaseFile = ':memory:', logger = false } = options
  const database = openDatabase(databaseFile)
  const app = Fastify({
    logger,
    bodyLimit: BODY_LIMIT_BYTES,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    frameworkErrors: writeErrorOfBase,
  })
  const gate = createTransactionGate(database)
  app.addHook('preHandler', (_request, _reply, done) => gate.enter(done))
  app.addHook('onClose', (_instance, done) => {
    database.close()
    done()
  })
  app.setErrorHandler(writeDebugError)
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `Nothing is at ${request.method} ${request.url}.` }),
  )
  const calls = new Map<string, number>()
  const reset = (): void => resetDatabase(database)
  const ocapiApis = OCAPI_BASES.flatMap((base) => [
    `${base}/shop/:version`,
    `${base}/data/:version`,
  ])
  const moreApis = [...ODATA_BASES, GRAPH_BASE, CALENDAR_BASE]
  for (const base of ['', OCAMBA_BASE, JOURNYX_BASE, ...ocapiApis, ...moreApis]) {
    app.register(debug, { prefix: `${base}/debug`, calls, reset })
  }
  app.register(ocamba, { prefix: OCAMBA_BASE, database })
  app.register(journyx, { prefix: JOURNYX_BASE, database })
  for (const prefix of OCAPI_BASES) app.register(ocapi, { prefix, database })
  const endpoints = ODATA_BASES.map((base) => `${base}/$batch`)
  for (const prefix of ODATA_BASES) {
    app.register(odata, { prefix, database })
    const { transaction } = gate
    app.register(batchway, { path: `${prefix}/$batch`, dialect: 'odata', transaction, endpoints })
  }
  app.register(graph, { prefix: GRAPH_BASE, database })
  app.register(calendar, { prefix: CALENDAR_BASE, database })
  return app
}

/** The router refuses some URLs before it knows whose they are; the path tells. */
function writeErrorOfBase(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  if (request.url.startsWith(`${OCAMBA_BASE}/`)) return writeOcambaError(error, request, reply)
  if (request.url.startsWith(`${JOURNYX_BASE}/`)) return writeJournyxError(error, request, reply)
  if (ODATA_BASES.some((base) => request.url.startsWith(`${base}/`))) {
    return writeOdataError(error, request, reply)
  }
  if (/^(?:\/s\/[^/]*)?\/dw\//.test(request.url)) return writeOcapiFault(error, request, reply)
  writeDebugError(error, request, reply)
}
