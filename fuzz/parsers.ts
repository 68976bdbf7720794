import assert from 'node:assert/strict'
import { MIMEType } from 'node:util'
import { readBoundary } from '../packages/core/src/wire/boundary.ts'
import { resolveTarget } from '../packages/core/src/model/target.ts'
import { readJson, sliceOf } from '../packages/core/src/wire/json.ts'
import { JsonSyntaxError } from '../packages/core/src/wire/json-scanner.ts'
import { parseMediaType } from '../packages/core/src/wire/media-type.ts'
import { readHttpRequest } from '../packages/core/src/wire/http-message.ts'
import { readMultipartPart, splitMultipart } from '../packages/core/src/wire/multipart.ts'
import { readSeeds } from './corpus.ts'
import { mutateJson, mutateMultipart, mutateText, pickToken } from './mutate.ts'
import type { Random } from './random.ts'
import type { FuzzTarget } from './target.ts'

const jsonSeeds = ['odata', 'graph', 'ocamba', 'journyx'].flatMap((name) =>
  readSeeds(name).map(({ body }) => body),
)
const multipartSeeds = readSeeds('ocapi').map(({ body }) => body)
multipartSeeds.push('--b\na: b\nx-dw-content-id: 1\n\n{"a":1}\n--b\r\na: b\r\n\r\n--b--\r\n')

function latin1(input: Uint8Array): string {
  return Buffer.from(input).toString('latin1')
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

const maxDepth = 12

/** The same verdict as JSON.parse, and slices that mean the same. */
function checkJson(input: Uint8Array): void {
  let read
  try {
    read = readJson(input, { maxDepth, indexDepth: 3 })
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error
  }
  const expected = parseStrictly(input)
  assert.equal(read !== undefined, expected !== undefined, 'readJson and JSON.parse disagree')
  if (read === undefined || expected === undefined) return
  const slice = new TextDecoder().decode(sliceOf(read, read.root))
  assert.deepEqual(JSON.parse(slice), expected.value)
}

function parseStrictly(input: Uint8Array): { readonly value: unknown } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input)
    const value: unknown = JSON.parse(text)
    return depthOf(text) > maxDepth ? undefined : { value }
  } catch {
    return undefined
  }
}

/** Nesting of a valid text; brackets in strings do not count. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1
    else if (token === ']' || token === '}') depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/** Another splitter, of lines of text, to compare with. */
function splitSlowly(text: string, boundary: string): { parts: string[]; closed: boolean } {
  const parts: string[] = []
  let open: string[] | undefined
  for (const line of text.split(/(?<=\n)/)) {
    const rest = line.startsWith(`--${boundary}`) ? line.slice(boundary.length + 2) : undefined
    const match = rest === undefined ? null : /^(--)?[ \t]*(?:\r?\n|\r)?$/.exec(rest)
    if (match === null) {
      open?.push(line)
      continue
    }
    if (open !== undefined) parts.push(open.join('').replace(/\r?\n$/, ''))
    if (match[1] !== undefined) return { parts, closed: true }
    open = []
  }
  return { parts, closed: false }
}

function checkMultipart(input: Uint8Array): void {
  const { sections, closed } = splitMultipart(input, 'b')
  const slow = splitSlowly(latin1(input), 'b')
  assert.deepEqual({ parts: sections.map(latin1), closed }, slow)
  for (const section of sections) checkPart(section)
}

