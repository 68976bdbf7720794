import { signal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import type { EndpointView } from 'batchway'
import type { BatchRequest, CarryNote, ClientDialect } from '@batchway/core/translate'
import {
  BatchError,
  detectDialect,
  readBatch,
  translate,
  writeBatch,
} from '@batchway/core/translate'
import type { BatchText } from './lib/batch-text.ts'
import { fitType, isClientDialect, readPasted, toRequest, withMessage } from './lib/batch-text.ts'
import { examplesFor } from './lib/examples.ts'
import type { Example } from './lib/examples.ts'
import type { FormBatch } from './lib/form-batch.ts'
import { FormProblem, fromForm, toForm } from './lib/form-batch.ts'
import { layOut } from './lib/layout.ts'
import { createName } from './lib/names.ts'
import { endpoints } from './store.ts'

/** What is wrong with the batch as it stands. */
export interface ComposeProblem {
  readonly message: string
  /** Where it is, in the form: a part from 0, and its field. */
  readonly part?: number
  readonly field?: string
}

/** The batch that is being written; undefined until the gateway has told its endpoints. */
export const draft: Signal<BatchText | undefined> = signal()
/** Path of the endpoint in the configuration; undefined where none of its dialect is there. */
export const target: Signal<string | undefined> = signal()
export const mode: Signal<'form' | 'text'> = signal('text')
/** The batch in the form, while that is shown. */
export const form: Signal<FormBatch | undefined> = signal()
export const problem: Signal<ComposeProblem | undefined> = signal()
/** What the last step could not carry, or carries otherwise. */
export const notes: Signal<readonly CarryNote[]> = signal([])
/** A dialect that the text looks like, where that is another one than the endpoint's. */
export const looksLike: Signal<ClientDialect | undefined> = signal()

/** The endpoint that the batch goes to. */
export function endpointOf(path: string | undefined): EndpointView | undefined {
  return endpoints.value.find((endpoint) => endpoint.path === path)
}

/** An endpoint of a dialect before the same part of the API; undefined where there is none. */
export function siblingOf(dialect: ClientDialect): EndpointView | undefined {
  const base = baseOf(endpointOf(target.value))
  return endpoints.value.find((one) => one.dialect === dialect && baseOf(one) === base)
}

/** Path below which parts lie, without a slash at its end. */
export function baseOf(endpoint: EndpointView | undefined): string {
  return (endpoint?.base ?? '').replace(/\/$/, '')
}

/** Loads an example. */
export function loadExample({ path, dialect }: EndpointView, example: Example): void {
  if (!isClientDialect(dialect)) return
  const [url = path, query = ''] = example.url.split('?', 2)
  target.value = path
  const text = { text: example.text, crlf: false }
  draft.value = fitType({ dialect, path: url, query, headers: example.headers, ...text })
  settle([])
}

/** Begins with the first endpoint of a dialect that the console can write. */
export function begin(): void {
  const first = endpoints.value.find(({ dialect }) => isClientDialect(dialect))
  if (first === undefined || draft.value !== undefined) return
  chooseFresh(first)
}

function chooseFresh(endpoint: EndpointView): void {
  if (!isClientDialect(endpoint.dialect)) return
  const [example] = examplesFor(endpoint, endpoint.dialect)
  if (example !== undefined) loadExample(endpoint, example)
}

/** Goes to another endpoint: the batch is translated into its dialect. */
export async function chooseEndpoint(path: string): Promise<void> {
  const endpoint = endpointOf(path)
  const from = draft.value
  if (endpoint === undefined || !isClientDialect(endpoint.dialect)) return
  if (from === undefined) {
    chooseFresh(endpoint)
    return
  }
  try {
    const next = await translateTo(from, endpoint.dialect, endpoint)
    target.value = path
    draft.value = next.batch
    settle(next.notes)
  } catch (error) {
    problem.value = { message: `Not taken to ${path}: ${messageOf(error)}` }
  }
}

/** A batch in another dialect, for an endpoint or for none. */
export async function translateTo(
  from: BatchText,
  to: ClientDialect,
  endpoint: EndpointView | undefined,
  written?: 'json' | 'multipart',
): Promise<{ readonly batch: BatchText; readonly notes: readonly CarryNote[] }> {
  const base = baseOf(endpointOf(target.value))
  const toBase = endpoint === undefined ? base : baseOf(endpoint)
  const translation = await translate(toRequest(from), {
    from: from.dialect,
    to,
    base,
    toBase,
    createBoundary: createName,
    ...(written === undefined ? {} : { form: written }),
  })
  const path = endpoint?.path.replace(/:\w+/g, 'site') ?? '…/batch'
  const batch = withMessage({ dialect: to, path, query: '', headers: [] }, translation)
  if (batch === undefined) throw new Error('It has bytes that are no text.')
  return { batch, notes: translation.notes }
}

/** Lays the text out for reading; what is no JSON stays as it is. */
export function layOutText(): void {
  if (draft.value !== undefined) setText(layOut(draft.value.text))
}

/** The reader has changed the text. */
export function setText(text: string): void {
  const before = draft.value
  if (before === undefined) return
  const pasted = /^\s*POST /.test(text) ? readPasted(text) : undefined
  draft.value = fitType({ ...before, text, ...pasted })
  settle([])
}

/** The reader has changed what stands around the text. */
export function setHead(change: Partial<Pick<BatchText, 'path' | 'query' | 'headers'>>): void {
  if (draft.value === undefined) return
  draft.value = fitType({ ...draft.value, ...change })
  settle([])
}

/** Takes the text for one of another dialect, and goes to an endpoint that speaks it. */
export function readAs(dialect: ClientDialect): void {
  if (draft.value === undefined) return
  const endpoint = endpoints.value.find((one) => one.dialect === dialect)
  target.value = endpoint?.path
  draft.value = { ...draft.value, dialect, path: endpoint?.path ?? draft.value.path }
  settle([])
}

/** Shows the form, or the text. */
export function setMode(next: 'form' | 'text'): void {
  mode.value = next
  form.value = undefined
  settle(notes.value)
}

/** The reader has changed the form: the text follows. */
export function setForm(next: FormBatch): void {
  form.value = next
  const before = draft.value
  if (before === undefined) return
  try {
    const base = baseOf(endpointOf(target.value))
    const options = { base, createBoundary: createName }
    const message = writeBatch(before.dialect, fromForm(next), options)
    draft.value = withMessage(before, message) ?? before
    notes.value = message.notes
    problem.value = undefined
  } catch (error) {
    const place = error instanceof FormProblem ? { part: error.part, field: error.field } : {}
    problem.value = { message: messageOf(error), ...place }
  }
}

let latest = 0

/** Reads the batch anew: what is wrong with it, what it looks like, and the form where it is shown. */
function settle(carried: readonly CarryNote[]): void {
  notes.value = carried
  const text = draft.value
  if (text === undefined) return
  latest += 1
  const mine = latest
  const request = toRequest(text)
  const detected = detectDialect(request)
  looksLike.value =
    detected?.sure === true && detected.name !== text.dialect ? detected.name : undefined
  void read(text.dialect, request, () => mine === latest)
}

async function read(
  dialect: ClientDialect,
  request: BatchRequest,
  isCurrent: () => boolean,
): Promise<void> {
  try {
    const batch = await readBatch(dialect, request, { base: baseOf(endpointOf(target.value)) })
    if (!isCurrent()) return
    problem.value = undefined
    if (mode.value === 'form') form.value = toForm(batch)
  } catch (error) {
    if (!isCurrent()) return
    problem.value = { message: messageOf(error) }
    form.value = undefined
  }
}

/** What went wrong, and where, as a sentence. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof BatchError && error.where !== undefined) {
    return `${error.where} ${error.message}`
  }
  return error.message
}
