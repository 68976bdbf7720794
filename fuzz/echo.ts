import type { Dispatch, PartRequest } from '@batchway/core'
import { hash } from './random.ts'

const statuses = [200, 200, 200, 201, 204, 301, 400, 404, 409, 412, 500, 503]

/** Answers with what it was sent, and with a status that depends on the path. */
export function echo(request: PartRequest): ReturnType<Dispatch> {
  const status = statuses[hash(request.path) % statuses.length] ?? 200
  const type = request.headers.filter(([name]) => name === 'content-type' || name === 'x-a')
  const body = request.body ?? Buffer.from(request.path, 'latin1')
  return Promise.resolve({ kind: 'answered', response: { status, headers: type, body } })
}
