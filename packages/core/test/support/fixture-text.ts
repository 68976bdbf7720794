import type { OuterResponse, PartRequest } from '@batchway/core'

/** A message to compare: its texts have one character per byte. */
export interface ComparedMessage {
  /** Section of the fixture, such as `>>> part 0`. */
  readonly section: string
  readonly start: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

/** What the API saw of a part, as a fixture writes it. */
export function messageOfPart(request: PartRequest): ComparedMessage {
  return {
    section: `>>> part ${request.part.index}`,
    start: `${request.method} ${request.path} HTTP/1.1`,
    headers: sortFields(request.headers),
    body: latin1(request.body ?? new Uint8Array()),
  }
}

/** The answer to a batch, as a fixture writes it. */
export function messageOfResponse(response: OuterResponse): ComparedMessage {
  return {
    section: '<<< response',
    start: `HTTP/1.1 ${response.status}`,
    headers: sortFields(response.headers),
    body: latin1(response.body),
  }
}

/** Header fields sorted by name; those of one name keep their order. */
export function sortFields(fields: ComparedMessage['headers']): ComparedMessage['headers'] {
  return fields.toSorted(([left], [right]) => Number(left > right) - Number(left < right))
}

/** The text of bytes, one character each. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

/** Both texts for people, and the first line where they differ. */
export function describeDifference(
  actual: readonly ComparedMessage[],
  expected: readonly ComparedMessage[],
): string {
  const happened = toLines(actual)
  const wanted = toLines(expected)
  const index = wanted.findIndex((line, at) => line !== happened[at])
  const line = index === -1 ? wanted.length : index
  const left = wanted[line] ?? '(the end)'
  const right = happened[line] ?? '(the end)'
  const from = Math.max(0, commonLength(left, right) - 40)
  return [
    'The file expects:',
    ...wanted.map((text) => `    ${shorten(text, from)}`),
    'What happened:',
    ...happened.map((text) => `    ${shorten(text, from)}`),
    'The first difference:',
    `  - ${shorten(left, from)}`,
    `  + ${shorten(right, from)}`,
  ].join('\n')
}

function commonLength(left: string, right: string): number {
  let length = 0
  while (length < left.length && left[length] === right[length]) length += 1
  return length
}

const longLine = 1000

/** Cuts a line that nobody can read down to what is around the place of interest. */
function shorten(line: string, from: number): string {
  if (line.length <= longLine) return line
  const start = Math.min(from, line.length - longLine)
  const end = start + longLine
  return `${start > 0 ? '[...]' : ''}${line.slice(start, end)}${end < line.length ? '[...]' : ''}`
}

/** Messages as lines; what is no printable UTF-8 is written as an escape. */
function toLines(messages: readonly ComparedMessage[]): readonly string[] {
  return messages
    .flatMap(({ section, start, headers, body }) => {
      const fields = headers.map(([name, value]) => `${name}: ${printable(value)}`)
      return [section, start, ...fields, '', printable(body)]
    })
    .flatMap((text) => text.split('\n'))
}

function printable(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  const decoded = bytes.toString('utf8')
  const isUtf8 = Buffer.from(decoded).equals(bytes)
  // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
  const odd = isUtf8 ? /[\x00-\x09\x0b-\x1f\x7f\ufeff]/g : /[^\x0a\x20-\x7e]/g
  return (isUtf8 ? decoded : text).replace(odd, (character) => {
    const code = character.charCodeAt(0)
    return code > 0xff ? '\\xef\\xbb\\xbf' : `\\x${code.toString(16).padStart(2, '0')}`
  })
}
