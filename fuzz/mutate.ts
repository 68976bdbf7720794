import type { FuzzRequest } from './corpus.ts'
import type { Random } from './random.ts'

/** Pieces that mean something to one of the readers. */
const tokens: readonly string[] = [
  ['\n', '\r\n', '\r', '\n\n', '\r\n\r\n', ' ', '\t', '\0', '\x7f', '\xff', '\xc0\xaf'],
  ['--', '--b', '--b--', '--b\n', '\n--b--', 'boundary=', '"', '\\', ';', '=', ':', ','],
  ['{', '}', '[', ']', '{}', '[]', 'null', 'true', '-0', '1e999', '\\u0000', '\\ud800', '//'],
  ['../', '..', '.', '%2e%2e', '%2F', '%252e', '%5c', '%00', '%', '%zz', '..;', '\\', '#', '?'],
  ['&', '+', '(a,b)', '/s/-/', '/s/SiteB/', '/dw/shop/v24_5/', '/dw/batch', 'http://h/'],
  ['client_id=', 'method=DELETE', 'Bearer ', 'eyJhbGciOiJub25lIn0.e30.', 'x-dw-http-method: '],
  ['x-dw-resource-path: ', 'x-dw-resource-path-extension: ', 'x-dw-content-id: ', 'x-a: b\n'],
  ['connection: x-dw-client-id', 'authorization: ', 'x-dw-client-id: ', 'GET', 'POST', 'get'],
  ['\xef\xbb\xbf', '\xc3\xa9', '\xe2\x80\xa8', '\xf0\x9f\x98\x80', '\xed\xa0\x80', '\u00e9'],
  ['__proto__', 'constructor', 'transfer-encoding: chunked', 'content-length: 0', '{result='],
].flat()

export function pickToken(random: Random): string {
  return random.pick(tokens) ?? ''
}

/** A text after a few changes to its bytes; `others` are texts to take pieces from. */
export function mutateText(random: Random, text: string, others: readonly string[]): string {
  let result = text
  for (let turn = random.few(4); turn >= 0; turn -= 1) result = change(random, result, others)
  return result
}

function change(random: Random, text: string, others: readonly string[]): string {
  const at = random.below(text.length + 1)
  const length = random.few(Math.min(40, text.length - at))
  const [before, piece, after] = [
    text.slice(0, at),
    text.slice(at, at + length),
    text.slice(at + length),
  ]
  switch (random.below(8)) {
    case 0:
      return before + String.fromCharCode(random.below(256)) + text.slice(at + 1)
    case 1:
      return before + String.fromCharCode(random.below(256)) + text.slice(at)
    case 2:
      return before + after
    case 3:
      return before + piece.repeat(1 + random.few(8)) + after
    case 4: {
      const to = random.below(text.length + 1)
      return text.slice(0, to) + piece + text.slice(to)
    }
    case 5: {
      const other = random.pick(others) ?? ''
      const from = random.below(other.length + 1)
      return before + other.slice(from, from + random.few(200)) + after
    }
    default:
      return before + pickToken(random) + (random.chance(50) ? after : text.slice(at))
  }
}

/** The items of a list after one change to their order or number. */
function changeList<T>(random: Random, list: readonly T[], others: readonly T[]): readonly T[] {
  const at = random.below(list.length + 1)
  const item = random.pick(random.chance(60) ? list : others)
  switch (random.below(4)) {
    case 0:
      return list.toSpliced(at, 1)
    case 1:
      return item === undefined ? list : list.toSpliced(at, 0, item)
    case 2:
      return item === undefined ? list : list.toSpliced(at, 1, item)
    default: {
      const times = random.chance(10) ? 60 : 1 + random.few(4)
      return item === undefined ? list : list.toSpliced(at, 0, ...repeat(item, times))
    }
  }
}

function repeat<T>(item: T, times: number): readonly T[] {
  return Array.from({ length: times }, () => item)
}

/** Sections of a multipart body, or its lines, put together in another way. */
export function mutateMultipart(random: Random, body: string, others: readonly string[]): string {
  const other = random.pick(others) ?? ''
  if (random.chance(50)) {
    const sections = changeList(random, body.split(/(?=--b)/), other.split(/(?=--b)/))
    return sections.join('')
  }
  const lines = changeList(random, body.split(/(?<=\n)/), other.split(/(?<=\n)/))
  const text = lines.join('')
  return random.chance(20) ? text.replaceAll(/\r?\n/g, random.pick(['\n', '\r\n', '\r'])) : text
}

