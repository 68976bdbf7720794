import assert from 'node:assert/strict'
import { at, openSandbox } from './sandbox-client.ts'
import type { Answer, SandboxClient } from './sandbox-client.ts'

/** Where the Ocamba-style API is. */
export const OCAMBA = '/v2/ocamba'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** A sandbox and a client with a token. */
export function openOcamba(): SandboxClient {
  return openSandbox({ authorization: 'Bearer T' })
}

/** Asserts that an answer is an error in the API's own form. */
export function assertOcambaError(
  answer: Answer,
  code: number,
  title: string,
  message: RegExp,
): void {
  assert.equal(answer.status, code)
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
  assert.deepEqual(Object.keys(Object(answer.json)), ['code', 'title', 'message', 'trace_id'])
  assert.equal(at(answer.json, 'code'), code)
  assert.equal(at(answer.json, 'title'), title)
  assert.match(String(at(answer.json, 'message')), message)
  assert.match(String(at(answer.json, 'trace_id')), UUID)
}

/** The names in the list at a URL below the base, or what is there instead of a list. */
export async function namesIn(sandbox: SandboxClient, url: string): Promise<unknown> {
  const { json } = await sandbox.send('GET', `${OCAMBA}${url}`)
  const items = at(json, 'items')
  return Array.isArray(items) ? items.map((item) => at(item, 'name')) : json
}
