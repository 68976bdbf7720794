import type { BatchEndpointOptions, RateLimitOptions } from '@batchway/core'

/**
 * Fixtures are text files that show one batch: the request, what the API sees of it and answers,
 * and the answer to the batch. Bodies are kept byte for byte: a text here has one character per
 * byte (ISO 8859-1).
 */
export interface Fixture {
  /** Path below the fixtures' folder, such as `ocamba/mode-in-query.http`. */
  readonly name: string
  /** Numbers of the facts and decisions in the dialect's page that it shows, such as `F2`. */
  readonly citations: readonly string[]
  readonly options: FixtureOptions
  readonly order: FixtureOrder
  readonly request: FixtureMessage
  /** One per section about a part, in the order of the file. */
  readonly events: readonly FixtureEvent[]
  readonly response: FixtureMessage
}

/** Options of the endpoint under test, and a few for the test alone. */
export interface FixtureOptions extends Partial<
  Omit<
    BatchEndpointOptions,
    'dialect' | 'policies' | 'admissions' | 'budget' | 'onBatch' | 'verify'
  >
> {
  /** Options of the dialect. */
  readonly dialectOptions?: Readonly<Record<string, unknown>>
  /** A settings document, for dialects that have one. */
  readonly settings?: unknown
  /** Verified JSON Web Tokens and their clients (null: none is named); all others are refused. */
  readonly jwt?: Readonly<Record<string, string | null>>
  /**
   * The endpoint verifies bearer tokens: these are accepted, with their claims; of the claims
   * `insufficient` says that a scope is missing. All others are refused.
   */
  readonly tokens?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** What the clock shows, in ISO 8601. Default: the beginning of 2026. */
  readonly now?: string
  /** What is taken, one after the other, where an answer needs a boundary of its own. */
  readonly boundaries?: readonly string[]
  /** Rates of batches and parts; the fixture's batch is the first one that is counted. */
  readonly rateLimit?: RateLimitOptions
  /** Bytes of memory that all batches share. */
  readonly budget?: number
  /** Whether the batch came as a part of another batch of the same process. */
  readonly reentrant?: boolean
  /** Message of a fault of ours that happens while the batch is prepared. */
  readonly throws?: string
}

const optionNames = [
  'path',
  'base',
  'limits',
  'identity',
  'identityHeaders',
  'inheritHeaders',
  'partHeaders',
  'reservedHeaders',
  'rules',
  'readOnly',
  'caller',
  'tokens',
  'allowedOrigins',
  'encodedSlash',
  'endpoints',
  'dialectOptions',
  'settings',
  'jwt',
  'now',
  'boundaries',
  'rateLimit',
  'onUnknown',
  'streaming',
  'budget',
  'reentrant',
  'throws',
]

/**
 * `file`: parts reach the API in the order of the file. `any`: in any order. `events`: questions
 * and answers happen in exactly the order of the file.
 */
export type FixtureOrder = 'file' | 'any' | 'events'

/** A message: its first line, its fields (names in lower case) and its body. */
export interface FixtureMessage {
  readonly start: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** Line of the file where the message begins, from 1. */
  readonly line: number
}

/** What happens between the engine and the API. */
export interface FixtureEvent {
  /** `asked`: the API gets a part. `answered`: what it answers. */
  readonly kind: 'asked' | 'answered'
  readonly part: number
  readonly message: FixtureMessage
}

/** A fixture file is malformed. The message names the file and the line. */
export class FixtureError extends Error {
  constructor(name: string, line: number, problem: string) {
    super(`${name}:${line}: ${problem}`)
    this.name = 'FixtureError'
  }
}

const citationLine = /^# ([FD]\d+(?: [FD]\d+)*): \S/
const setting = /^# (options|escapes|order|note): (.+)$/
const marker = /^(?:>>> request|>>> part (0|[1-9]\d*)|<<< part (0|[1-9]\d*)|<<< response)$/

/** Reads a fixture. `text` has one character per byte of the file. */
export function readFixture(name: string, text: string): Fixture {
  return new FixtureReader(name, text).read()
}

class FixtureReader {
  readonly #name: string
  readonly #lines: readonly string[]
  readonly #settings = new Map<string, string>()
  #at = 0

  constructor(name: string, text: string) {
    this.#name = name
    this.#lines = text.replace(/\n$/, '').split('\n')
  }

