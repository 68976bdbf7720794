import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type {
  OcambaAnswer,
  OcambaRequest,
} from '../../packages/gateway/test/support/batch-client.ts'
import { postOcamba } from '../../packages/gateway/test/support/batch-client.ts'
import type { RunningGateway } from '../../packages/gateway/test/support/running-gateway.ts'
import { ocambaEndpoint, openGateway } from '../../packages/gateway/test/support/running-gateway.ts'

/** A rate that nobody reaches. */
export const plenty = 1_000_000

/** Two gateways with the same configuration, and so the same counters. */
export interface Pair extends AsyncDisposable {
  readonly gateways: readonly [RunningGateway, RunningGateway]
  /** Posts a batch to one of them, in turn. */
  post(parts: readonly OcambaRequest[]): Promise<OcambaAnswer>
  /** Posts many at once. */
  postMany(count: number, parts: readonly OcambaRequest[]): Promise<readonly OcambaAnswer[]>
}

export interface PairOptions {
  readonly upstream: { readonly url: string }
  readonly stateStore: string | { readonly url: string; readonly [more: string]: unknown }
  readonly rateLimit: object
  readonly limits?: object
  readonly token?: string
}

/** The URL of the Redis that `npm run test:stores` has started. */
export function sharedRedis(): string {
  const url = process.env['REDIS_URL']
  assert.ok(url, 'REDIS_URL is not set: run these tests by "npm run test:stores"')
  return url
}

/** The same with keys of its own, and patient: a busy machine is no outage. */
export function ownKeys(): {
  readonly url: string
  readonly keyPrefix: string
  readonly commandTimeout: string
} {
  return { url: sharedRedis(), keyPrefix: `test:${randomUUID()}:`, commandTimeout: '20s' }
}

export async function openPair(options: PairOptions): Promise<Pair> {
  const { upstream, stateStore, rateLimit, limits = {}, token = 'Bearer T' } = options
  const config = {
    stateStore,
    upstreams: { api: { url: upstream.url } },
    endpoints: [{ ...ocambaEndpoint, rateLimit, limits }],
  }
  const first = await openGateway(config)
  const gateways = [first, await openGateway(config)] as const
  let turn = 0
  const post = (parts: readonly OcambaRequest[]): Promise<OcambaAnswer> => {
    turn += 1
    const url = turn % 2 === 0 ? gateways[0].url : gateways[1].url
    return postOcamba(url, parts, { headers: { authorization: token } })
  }
  return {
    gateways,
    post,
    postMany: (count, parts) => Promise.all(Array.from({ length: count }, () => post(parts))),
    async [Symbol.asyncDispose]() {
      await Promise.all(gateways.map((gateway) => gateway[Symbol.asyncDispose]()))
    },
  }
}

/** How many of the answers have a status. */
export function countStatus(answers: readonly OcambaAnswer[], status: number): number {
  return answers.filter((answer) => answer.status === status).length
}

/** How many parts of all answers have a code. */
export function countCodes(answers: readonly OcambaAnswer[], wanted: number): number {
  return answers.flatMap(({ codes }) => codes).filter((code) => code === wanted).length
}
