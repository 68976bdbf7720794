import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import type { Logger } from 'pino'
import type { ConfigConnections } from './config/connections-schema.ts'
import { readSize, readTime } from './config/units.ts'
import type { Problems } from './problem-details.ts'
import type { ServerTls } from './tls.ts'

/** What the gateway's own server is made of. */
export interface ServerParts {
  /** Undefined: plain http. */
  readonly tls: ServerTls | undefined
  readonly connections: ConfigConnections
  readonly problems: Problems
  readonly log: Logger
}

/** The server, and what it has under way. */
export interface GatewayServer {
  readonly server: Server
  /** Answers that have not left yet, the oldest first. */
  readonly running: ReadonlySet<ServerResponse>
}

/** Milliseconds for which a connection that is given up is still read, so that its answer arrives. */
const lingering = 2000
/** Fields in the head of a request. */
const mostFields = 1000
/** Milliseconds between two lines in the log about connections that were turned away. */
const quietTime = 60_000
/** How often connections are looked at for being slow, at most; milliseconds. */
const longestCheck = 5000

/**
 * Makes the server. `listener` gets every request that is valid HTTP; what is none is answered here,
 * and so are connections that are too slow, too many, or not what this server speaks.
 */
export function createGatewayServer(parts: ServerParts, listener: RequestListener): GatewayServer {
  const { tls, connections, problems, log } = parts
  const { most = 10_000, idleTime = 75_000, headTime = 30_000, headBytes = 16_384 } = connections
  const headLimit = readSize(headBytes)
  const patience = readTime(headTime)
  const running = new Set<ServerResponse>()
  const options = {
    maxHeaderSize: headLimit,
    headersTimeout: patience,
    keepAliveTimeout: readTime(idleTime),
    // Batches have a clock of their own; forwarded requests may take as long as bytes flow.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(patience, longestCheck),
    // Whatever the command line of Node says: two readings of one message are a way in.
    insecureHTTPParser: false,
    // It is looked for here, with the other things that are wrong with a head.
    requireHostHeader: false,
  }
  const onRequest: RequestListener = (request, response) => {
    running.add(response)
    response.once('close', () => running.delete(response))
    const fault = findFault(request)
    if (fault === undefined) {
      listener(request, response)
      return
    }
    response.shouldKeepAlive = false
    problems.write(response, ...fault)
  }
  const server: Server =
    tls === undefined
      ? createServer(options, onRequest)
      : createSecureServer({ ...options, ...tls.options, handshakeTimeout: patience }, onRequest)
  server.maxConnections = most
  server.maxHeadersCount = mostFields
  const refuse = (_request: IncomingMessage, socket: Duplex): void => {
    // The server has let go of this connection: its errors and its end are ours.
    socket.on('error', () => {})
    const answer = problems.raw(501, 'Connections are not upgraded and no tunnels are opened.')
    socket.end(answer, () => socket.destroy())
  }
  server.on('upgrade', refuse)
  server.on('connect', refuse)
  const explain = (code: string): readonly [number, string] | undefined =>
    explainError(code, { headLimit, patience })
  answerClientErrors(server, { running, problems, explain })
  makeRoom(server, log, most)
  if (tls !== undefined) watchHandshakes(server, tls, log)
  return { server, running }
}

