import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import type { Failure, PartOutcome } from '@batchway/core'
import type { Upstream, UpstreamOptions } from '@batchway/core/upstream'
import { createUpstream } from '@batchway/core/upstream'
import { createPart, createRequest } from './model.ts'
import type { TestPartRun } from './part-run.ts'
import { createPartRun } from './part-run.ts'
import type { TestServer } from './servers.ts'
import { startTcp } from './servers.ts'

/** An upstream that closes its connections at the end. */
export interface OpenUpstream extends AsyncDisposable {
  readonly upstream: Upstream
}

/** Opens an upstream in front of a server. */
export function openUpstream(
  server: Pick<TestServer, 'origin'>,
  options: UpstreamOptions = {},
): OpenUpstream {
  const upstream = createUpstream(server.origin, options)
  return { upstream, [Symbol.asyncDispose]: () => upstream.destroy() }
}

/** Sends one part without a body. */
export function sendToUpstream(
  upstream: Upstream,
  method = 'GET',
  run: TestPartRun = createPartRun(),
): Promise<PartOutcome> {
  return upstream.dispatch(createRequest({ part: createPart({ method }), method }), run)
}

/** The outcome of one request to a server that treats every connection alike. */
export async function outcomeAt(
  onConnection: (socket: Socket) => void,
  method?: string,
): Promise<PartOutcome> {
  await using server = await startTcp(onConnection)
  await using opened = openUpstream(server)
  return await sendToUpstream(opened.upstream, method)
}

/** The failure that an outcome is; fails where it is none. */
export function toFailure(outcome: PartOutcome): Failure {
  return outcome.kind === 'failed' ? outcome : assert.fail(`not failed but ${outcome.kind}`)
}
