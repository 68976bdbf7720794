import type {
  BatchMessage,
  BatchRequest,
  ClientDialect,
  HeaderList,
} from '@batchway/core/translate'
import { clientDialects, readRequestText } from '@batchway/core/translate'

/** A batch as text that can be edited, and the request that carries it. */
export interface BatchText {
  readonly dialect: ClientDialect
  /** Path that it is posted to. */
  readonly path: string
  /** Without its question mark. */
  readonly query: string
  /** Names in lower case; with `content-type`. */
  readonly headers: HeaderList
  /** Lines end with a line feed only. */
  readonly text: string
  /** Its lines end with a carriage return and a line feed when it is sent. */
  readonly crlf: boolean
}

/** The bytes of a batch as text; undefined where they are no UTF-8, which no text can keep. */
export function toText(body: Uint8Array): Pick<BatchText, 'text' | 'crlf'> | undefined {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return undefined
  }
  // Where lines end in both ways, each keeps its own: the returns stay in the text.
  const crlf = text.includes('\r\n') && !/(?:^|[^\r])\n/.test(text) && !/\r(?!\n)/.test(text)
  return { text: crlf ? text.replaceAll('\r\n', '\n') : text, crlf }
}

/** The request that carries a batch, byte for byte. */
export function toRequest({ path, query, headers, text, crlf }: BatchText): BatchRequest {
  const body = new TextEncoder().encode(crlf ? text.replaceAll('\n', '\r\n') : text)
  return { path, query, headers, body }
}

/** Fields that say what the body is or steer the batch, and go when another one takes its place. */
const ofBatch = new Set(['content-type', 'content-length', 'prefer'])

/** The same batch in what a translation wrote; undefined where that is no text. */
export function withMessage(
  batch: Omit<BatchText, 'text' | 'crlf'>,
  message: Omit<BatchMessage, 'method'>,
): BatchText | undefined {
  const text = toText(message.body)
  if (text === undefined) return undefined
  const named = new Set(message.headers.map(([name]) => name))
  const kept = batch.headers.filter(([name]) => !ofBatch.has(name) && !named.has(name))
  const query = joinQueries(batch.query, message.query)
  return { ...batch, query, headers: [...message.headers, ...kept], ...text }
}

/** A query with another `mode`, which says how parts follow each other. */
function joinQueries(before: string, after: string): string {
  const kept = before.split('&').filter((pair) => pair !== '' && !pair.startsWith('mode='))
  return [...kept, ...(after === '' ? [] : [after])].join('&')
}

/** The same with a type that fits its text, where that has become another one. */
export function fitType(batch: BatchText): BatchText {
  const needed = readPasted(batch.text)?.headers?.find(([name]) => name === 'content-type')?.[1]
  const given = batch.headers.find(([name]) => name === 'content-type')?.[1]
  if (needed === undefined || (given !== undefined && sameForm(given, needed))) return batch
  const others = batch.headers.filter(([name]) => name !== 'content-type')
  return { ...batch, headers: [['content-type', needed], ...others] }
}

function sameForm(given: string, needed: string): boolean {
  const isJson = !/^multipart\//i.test(given)
  return isJson === !/^multipart\//i.test(needed) && boundaryOf(given) === boundaryOf(needed)
}

function boundaryOf(type: string): string | undefined {
  return /boundary="?([^";]+)/i.exec(type)?.[1]?.trimEnd()
}

/**
 * What somebody pasted: a body, or a whole request with its head. The type of a body is known by its
 * first characters. Undefined where it is neither.
 */
export function readPasted(pasted: string): Partial<BatchText> | undefined {
  try {
    const { path, query, headers, body } = readRequestText(new TextEncoder().encode(pasted))
    const text = toText(body)
    if (text === undefined) return undefined
    return { ...(path === undefined ? {} : { path, query }), headers, ...text }
  } catch {
    return undefined
  }
}

/** Whether a name is that of a dialect which the console can write. */
export function isClientDialect(name: string): name is ClientDialect {
  return clientDialects.some((known) => known === name)
}