/** A host and port (RFC 3986 3.2.2): a name, an IPv4 address, or one of IPv6 in brackets. */
const uriHost =
  /^(?:[\w\-.~!$&'()*+,;=]|%[\dA-Fa-f]{2})*(?::\d{0,5})?$|^\[[\dA-Fa-f:.]+\](?::\d{0,5})?$/

/** What Node's parser lets pass although two readers could understand it in two ways. */
function findFault({ rawHeaders, httpVersion }: IncomingMessage): [number, string] | undefined {
  // Older Nodes drop fields beyond their limit without a word.
  if (rawHeaders.length >= mostFields * 2)
    return [431, `The request has ${mostFields} fields or more.`]
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') {
      hosts += 1
      if (!uriHost.test(rawHeaders[index + 1] ?? '')) return [400, 'The Host names no host.']
    } else if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') {
      // RFC 9112 6.1: a coding that is not understood must not be passed over.
      if (httpVersion === '1.0') return [400, 'HTTP/1.0 has no transfer codings.']
      const coding = (rawHeaders[index + 1] ?? '').trim().toLowerCase()
      if (coding !== 'chunked')
        return [501, 'The only transfer coding that is understood is chunked.']
    }
  }
  // RFC 9112 3.2.
  if (hosts > 1) return [400, 'The request has more than one Host.']
  return hosts === 0 && httpVersion !== '1.0' ? [400, 'The request has no Host.'] : undefined
}

function explainError(
  code: string,
  { headLimit, patience }: { readonly headLimit: number; readonly patience: number },
): readonly [number, string] | undefined {
  if (code === 'HPE_HEADER_OVERFLOW') {
    const limits = `${headLimit} bytes or ${mostFields} fields`
    return [431, `The head of the request has more than ${limits}, which is the limit.`]
  }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') {
    return [413, 'The extensions of a chunk are too large.']
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return [408, `The head of the request did not arrive within ${patience / 1000} s.`]
  }
  if (code.startsWith('HPE_')) return [400, `The request is not valid HTTP (${code}).`]
  // The connection is broken, or was never one: there is nobody to answer.
  return undefined
}

interface ErrorAnswers {
  readonly running: ReadonlySet<ServerResponse>
  readonly problems: Problems
  readonly explain: (code: string) => readonly [number, string] | undefined
}

/** Answers what is no request, where that can't be taken for the answer to another one. */
function answerClientErrors(server: Server, { running, problems, explain }: ErrorAnswers): void {
  const answered = new WeakSet<Duplex>()
  server.on('clientError', (error, socket) => {
    // The parser goes on to complain about whatever still comes.
    if (answered.has(socket)) return
    answered.add(socket)
    const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
    const explained = explain(code)
    if (explained === undefined || !socket.writable) {
      socket.destroy()
      return
    }
    const current = [...running].find((response) => response.req.socket === socket)
    if (current === undefined || (!current.req.complete && !current.headersSent)) {
      socket.end(problems.raw(...explained))
      destroyLater(socket)
    } else if (current.req.complete) {
      // What is wrong came behind this request, whose own answer still has to leave.
      current.shouldKeepAlive = false
      current.once('close', () => {
        socket.end()
        destroyLater(socket)
      })
    } else {
      socket.destroy()
    }
  })
}

/** Closing at once would reset the connection and lose the answer on its way. */
function destroyLater(socket: Duplex): void {
  const timer = setTimeout(() => socket.destroy(), lingering)
  timer.unref()
  socket.once('close', () => clearTimeout(timer))
}

/** Where all places are taken, those go first that nobody uses. */
function makeRoom(server: Server, log: Logger, most: number): void {
  let turnedAway = 0
  let told = Number.NEGATIVE_INFINITY
  server.on('drop', () => {
    turnedAway += 1
    server.closeIdleConnections()
    const now = performance.now()
    if (now - told < quietTime) return
    told = now
    log.warn({ connections: most, turnedAway }, 'too many connections')
    turnedAway = 0
  })
}

function watchHandshakes(server: Server, tls: ServerTls, log: Logger): void {
  server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
    const code = 'code' in error ? error.code : error.name
    log.debug({ client: socket.remoteAddress, code }, 'no TLS connection')
  })
  if (!tls.clientsMayBeUnknown) return
  server.on('secureConnection', (socket: TLSSocket) => {
    const hasShownOne = Object.keys(socket.getPeerCertificate()).length > 0
    if (hasShownOne && !socket.authorized) socket.destroy()
  })
}
