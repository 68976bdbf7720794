import type { PartOutcome } from '@batchway/core'
import type { Upstream } from '@batchway/core/upstream'
import type { LaneServer, OnRequest } from './lane-server.ts'
import { startLaneServer } from './lane-server.ts'
import { createPart, createRequest } from './model.ts'
import type { TestPartRun } from './part-run.ts'
import { createPartRun } from './part-run.ts'
import { openUpstream, toFailure } from './upstream-client.ts'

const body = new TextEncoder().encode('{}')

/** Sends one part; `GET /1` says what. */
export function send(
  upstream: Upstream,
  request: string,
  run: TestPartRun = createPartRun(),
): Promise<PartOutcome> {
  const [method = '', path = ''] = request.split(' ')
  const part = createPart({ method })
  const content = /^(?:POST|PUT|PATCH)$/.test(method) ? { body } : {}
  return upstream.dispatch(createRequest({ part, method, path, ...content }), run)
}

/** Names of so many reads. */
export function reads(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `GET /${index}`)
}

/** What an outcome shows: the request that was answered, and whether it had been sent again. */
export function shown(outcome: PartOutcome): string {
  if (outcome.kind !== 'answered') return toFailure(outcome).reason
  const text = new TextDecoder().decode(outcome.response.body)
  return outcome.resent === true ? `${text} again` : text
}

/** The same of each, in order. */
export async function showAll(
  outcomes: readonly Promise<PartOutcome>[],
): Promise<readonly string[]> {
  return (await Promise.all(outcomes)).map(shown)
}

/** An upstream with pipelining and its server. */
export interface OpenLanes extends AsyncDisposable {
  readonly server: LaneServer
  readonly upstream: Upstream
}

/** Opens one; `pipelining` requests on a connection. */
export async function openLanes(
  pipelining: number,
  onRequest?: OnRequest,
  connections = 256,
): Promise<OpenLanes> {
  const server = await startLaneServer(onRequest)
  const opened = openUpstream(server, { pipelining, connections })
  return {
    server,
    upstream: opened.upstream,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}
