import type { WorkPart } from '../work.ts'
import type { Wire } from './wire.ts'
import { postJson } from './wire.ts'

function idOf({ path }: WorkPart): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The procedure that does the same as a request. */
function procedureOf({ method, path }: WorkPart): 'create' | 'big' | 'item' {
  if (method === 'POST') return 'create'
  return path.startsWith('/api/big/') ? 'big' : 'item'
}

/** Answers with bodies only. */
export const bassmaster: Wire = {
  write: (parts) => {
    const requests = parts.map(({ method, path, body }) => {
      return {
        method: method.toLowerCase(),
        path,
        ...(body === undefined ? {} : { payload: body }),
      }
    })
    return [postJson('/api/batch', { requests })]
  },
  read: ({ text }) => (JSON.parse(text) as unknown[]).map((body) => ({ body })),
}

/** GET only; names in the query. Its handlers hand objects over, which are printed once at the end. */
export const expressBatch: Wire = {
  write: (parts) => {
    const query = parts.map(({ path }, index) => `p${index}=${path}`)
    return [{ method: 'GET', path: `/api/batch?${query.join('&')}`, headers: {} }]
  },
  read: ({ text }) => {
    const answer = JSON.parse(text) as Record<string, { result: unknown; status?: number }>
    return Object.values(answer).map(({ result, status }) => {
      return status === undefined ? { body: result } : { status, body: result }
    })
  },
}

/** GET only; names and paths in a JSON object. Answers with bodies only. */
export const multifetch: Wire = {
  write: (parts) => {
    const named = parts.map(({ path }, index) => [`p${index}`, path] as const)
    return [postJson('/api/batch', Object.fromEntries(named))]
  },
  read: ({ text }) => {
    const { _error: _, ...named } = JSON.parse(text) as Record<string, unknown>
    return Object.values(named).map((body) => ({ body }))
  },
}

/** Answers with bodies only. */
export const parseServer: Wire = {
  write: (parts) => {
    const requests = parts.map(({ method, path, body }) => ({ method, path, body }))
    return [postJson('/api/batch', { requests })]
  },
  read: ({ text }) => {
    return (JSON.parse(text) as { success: unknown }[]).map(({ success }) => ({ body: success }))
  },
}

/** Procedures instead of requests; a status only where it is not that of the batch. */
export const orpc: Wire = {
  write: (parts) => {
    const batch = parts.map((part) => {
      const input = part.body ?? { id: idOf(part) }
      const url = `http://bench/rpc/${procedureOf(part)}`
      return { url, method: 'POST', headers: {}, body: { json: input } }
    })
    const { headers, ...request } = postJson('/rpc/__batch__', batch)
    return [{ ...request, headers: { ...headers, 'x-orpc-batch': 'buffered' } }]
  },
  read: ({ text }) => {
    const items = JSON.parse(text) as { index: number; body: { json: unknown } }[]
    const ordered = items.toSorted((one, other) => one.index - other.index)
    return ordered.map(({ body }) => ({ body: body.json }))
  },
}

/** Procedures instead of requests. */
export const trpc: Wire = {
  write: (parts) => {
    const inputs = parts.map((part, index) => [index, part.body ?? { id: idOf(part) }] as const)
    const names = parts.map(procedureOf).join(',')
    return [postJson(`/trpc/${names}?batch=1`, Object.fromEntries(inputs))]
  },
  read: ({ text }) => {
    const items = JSON.parse(text) as { result: { data: unknown } }[]
    return items.map(({ result }) => ({ body: result.data }))
  },
}
