import type { BatchEndpointOptions } from '@batchway/core'
import type { FetchApp } from '@batchway/core/fetch'
import { withBatch } from '@batchway/core/fetch'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import assert from 'node:assert/strict'
import type { Answer, ComparedApp, Leniency, Question } from './compared-app.ts'
import { comparedOptions, headerOf, startCompared } from './compared-app.ts'

/** Starts a fetch app behind Hono's server for Node, with the batch endpoint in it. */
export function startFetch(
  app: FetchApp,
  options: Partial<BatchEndpointOptions> = {},
): Promise<ComparedApp> {
  const handler = withBatch(app, { ...comparedOptions, ...options })
  const listen = getRequestListener((request, env) => handler(request, env as never))
  return startCompared((request, response) => void listen(request, response))
}

/** Starts a Hono app with the given routes. */
export function startHono(
  routes: (app: Hono) => void,
  options: Partial<BatchEndpointOptions> = {},
): Promise<ComparedApp> {
  const app = new Hono()
  routes(app)
  return startFetch(app.fetch, options)
}

/** Asks a Hono app with the given routes both ways, and fails unless the answers are equal. */
export async function sameInHono(
  routes: (app: Hono) => void,
  question: Question,
  less?: Leniency,
): Promise<Answer> {
  await using compared = await startHono(routes)
  const answer = await compared.assertSame(question, less)
  return answer
}

/**
 * As `assertSame`, but a blank in the content type does not matter: where a Response is to say its
 * type itself, the servers of Hono and H3 write `text/plain; charset=UTF-8`, and the platform's own
 * Response has `text/plain;charset=UTF-8`.
 */
export async function assertSameType(compared: ComparedApp, question: Question): Promise<Answer> {
  const answer = await compared.assertSame(question, { headers: ['content-type'] })
  assert.equal(typeOf(answer), typeOf(await compared.alone(question)))
  return answer
}

function typeOf(answer: Answer): string | undefined {
  return headerOf(answer, 'content-type')?.replace('; ', ';')
}

/** A form with a field that occurs twice and a file, as `multipart/form-data`. */
export async function writeForm(): Promise<Pick<Question, 'body' | 'headers'>> {
  const form = new FormData()
  form.append('name', 'Zoë')
  form.append('tag', 'one')
  form.append('tag', 'two')
  form.append('file', new File(['a\r\nb'], 'odd "näme".txt', { type: 'text/csv' }))
  const message = new Request('http://form', { method: 'POST', body: form })
  const body = new Uint8Array(await message.arrayBuffer())
  return { body, headers: { 'content-type': message.headers.get('content-type') ?? '' } }
}

/** What of a form can be written as JSON: files by name, type and text. */
export async function readForm(
  entries: Iterable<readonly [name: string, value: unknown]>,
): Promise<readonly unknown[]> {
  const read = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(read))
    return value instanceof File ? [value.name, value.type, await value.text()] : value
  }
  return Promise.all([...entries].map(async ([name, value]) => [name, await read(value)]))
}
