import assert from 'node:assert/strict'
import type { BatchEndpoint, OuterExchange, OuterRequest, TokenVerifier } from '@batchway/core'
import { Budget, createBatchEndpoint, createRateLimit } from '@batchway/core'
import { readBody } from '../../src/adapters/read-body.ts'
import { ScriptedApi } from './fixture-api.ts'
import { createFixtureDialect } from './fixture-dialect.ts'
import type { ComparedMessage } from './fixture-text.ts'
import { describeDifference, messageOfPart, messageOfResponse, sortFields } from './fixture-text.ts'
import type { Fixture } from './fixture.ts'
import { FixtureError } from './fixture.ts'
import { gatherAnswer } from './whole-answer.ts'

/** Where each dialect's fixtures post their batches unless they say otherwise. */
const paths: Readonly<Record<string, string>> = {
  odata: '/svc/$batch',
  graph: '/v1.0/$batch',
  google: '/batch/farm/v2',
  ocamba: '/v2/ocamba/batch',
  journyx: '/api/v1/batch',
  ocapi: '/s/:site/dw/batch',
}

/** The id of every batch in a fixture. */
export const fixtureId = '00000000-0000-4000-8000-000000000001'

/** Runs a fixture's batch through a real endpoint and compares what comes out at both ends. */
export async function runFixture(fixture: Fixture): Promise<void> {
  const api = new ScriptedApi(fixture)
  const budget = new Budget(fixture.options.budget ?? 256 * 1024 * 1024)
  const endpoint = createEndpoint(fixture, api, budget)
  const answer = await endpoint.handle(toOuter(fixture), toExchange(fixture))
  const whole = await gatherAnswer(answer)
  const asked = api.asked.map((request) => messageOfPart(request))
  const expected = expectedMessages(fixture)
  const actual = [...inOrder(fixture, asked), messageOfResponse(whole)]
  assertSame(actual, expected)
  if (fixture.order === 'events') {
    const events = fixture.events.map(({ kind, part }) => `${kind} ${part}`)
    assert.deepEqual(api.trace, events, 'questions and answers came in another order')
  }
  answer.release()
  assert.equal(budget.used, 0, 'memory was not given back')
}

function createEndpoint(fixture: Fixture, api: ScriptedApi, budget: Budget): BatchEndpoint {
  const { options, name } = fixture
  const folder = name.split('/')[0] ?? ''
  const path = options.path ?? paths[folder]
  if (path === undefined) throw new FixtureError(name, 1, 'the option "path" is missing')
  const dialect = createFixtureDialect(fixture)
  const limit = options.rateLimit === undefined ? undefined : createRateLimit(options.rateLimit)
  const { tokens, ...rest } = options
  return createBatchEndpoint(api.backend(), {
    ...rest,
    ...(tokens === undefined ? {} : { verify: verifierOf(tokens) }),
    admissions: limit === undefined ? [] : [limit.admission],
    policies: limit === undefined ? [] : [limit.policy],
    path,
    dialect,
    budget,
    createId: () => fixtureId,
  })
}

function verifierOf(tokens: NonNullable<Fixture['options']['tokens']>): TokenVerifier {
  const known = new Map(Object.entries(tokens))
  return (token) => {
    const claims = known.get(token)
    if (claims === undefined) return Promise.resolve({ ok: false, reason: 'it has expired' })
    const missingScope = claims['insufficient']
    if (typeof missingScope !== 'string') return Promise.resolve({ ok: true, claims })
    return Promise.resolve({ ok: false, reason: 'it has not the scopes it needs', missingScope })
  }
}

function toOuter({ request }: Fixture): OuterRequest {
  const [method = '', target = ''] = request.start.split(' ')
  const [path = '', ...query] = target.split('?')
  const framed = request.headers.some(([name]) => {
    return name === 'content-length' || name === 'transfer-encoding'
  })
  const length = ['content-length', String(request.body.length)] as const
  const headers = framed ? request.headers : [...request.headers, length]
  return { method, path, query: query.join('?'), headers, scheme: 'https' }
}

function toExchange({ request }: Fixture): OuterExchange {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(request.body, 'latin1')
  }
  return {
    readBody: (limit) => readBody(chunks(), request.headers, limit),
    onAbort: () => {},
    canStream: true,
  }
}

function expectedMessages(fixture: Fixture): readonly ComparedMessage[] {
  const asked = fixture.events
    .filter(({ kind }) => kind === 'asked')
    .map(({ part, message }) => ({
      ...message,
      section: `>>> part ${part}`,
      headers: sortFields(message.headers),
    }))
  const { response } = fixture
  const start = response.start.split(' ', 2).join(' ')
  const headers = sortFields(response.headers)
  return [...inOrder(fixture, asked), { ...response, section: '<<< response', start, headers }]
}

function inOrder(
  fixture: Fixture,
  messages: readonly ComparedMessage[],
): readonly ComparedMessage[] {
  if (fixture.order !== 'any') return messages
  return messages.toSorted((left, right) => partOf(left) - partOf(right))
}

function partOf(message: ComparedMessage): number {
  return Number(/\d+$/.exec(message.section)?.[0])
}

function assertSame(
  actual: readonly ComparedMessage[],
  expected: readonly ComparedMessage[],
): void {
  if (toExact(actual) !== toExact(expected)) assert.fail(describeDifference(actual, expected))
}

function toExact(messages: readonly ComparedMessage[]): string {
  return JSON.stringify(
    messages.map(({ section, start, headers, body }) => [section, start, headers, body]),
  )
}