/** A JSON text whose tree was changed; the text itself where it is not JSON. */
export function mutateJson(random: Random, text: string, others: readonly string[]): string {
  const tree = parse(text)
  if (tree === undefined) return text
  const donor = parse(random.pick(others) ?? '')
  const changed = changeTree(random, tree, donor ?? null)
  return JSON.stringify(changed, undefined, random.chance(20) ? random.pick([1, '\t']) : undefined)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function changeTree(random: Random, value: unknown, donor: unknown): unknown {
  if (typeof value !== 'object' || value === null || random.chance(15)) {
    return leaf(random, value, donor)
  }
  if (Array.isArray(value)) {
    const list = value as readonly unknown[]
    if (list.length === 0 || random.chance(30)) return changeList(random, list, [donor])
    const at = random.below(list.length)
    return list.with(at, changeTree(random, list[at], donor))
  }
  const members = Object.entries(value)
  const at = random.below(members.length + 1)
  const [name, content] = members[at] ?? [pickToken(random), donor]
  switch (random.below(5)) {
    case 0:
      return Object.fromEntries(members.toSpliced(at, 1))
    case 1:
      return Object.fromEntries(members.toSpliced(at, 1, [`${name}${pickToken(random)}`, content]))
    default:
      return Object.fromEntries(
        members.toSpliced(at, 1, [name, changeTree(random, content, donor)]),
      )
  }
}

function leaf(random: Random, value: unknown, donor: unknown): unknown {
  if (typeof value === 'string' && random.chance(70)) return mutateText(random, value, [])
  return random.pick([null, true, 0, -1, 1.5, '', 'a', [], {}, donor, [value], { a: value }])
}

/** A request after changes to its line, its fields or its body. */
export function mutateRequest(
  random: Random,
  request: FuzzRequest,
  seeds: readonly FuzzRequest[],
): FuzzRequest {
  const bodies = seeds.length === 0 ? [] : [random.pick(seeds)?.body ?? '']
  const fields = random.pick(seeds)?.fields ?? []
  switch (random.below(13)) {
    case 12:
      return renameBoundary(random, request)
    case 0:
      return { ...request, fields: changeList(random, request.fields, fields) }
    case 1:
      return { ...request, fields: changeField(random, request.fields) }
    case 2:
      return { ...request, target: mutateText(random, request.target, []) }
    case 3:
      return { ...request, method: random.pick(['POST', 'OPTIONS', 'GET', 'PUT', 'HEAD']) }
    case 4:
    case 5:
    case 6:
      return { ...request, body: mutateMultipart(random, request.body, bodies) }
    case 7:
    case 8:
      return { ...request, body: mutateJson(random, request.body, bodies) }
    default:
      return { ...request, body: mutateText(random, request.body, bodies) }
  }
}

function changeField(random: Random, fields: FuzzRequest['fields']): FuzzRequest['fields'] {
  if (fields.length === 0) return [['x-a', 'b']]
  const at = random.below(fields.length)
  const [name, value] = fields[at] ?? ['x-a', '']
  return fields.with(at, [name, mutateText(random, value, [])])
}

/** Another boundary, in the type and wherever the body has the one of before. */
function renameBoundary(random: Random, request: FuzzRequest): FuzzRequest {
  const at = request.fields.findIndex(([name]) => name === 'content-type')
  const type = request.fields.find(([name]) => name === 'content-type')?.[1] ?? ''
  const old = /boundary="?([^";]+)/.exec(type)?.[1]
  if (old === undefined) return request
  const next = random.pick(['\xe9', '--', 'b--', 'b', '#x$_@', "a'()+_,-./:=?b", 'x'.repeat(70)])
  const shown = random.chance(30) ? `"${next}"` : next
  const fields = request.fields.with(at, ['content-type', `multipart/mixed; boundary=${shown}`])
  return { ...request, fields, body: request.body.replaceAll(`--${old}`, () => `--${next}`) }
}
