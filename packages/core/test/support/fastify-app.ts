import assert from 'node:assert/strict'
import type { BatchEndpointOptions } from '@batchway/core'
import { batchway } from '@batchway/core/fastify'
import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import Fastify from 'fastify'
import type { ComparedApp, Question } from './compared-app.ts'
import { comparedOptions, startCompared } from './compared-app.ts'
import type { PlainResult } from './plain-dialect.ts'

/** How a compared Fastify app differs from a plain one. */
export interface FastifySetup {
  readonly server?: FastifyServerOptions
  readonly endpoint?: Partial<BatchEndpointOptions>
}

/** A Fastify app that listens and has a batch endpoint at `/batch`. */
export interface ComparedFastify extends ComparedApp {
  readonly app: FastifyInstance
}

/** Starts a Fastify app; `build` adds its routes once the endpoint is there. */
export async function startFastify(
  build: (app: FastifyInstance) => unknown,
  { server = {}, endpoint = {} }: FastifySetup = {},
): Promise<ComparedFastify> {
  const app = Fastify(server)
  await app.register(batchway, { ...comparedOptions, ...endpoint })
  await build(app)
  await app.ready()
  const compared = await startCompared((request, response) => app.routing(request, response))
  return {
    ...compared,
    app,
    async [Symbol.asyncDispose]() {
      await compared[Symbol.asyncDispose]()
      await app.close()
    },
  }
}

/** A POST with a JSON body. */
export function postJson(path: string, value: unknown): Question {
  const headers = { 'content-type': 'application/json' }
  return { method: 'POST', path, headers, body: JSON.stringify(value) }
}

/** The body of a part's answer as a text. */
export function textOf(result: PlainResult | undefined): string {
  return Buffer.from(result?.body ?? '', 'base64').toString()
}

/**
 * Asks `bad` as the second of three parts. Fails unless its neighbours (`/good`) are answered and
 * the app still answers afterwards. Returns what came of it.
 */
export async function askAmongGood(compared: ComparedApp, bad: Question): Promise<PlainResult> {
  const good = { path: '/good' }
  const [before, result, after] = await compared.asParts([good, bad, good])
  assert.deepEqual([textOf(before), textOf(after)], ['good', 'good'])
  assert.equal((await compared.alone(good)).text, 'good')
  assert.ok(result !== undefined)
  return result
}
