import { createItem, newItem, readBig, readItem } from './api.ts'

/** One request of the small API, alone or as a part, and what must come back. */
export interface WorkPart {
  readonly method: 'GET' | 'POST'
  /** From the server's root, such as `/api/items/7`. */
  readonly path: string
  readonly body?: object
  readonly expected: { readonly status: number; readonly body: object }
}

export type WorkKind = 'get' | 'big' | 'post'

/** What a batch carries. */
export interface Workload {
  readonly name: string
  readonly title: string
  readonly kind: WorkKind
  readonly parts: number
}

/** In the order in which each round measures them; those that a goal compares stand together. */
export const workloadGroups: readonly (readonly Workload[])[] = [
  [
    { name: 'get50', title: '50 GETs of about 200 bytes', kind: 'get', parts: 50 },
    { name: 'get1000', title: '1000 GETs of about 200 bytes', kind: 'get', parts: 1000 },
  ],
  [{ name: 'get10', title: '10 GETs of about 200 bytes', kind: 'get', parts: 10 }],
  [{ name: 'get1', title: '1 GET of about 200 bytes', kind: 'get', parts: 1 }],
  [{ name: 'post50', title: '50 POSTs of about 200 bytes', kind: 'post', parts: 50 }],
  [{ name: 'big50', title: '50 GETs of about 4 KiB', kind: 'big', parts: 50 }],
]

export const workloads: readonly Workload[] = workloadGroups.flat()

export function createParts(kind: WorkKind, count: number): readonly WorkPart[] {
  return Array.from({ length: count }, (_, index) => createPart(kind, index + 1))
}

function createPart(kind: WorkKind, number: number): WorkPart {
  const id = String(number)
  if (kind === 'post') {
    const body = newItem(number)
    const expected = { status: 201, body: createItem(body) }
    return { method: 'POST', path: '/api/items', body, expected }
  }
  const body = kind === 'big' ? readBig(id) : readItem(id)
  const folder = kind === 'big' ? 'big' : 'items'
  return { method: 'GET', path: `/api/${folder}/${id}`, expected: { status: 200, body } }
}
