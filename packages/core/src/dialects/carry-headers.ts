import type { Batch, Inheritance, Part } from '../model/batch.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import { connectionNames, identityHeaders, mayStandInPart } from '../model/headers.ts'
import { withoutPreferences } from '../wire/preferences.ts'
import type { CarryNotes } from './client/notes.ts'
import { steering } from './ocapi/read-ocapi.ts'

/** A batch whose parts have what the other dialect would not give them, and the fields around it. */
export interface CarriedHeaders {
  readonly batch: Batch
  /** Fields for the request that carries it, beside those that the dialect itself needs. */
  readonly headers: HeaderList
}

const identity = identityHeaders()

const continueOnError = ['continue-on-error', 'odata.continue-on-error']

/** Fields that say something of the request alone, and are of no use to parts. */
const ofTheRequest: ReadonlySet<string> = new Set([
  'accept',
  'user-agent',
  'referer',
  'cache-control',
])

/**
 * Brings the fields of a batch into another dialect, where other fields are inherited: what parts had
 * by inheritance they have for themselves where the other dialect would not give it to them.
 */
export function carryHeaders(
  batch: Batch,
  outer: HeaderList,
  to: Inheritance,
  notes: CarryNotes,
): CarriedHeaders {
  const from = batch.inheritance
  const headers: HeaderField[] = []
  const inherited: HeaderField[] = []
  const named = connectionNames(outer)
  for (const one of outer) {
    const field = plainField(one)
    const [name] = one
    if (field === undefined || !isCarried(name) || named.has(name)) continue
    const was = identity.has(name) || from.inherits(name)
    const would = identity.has(name) || to.inherits(name)
    if (was && !would) inherited.push(field)
    else if (was || !would) headers.push(field)
    else if (!ofTheRequest.has(name)) {
      const message = `The header "${name}" of the batch is left out, as each request would inherit it.`
      notes.changed('header', message)
    }
  }
  const parts = batch.parts.map((part) => {
    const own = ownFields(part, from.identity, to.identity, notes)
    const more = inherited.filter(([name]) => !own.some(([other]) => other === name))
    return more.length === 0 && own === part.headers
      ? part
      : { ...part, headers: [...own, ...more] }
  })
  return { batch: { ...batch, parts }, headers }
}

/** Not what steers the batch in its own dialect, or describes its bytes or its way. */
function isCarried(name: string): boolean {
  if (!mayStandInPart(name) || steering.has(name)) return false
  return name !== 'origin' && !name.startsWith('content-')
}

/** What ends a batch is said by its writer; all other preferences stay what they are. */
function plainField(field: HeaderField): HeaderField | undefined {
  const [name, value] = field
  if (name !== 'prefer') return field
  const rest = withoutPreferences(value, continueOnError)
  return rest === '' ? undefined : [name, rest]
}

/** An identity of a part's own counts in some dialects, and in others it never does. */
function ownFields(
  { headers, index }: Part,
  from: Inheritance['identity'],
  to: Inheritance['identity'],
  notes: CarryNotes,
): HeaderList {
  const fields = headers.filter(([name]) => identity.has(name))
  if (fields.length === 0 || (from === 'part' && to === 'part')) return headers
  const names = fields.map(([name]) => `"${name}"`).join(', ')
  if (from === 'part') {
    notes.lost('identity', `its ${names} does not count: all requests are its caller's.`, index)
  } else {
    notes.changed('identity', `its ${names} is left out, as it did not count.`, index)
  }
  return headers.filter(([name]) => !identity.has(name))
}