function checkPart(section: Uint8Array): void {
  const part = readMultipartPart(section)
  if ('line' in part) {
    assert.ok(latin1(section).includes(part.line), 'a line that is not there')
    return
  }
  for (const [name, value] of part.headers) {
    assert.match(name, /^[!#$%&'*+\-.^_`|~0-9a-z]+$/)
    // oxlint-disable-next-line no-control-regex -- RFC 9110 5.5
    assert.match(
      value,
      /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/,
    )
  }
  assert.ok(latin1(section).endsWith(latin1(part.body)))
  if (!part.separated) assert.equal(part.body.length, 0)
}

/** A request inside a part: its pieces stand in the input, and nothing but line breaks is cut off. */
function checkHttpMessage(input: Uint8Array): void {
  const text = latin1(input)
  const message = readHttpRequest(input)
  if ('line' in message) {
    assert.ok(text.includes(message.line), 'a line that is not there')
    return
  }
  assert.match(message.method, /^[^ \n]+$/)
  assert.match(message.target, /^\S(?:[^\n]*\S)?$/)
  assert.ok(text.includes(`${message.method} `) && text.includes(message.target))
  const body = latin1(message.body)
  assert.ok(text.replace(/[\r\n]+$/, '').endsWith(body.replace(/[\r\n]+$/, '')))
  assert.ok(text.includes(body))
}

function httpText(random: Random): string {
  const method = random.pick(['GET', 'POST', 'get', '', 'A B'])
  const version = random.pick([' HTTP/1.1', ' http/2', '', ' HTTP/1.1 ', ' HTTP/x'])
  const end = random.pick(['\n', '\r\n']) ?? '\n'
  const fields = Array.from({ length: random.few(3) }, () => {
    return `${random.pick(['A: b', 'Content-Length: 2', 'Content-ID: 1', ' folded', 'x'])}${end}`
  })
  const body = `${random.pick(['', '{}', '\r\n', 'null'])}${end.repeat(random.few(3))}`
  const lead = end.repeat(random.few(2))
  return `${lead}${method} ${targetText(random)}${version}${end}${fields.join('')}${end}${body}`
}

function checkMediaType(input: Uint8Array): void {
  const text = latin1(input)
  const type = parseMediaType(text)
  if (type === undefined) return
  assert.match(type.essence, /^[!#$%&'*+\-.^_`|~0-9a-z]+\/[!#$%&'*+\-.^_`|~0-9a-z]+$/)
  for (const name of type.parameters.keys()) assert.match(name, /^[!#$%&'*+\-.^_`|~0-9a-z]+$/)
  const other = readMimeType(text)
  if (other !== undefined) assert.equal(type.essence, other.essence)
}

function readMimeType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text)
  } catch {
    return undefined
  }
}

function checkBoundary(input: Uint8Array): void {
  // oxlint-disable-next-line no-control-regex -- a server lets no others through
  const text = latin1(input).replace(/[^\t\x20-\x7e\x80-\xff]/g, '')
  const boundary = readBoundary(text)
  if (boundary === undefined) return
  assert.ok(boundary.text.length >= 1 && boundary.text.length <= 70)
  // oxlint-disable-next-line no-control-regex -- what a boundary may not have
  assert.doesNotMatch(boundary.text, /[\r\n\0;]/)
  const type = parseMediaType(text)
  if (type === undefined) return
  assert.equal(type.essence, 'multipart/mixed')
  assert.equal(boundary.text, type.parameters.get('boundary'))
}

const bases = ['/v2/api', '', '/s/-/dw/data/v24_5'] as const

/** Input: a digit for the rules, then the target. Accepted ones stay below the base. */
function checkTarget(input: Uint8Array): void {
  const text = latin1(input)
  const rules = {
    base: bases[text.charCodeAt(0) % bases.length] ?? '',
    relativeTo: text.charCodeAt(0) % 2 === 0 ? ('base' as const) : ('root' as const),
    encodedSlash: text.charCodeAt(0) % 4 > 1,
  }
  const target = resolveTarget(text.slice(1), rules)
  if (!target.ok) {
    assert.ok(target.problem.length > 0)
    return
  }
  assert.match(target.path, /^\/[\x21-\x7e]*$/)
  let path = target.path.split('?', 1)[0] ?? ''
  checkBelow(path, rules.base)
  for (let turn = 0; turn < 6; turn += 1) {
    const decoded = path.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    if (decoded === path) break
    path = decoded
    checkBelow(path, rules.base)
    checkBelow(path.replaceAll('?', '%3F').replaceAll('#', '%23'), rules.base)
    checkBelow(path.replace(/;[^/]*/g, ''), rules.base)
  }
}

function checkBelow(path: string, base: string): void {
  const url = new URL(`http://host${path}`)
  assert.equal(url.host, 'host', `another host by ${JSON.stringify(path)}`)
  const found = decodeURI(
    url.pathname.replace(/%(?![0-9a-f]{2})/gi, '%25').replace(/%[89a-f]./gi, 'x'),
  )
  assert.ok(found.startsWith(`${base}/`), `${JSON.stringify(path)} leaves ${base}: ${found}`)
}

function fromSeeds(
  random: Random,
  seeds: readonly string[],
  structure: (random: Random, text: string, others: readonly string[]) => string,
): Uint8Array {
  let text = random.pick(seeds) ?? ''
  for (let turn = random.few(3); turn >= 0; turn -= 1) {
    text = random.chance(50) ? structure(random, text, seeds) : mutateText(random, text, seeds)
  }
  return bytesOf(text.slice(0, 60_000))
}

function typeText(random: Random): string {
  const type = random.pick(['multipart/mixed', 'Multipart/Mixed', 'application/json', 'text/plain'])
  const parameters = Array.from({ length: random.few(3) }, () => {
    const name = random.pick(['boundary', 'charset', 'Boundary', 'x', ''])
    const value = random.pick(['b', '"b"', '"a;b"', '"a\\"b"', '#x$_@', '', ' b ', 'utf-8'])
    return `${random.pick([';', '; ', ' ;'])}${name}${random.pick(['=', ' = ', ''])}${value}`
  })
  return type + parameters.join('')
}

function targetText(random: Random): string {
  const rule = String.fromCharCode(0x30 + random.below(12))
  const base = random.chance(60) ? `${random.pick(bases)}/` : ''
  const segments = Array.from({ length: 1 + random.few(5) }, () => {
    const pieces = Array.from({ length: 1 + random.few(2) }, () =>
      random.chance(40) ? 'a' : pickSegment(random),
    )
    return pieces.join('')
  })
  const query = random.chance(20) ? `?${pickToken(random)}` : ''
  return rule + base + segments.join(random.pick(['/', '/', '/', '%2f', '%252F', '%5c'])) + query
}

function pickSegment(random: Random): string {
  const dots = random.pick(['.', '..', '%2e', '%2E%2e', '.%252e', '%25%32e', '%c0%ae', '%ef%bc%8e'])
  const tail = random.pick([
    '',
    '',
    ';',
    ';x',
    '%3b',
    '%00',
    '%20',
    '%09',
    '%0a',
    '%3f',
    '%23',
    '%01',
  ])
  return random.chance(70) ? dots + tail : pickToken(random)
}

function mutated(random: Random, text: string): Uint8Array {
  return bytesOf(random.chance(60) ? mutateText(random, text, []) : text)
}

/** All parsers, with what must hold for any input. */
export const parserTargets: readonly FuzzTarget[] = [
  { name: 'json', generate: (random) => fromSeeds(random, jsonSeeds, mutateJson), run: checkJson },
  {
    name: 'multipart',
    generate: (random) => fromSeeds(random, multipartSeeds, mutateMultipart),
    run: checkMultipart,
  },
  {
    name: 'media-type',
    generate: (random) => mutated(random, typeText(random)),
    run: checkMediaType,
  },
  {
    name: 'http-message',
    generate: (random) => mutated(random, httpText(random)),
    run: checkHttpMessage,
  },
  { name: 'boundary', generate: (random) => mutated(random, typeText(random)), run: checkBoundary },
  { name: 'target', generate: (random) => mutated(random, targetText(random)), run: checkTarget },
]
