import type { Batch, Part } from '../../model/batch.ts'
import { quote } from '../../model/error.ts'
import type { HeaderField, HeaderList } from '../../model/headers.ts'
import { isFieldValue, isToken, mayStandInPart, trimFieldValue } from '../../model/headers.ts'
import type { CarryNotes } from './notes.ts'

/** What the parts of a dialect may be. */
export interface PartRules {
  /** In upper case. */
  readonly methods: readonly string[]
  /** Methods whose requests have no body. */
  readonly bodiless: readonly string[]
  /** What targets are relative to; OData has both. */
  readonly targets: 'base' | 'root' | 'either'
  /** Whether fields of one name may stand there twice. Else they are joined. */
  readonly repeatedFields: boolean
  /** Fields that mean something else there. */
  readonly ownFields?: (name: string) => boolean
}

/** A part as it is going to be written. */
export interface FittedPart {
  readonly index: number
  readonly method: string
  readonly target: string
  readonly headers: HeaderList
  readonly body?: Uint8Array
}

/** Makes the parts of a batch ready for a dialect. `base` has no slash at its end. */
export function fitParts(
  batch: Batch,
  rules: PartRules,
  base: string,
  notes: CarryNotes,
): readonly FittedPart[] {
  return batch.parts.map((part) => {
    const { index, method, body, failure } = part
    if (failure !== undefined) {
      const feature = failure.reason === 'condition-unsupported' ? 'dependency' : 'body'
      notes.lost(feature, `what it would fail by is left out: ${failure.message}`, index)
    }
    if (!rules.methods.includes(method)) {
      const known = rules.methods.join(', ')
      notes.impossible('method', `its method ${quote(method)} must be one of ${known}.`, index)
    }
    const target = fitTarget(part, batch, { to: rules.targets, base, notes })
    const headers = fitHeaders(part, rules, notes)
    const fitted = { index, method, target, headers }
    if (body === undefined || body.length === 0) return fitted
    if (rules.bodiless.includes(method)) {
      notes.impossible('body', `it has a body, which is not allowed with ${method}.`, index)
    }
    return { ...fitted, body }
  })
}

interface TargetFit {
  readonly to: PartRules['targets']
  readonly base: string
  readonly notes: CarryNotes
}

const plainTarget = /^[\x21-\x7e]+$/

function fitTarget(
  { index, target }: Part,
  { targets: from, references }: Batch,
  fit: TargetFit,
): string {
  const { to, base, notes } = fit
  if (!plainTarget.test(target)) {
    const message = `its target ${quote(target)} has a character that no URL may have; percent-encode it.`
    notes.impossible('target', message, index)
    return target
  }
  if (isElsewhere(target)) {
    const message = `its target ${quote(target)} names a host; the endpoint has to know it for its own.`
    notes.lost('target', message, index)
    return target
  }
  // What refers to another part has a place of its own.
  if (to === from || (references !== undefined && target.startsWith('$'))) return target
  const rooted = target.startsWith('/') ? target : `/${target}`
  if (from === 'base') return to === 'either' ? relative(rooted) : base + rooted
  if (to === 'either') return target
  if (rooted.startsWith(`${base}/`)) return rooted.slice(base.length)
  const message = `its target ${quote(target)} is not below ${quote(base)}, where all parts must be.`
  notes.lost('base', message, index)
  return target
}

/** With a scheme or authority. */
export function isElsewhere(target: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)
}

/** Without its slash, where it stays what it is: no reference, and nothing with a scheme. */
function relative(rooted: string): string {
  return /^\/[A-Za-z0-9_][\w.~()',=-]*(?:[/?]|$)/.test(rooted) ? rooted.slice(1) : rooted
}

function fitHeaders({ index, headers }: Part, rules: PartRules, notes: CarryNotes): HeaderList {
  const fitted: HeaderField[] = []
  for (const field of headers) {
    const [name, value] = field
    if (!isToken(name) || !isFieldValue(value)) {
      const message = `its header ${quote(name)} has a name or value that no header may have.`
      notes.impossible('header', message, index)
    } else if (rules.ownFields?.(name) === true) {
      notes.lost('header', `its header ${quote(name)} means something else there.`, index)
    } else if (mayStandInPart(name)) {
      fitted.push([name, trimFieldValue(value)])
    }
  }
  return rules.repeatedFields ? fitted : joinRepeated(fitted)
}

/** Fields of one name in one (RFC 9110 5.3); cookies have a separator of their own (RFC 6265 5.4). */
function joinRepeated(headers: HeaderList): HeaderList {
  const values = new Map<string, string[]>()
  for (const [name, value] of headers) {
    const known = values.get(name)
    if (known === undefined) values.set(name, [value])
    else known.push(value)
  }
  return [...values].map(([name, list]) => [name, list.join(name === 'cookie' ? '; ' : ', ')])
}
