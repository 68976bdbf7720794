import type { Failure } from '../../model/batch.ts'
import type { PartField } from '../../model/error.ts'
import type { HeaderList } from '../../model/headers.ts'

/** A request of a batch as either form writes it, before names and URLs are resolved. */
export interface RequestEntry {
  /** `id`, or `Content-ID`. */
  readonly id?: string
  /** Upper case. */
  readonly method: string
  /** One character per byte. */
  readonly url: string
  readonly headers: HeaderList
  readonly body?: Uint8Array
  /** Name of its atomicity group; change sets, which have none, get one. */
  readonly set?: string
  /** `dependsOn`. */
  readonly dependsOn?: readonly string[]
  readonly failure?: Failure
  /** Whether `Content-ID` stood among the headers of the request itself. */
  readonly innerId?: boolean
}

/** The requests of a batch, and how its form calls their members in messages. */
export interface ReadEntries {
  readonly entries: readonly RequestEntry[]
  /** Where a member stands: `requests[2].id`, or `Request 3: its Content-ID`. */
  placeOf(index: number, member: EntryMember): string
}

/** Members that messages name. */
export type EntryMember =
  | 'id'
  | 'method'
  | 'target'
  | 'headers'
  | 'body'
  | 'atomicityGroup'
  | 'dependsOn'

/** What the engine calls a field is called so in a batch. */
export const memberOf: Readonly<Record<PartField, EntryMember>> = {
  id: 'id',
  method: 'method',
  target: 'target',
  headers: 'headers',
  body: 'body',
  group: 'atomicityGroup',
  after: 'dependsOn',
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What a request's method may be, in upper case. */
export const requestMethods: readonly string[] = [...methods, 'MERGE']

/** The method that is sent: `MERGE`, the verb of OData 2 and 3, has become `PATCH`. */
export function sentMethod(method: string): string {
  return method === 'MERGE' ? 'PATCH' : method
}

/** Whether a request with that method has no body. */
export function isBodiless(method: string): boolean {
  return method === 'GET' || method === 'DELETE'
}
