import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Backend, Dispatch } from '../model/dispatch.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import { headerValue, isForwardingHeader } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'
import type { NodeListener } from './node-app.ts'
import { createPseudonym, viaNames, viaValue } from './via.ts'

/**
 * A backend that sends parts to a node:http listener of this process over real connections: to a
 * server of its own on a free port of 127.0.0.1, which begins to listen with the first part and
 * keeps no process alive. Slower than calling the listener, and for handlers that need a socket.
 *
 * The app sees 127.0.0.1 as its peer, and the client in `X-Forwarded-For`, `-Proto` and `-Host`.
 */
export function createLoopbackBackend(listener: NodeListener): Backend {
  const pseudonym = createPseudonym()
  let sending: Promise<Dispatch> | undefined
  const dispatch: Dispatch = async (request, run) => {
    sending ??= connect(listener, pseudonym)
    return (await sending)(request, run)
  }
  return {
    dispatch,
    isReentrant: (outer) => viaNames(outer, pseudonym),
    partHeaders: (outer) => [
      ...forwardingFields(outer),
      ['via', viaValue(outer.headers, pseudonym)],
    ],
  }
}

async function connect(listener: NodeListener, pseudonym: string): Promise<Dispatch> {
  const server = createServer((request, response) => {
    void callListener(listener, request, response)
  })
  const port = await listenOnLoopback(server)
  // Only who asks for this way needs the client.
  const { createUpstream } = await import('./upstream.ts')
  return createUpstream(`http://127.0.0.1:${port}`, { pseudonym, host: 'caller' }).dispatch
}

/** A listener that throws breaks its own connection, and with it its own part. */
async function callListener(
  listener: NodeListener,
  ...[request, response]: Parameters<NodeListener>
): Promise<void> {
  const { socket } = request
  // A handler at work keeps the process alive, as behind any server; an idle connection does not.
  socket.ref()
  response.once('close', () => socket.unref())
  try {
    await listener(request, response)
  } catch {
    socket.destroy()
  }
}

function listenOnLoopback(server: Server): Promise<number> {
  server.on('connection', (socket) => socket.unref())
  server.unref()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** As a proxy writes them: what came with the batch, and its own peer. */
function forwardingFields(outer: OuterRequest): HeaderList {
  const own = new Set(['via', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host'])
  const fields: HeaderField[] = outer.headers.filter(
    ([name]) => isForwardingHeader(name) && !own.has(name),
  )
  const hops = outer.headers.filter(([name]) => name === 'x-forwarded-for').map(([, hop]) => hop)
  if (outer.remoteAddress !== undefined) hops.push(outer.remoteAddress)
  if (hops.length > 0) fields.push(['x-forwarded-for', hops.join(', ')])
  const { headers, scheme } = outer
  fields.push(['x-forwarded-proto', headerValue(headers, 'x-forwarded-proto') ?? scheme])
  const host = headerValue(headers, 'x-forwarded-host') ?? headerValue(headers, 'host')
  if (host !== undefined) fields.push(['x-forwarded-host', host])
  return fields
}