  read(): Fixture {
    const cited = citationLine.exec(this.#line(0))
    if (cited === null) this.#fail(0, 'the first line must be "# F2 D5: what this case shows"')
    this.#at = 1
    while (this.#at < this.#lines.length && !marker.test(this.#line(this.#at))) this.#setting()
    const options = this.#options()
    const order = this.#order()
    let request: FixtureMessage | undefined
    let response: FixtureMessage | undefined
    const events: FixtureEvent[] = []
    while (this.#at < this.#lines.length) {
      const at = this.#at
      const section = this.#line(at)
      if (response !== undefined) this.#fail(at, '"<<< response" must be the last section')
      if ((request === undefined) !== (section === '>>> request')) {
        this.#fail(at, '">>> request" must be the first section, and stand there once')
      }
      const message = this.#message(section)
      if (section === '>>> request') request = message
      else if (section === '<<< response') response = message
      else events.push(this.#event(section, message, events))
    }
    if (request === undefined) this.#fail(this.#at, 'there is no section ">>> request"')
    if (response === undefined) this.#fail(this.#at, 'there is no section "<<< response"')
    this.#checkAnswers(events)
    const citations = cited[1]?.split(' ') ?? []
    return { name: this.#name, citations, options, order, request, events, response }
  }

  #setting(): void {
    const line = this.#line(this.#at)
    const found = setting.exec(line)
    if (line !== '' && found === null) {
      this.#fail(
        this.#at,
        'expected "# options: ...", "# escapes: on", "# order: ...", "# note: ..." or a section such as ">>> request"',
      )
    }
    const [, key = '', value = ''] = found ?? []
    if (key !== 'note' && this.#settings.has(key))
      this.#fail(this.#at, `"${key}" stands there twice`)
    if (key === 'escapes' && value !== 'on') this.#fail(this.#at, 'escapes can only be "on"')
    if (key !== '') this.#settings.set(key, value)
    this.#at += 1
  }

  #options(): FixtureOptions {
    const text = this.#settings.get('options')
    if (text === undefined) return {}
    const line = this.#lines.findIndex((candidate) => candidate.startsWith('# options:'))
    const options = parseObject(text)
    if (options === undefined) this.#fail(line, 'the options must be a JSON object on one line')
    const unknown = Object.keys(options).find((name) => !optionNames.includes(name))
    if (unknown !== undefined) {
      this.#fail(line, `there is no option "${unknown}"; they are ${optionNames.join(', ')}`)
    }
    return options
  }

  #order(): FixtureOrder {
    const order = this.#settings.get('order') ?? 'file'
    if (order === 'file' || order === 'any' || order === 'events') return order
    const line = this.#lines.findIndex((candidate) => candidate.startsWith('# order:'))
    return this.#fail(line, 'the order must be "file", "any" or "events"')
  }

  /** Reads the section whose marker is the current line. */
  #message(section: string): FixtureMessage {
    const first = this.#at + 1
    let end = first
    while (end < this.#lines.length && !marker.test(this.#line(end))) {
      const line = this.#line(end)
      if (/^(?:>>>|<<<)/.test(line)) this.#fail(end, `"${line}" is no section that is known`)
      end += 1
    }
    this.#at = end
    const start = this.#line(first)
    const wanted = section.startsWith('>>>')
      ? /^[^ ]+ [^ ]+ HTTP\/1\.1$/
      : /^(?:HTTP\/1\.1 [1-9]\d\d(?: .*)?|failed [a-z-]+ .+)$/
    if (first === end || !wanted.test(start)) {
      const example = section.startsWith('>>>') ? 'GET /path HTTP/1.1' : 'HTTP/1.1 200 OK'
      this.#fail(first, `"${section}" must be followed by a line such as "${example}"`)
    }
    const headers: (readonly [string, string])[] = []
    let at = first + 1
    for (; at < end && this.#line(at) !== ''; at += 1) {
      const field = /^([^:\s]+):[ \t]*(.*)$/.exec(this.#line(at))
      if (field === null) this.#fail(at, 'expected a header field "name: value" or an empty line')
      headers.push([(field[1] ?? '').toLowerCase(), (field[2] ?? '').trimEnd()])
    }
    if (start.startsWith('failed ') && at !== first + 1) {
      this.#fail(first + 1, 'a "failed" answer has no header fields')
    }
    const body = this.#body(at + 1, end)
    return { start, headers, body, line: first + 1 }
  }

  #body(from: number, to: number): string {
    const text = this.#lines.slice(from, to).join('\n')
    if (!this.#settings.has('escapes')) return text
    return text.replace(
      /\\(?:x([0-9a-fA-F]{2})|([rn\\])|[^]?)/g,
      (all, hex?: string, other?: string) => {
        if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
        if (other === undefined) {
          const lines = this.#lines.slice(from, to)
          const line = from + lines.findIndex((candidate) => candidate.includes(all.trimEnd()))
          this.#fail(line, `the escape ${JSON.stringify(all)} is none of \\xHH, \\r, \\n and \\\\`)
        }
        return { r: '\r', n: '\n' }[other] ?? '\\'
      },
    )
  }

  #event(section: string, message: FixtureMessage, before: readonly FixtureEvent[]): FixtureEvent {
    const kind = section.startsWith('>>>') ? 'asked' : 'answered'
    const part = Number(/\d+$/.exec(section)?.[0])
    const earlier = before.filter((event) => event.part === part)
    const markerLine = message.line - 2
    if (earlier.some((event) => event.kind === kind)) {
      this.#fail(markerLine, `there are two sections "${section}"`)
    }
    if (kind === 'answered' && earlier.length === 0) {
      this.#fail(markerLine, `"${section}" must follow ">>> part ${part}"`)
    }
    return { kind, part, message }
  }

  #checkAnswers(events: readonly FixtureEvent[]): void {
    const answered = new Set(
      events.flatMap((event) => (event.kind === 'answered' ? event.part : [])),
    )
    const open = events.find((event) => !answered.has(event.part))
    if (open === undefined) return
    this.#fail(
      open.message.line - 2,
      `">>> part ${open.part}" needs a section "<<< part ${open.part}"`,
    )
  }

  #line(index: number): string {
    return this.#lines[index] ?? ''
  }

  #fail(index: number, problem: string): never {
    throw new FixtureError(this.#name, index + 1, problem)
  }
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
