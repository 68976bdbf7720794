import { readdirSync, readFileSync } from 'node:fs'
import { readFixture } from '../packages/core/test/support/fixture.ts'

const folder = new URL('../packages/core/test/fixtures/', import.meta.url)

/** A request in one text, one character per byte: `METHOD target`, fields, an empty line, a body. */
export interface FuzzRequest {
  readonly method: string
  readonly target: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

/** The requests of a dialect's fixtures: what mutation begins with. */
export function readSeeds(dialect: string): readonly FuzzRequest[] {
  const names = readdirSync(folder).includes(dialect)
    ? readdirSync(new URL(`${dialect}/`, folder)).filter((name) => name.endsWith('.http'))
    : []
  return names.toSorted().flatMap((name) => {
    const text = readFileSync(new URL(`${dialect}/${name}`, folder), 'latin1')
    const request = readRequest(name, text)
    return request === undefined || request.body.length > mostBytes ? [] : [request]
  })
}

/** Larger seeds cost time and show nothing more. */
const mostBytes = 20_000

function readRequest(name: string, text: string): FuzzRequest | undefined {
  let fixture
  try {
    fixture = readFixture(name, text)
  } catch {
    return undefined
  }
  const { start, headers, body } = fixture.request
  const [method = '', target = ''] = start.split(' ')
  return { method, target, fields: headers, body }
}

/** A request as bytes, to be kept in a file. */
export function toBytes({ method, target, fields, body }: FuzzRequest): Buffer {
  const head = [`${method} ${target}`, ...fields.map(([name, value]) => `${name}: ${value}`)]
  return Buffer.from(`${head.join('\n')}\n\n${body}`, 'latin1')
}

/** What a server would make of these bytes: fields that no server lets through are left out. */
export function fromBytes(bytes: Uint8Array): FuzzRequest {
  const text = Buffer.from(bytes).toString('latin1')
  const end = text.indexOf('\n\n')
  const [start = '', ...lines] = (end === -1 ? text : text.slice(0, end)).split('\n')
  const space = start.indexOf(' ')
  const fields = lines.flatMap((line) => {
    const match = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*$/s.exec(line)
    const [, name = '', value = ''] = match ?? []
    // oxlint-disable-next-line no-control-regex -- as Node's parser does
    const sound = name !== '' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    return sound ? [[name.toLowerCase(), value] as const] : []
  })
  return {
    method: start.slice(0, Math.max(space, 0)).replace(/[^A-Z]/g, '') || 'POST',
    target: start.slice(space + 1).replace(/[^\x21-\x7e\x80-\xff]/g, '') || '/',
    fields,
    body: end === -1 ? '' : text.slice(end + 2),
  }
}
