import { decodeText, joinLines } from './attack-escapes.ts'

/**
 * An attack: the bytes that are sent to a gateway, what its upstream may see of them, and what has to
 * come back. A text here has one character per byte (ISO 8859-1).
 *
 *     # What it tries. Where it was published.
 *     # config: usual
 *     # escapes: on            (\xHH, \r, \n, \\, \{12|text|} repeats, a last \ joins)
 *     # coding: gzip           (the runner encodes the body; several as in Content-Encoding)
 *     # length: given          (no Content-Length is added)
 *     # end: cut               (the caller goes away behind the last byte)
 *
 *     >>> request              (lines of the head end with CRLF, those of the body with LF)
 *     >>> upstream             (each request that must reach the upstream; none: nothing may)
 *     <<< upstream             (what the upstream answers, if anything else than usual)
 *     <<< response             (see `attack-answer.ts`)
 */
export interface Attack {
  /** Path below the folder, such as `targets/scheme-http.http`. */
  readonly name: string
  readonly config: string
  readonly request: AttackMessage
  /** Codings of the request's body, the one that is done first in front. */
  readonly codings: readonly string[]
  readonly isCut: boolean
  /** Heads and bodies, in any order. */
  readonly seen: readonly string[]
  /** Bytes that the upstream answers with. */
  readonly reply: string | undefined
  /** One per answer, in their order; none means that the connection ends without one. */
  readonly answers: readonly ExpectedAnswer[]
}

/** A message in a fixture. */
export interface AttackMessage {
  /** With CRLF behind each line, and without the empty one. */
  readonly head: string
  readonly body: string
  /** Whether the runner says how long the body is. */
  readonly addsLength: boolean
}

/** What an answer has to be. */
export interface ExpectedAnswer {
  readonly status: number
  readonly form: string
  /** Statuses of the parts. */
  readonly codes: readonly number[]
  readonly has: readonly string[]
  readonly lacks: readonly string[]
}

/** A fixture file is malformed. The message names the file and the line. */
export class AttackFileError extends Error {
  constructor(name: string, line: number, problem: string) {
    super(`${name}:${line}: ${problem}`)
    this.name = 'AttackFileError'
  }
}

const setting = /^# (config|escapes|coding|length|end|note): (.+)$/
const allowed: Readonly<Record<string, RegExp>> = {
  escapes: /^on$/,
  length: /^given$/,
  end: /^cut$/,
  coding: /^(?:gzip|deflate|br|zstd)(?:, (?:gzip|deflate|br|zstd))*$/,
}
const markers = ['>>> request', '>>> upstream', '<<< upstream', '<<< response']
const answerLine = /^(\d{3})(?: ([a-z]+)((?: \d{3})*))?$/

/** Reads a fixture. `text` has one character per byte of the file. */
export function readAttack(name: string, text: string): Attack {
  return new AttackReader(name, text).read()
}

interface Section {
  readonly marker: string
  readonly lines: readonly string[]
  /** Number of its first line, from 1. */
  readonly line: number
}

class AttackReader {
  readonly #name: string
  readonly #lines: readonly string[]
  readonly #settings = new Map<string, string>()

  constructor(name: string, text: string) {
    this.#name = name
    this.#lines = text.replace(/\n$/, '').split('\n')
  }

  read(): Attack {
    if (!/^# \S.{9}/.test(this.#lines[0] ?? '')) this.#fail(0, 'the first line must say what it is')
    const start = this.#readSettings()
    const sections = this.#sections(start)
    const only = (marker: string): Section | undefined => {
      const found = sections.filter((section) => section.marker === marker)
      if (found.length > 1) this.#fail((found[1]?.line ?? 0) - 2, `"${marker}" stands there twice`)
      return found[0]
    }
    const request = only('>>> request')
    const response = only('<<< response')
    if (request === undefined || response === undefined || sections.at(-1) !== response) {
      return this.#fail(start, 'it needs ">>> request" in front and "<<< response" at the end')
    }
    const reply = only('<<< upstream')
    const config = this.#settings.get('config') ?? this.#fail(0, '"# config: ..." is missing')
    return {
      name: this.#name,
      config,
      request: this.#message(request),
      codings: this.#settings.get('coding')?.split(', ') ?? [],
      isCut: this.#settings.has('end'),
      seen: sections
        .filter(({ marker }) => marker === '>>> upstream')
        .map((one) => this.#seen(one)),
      reply: reply === undefined ? undefined : this.#reply(reply),
      answers: this.#answers(response),
    }
  }

  /** Returns the index of the first line that is no setting. */
  #readSettings(): number {
    let at = 1
    for (; at < this.#lines.length && !/^(?:>>>|<<<)/.test(this.#line(at)); at += 1) {
      const line = this.#line(at)
      const [, key = '', value = ''] = setting.exec(line) ?? []
      if (line !== '' && key === '') this.#fail(at, `"${line}" is no setting`)
      if (key === '' || key === 'note') continue
      if (this.#settings.has(key)) this.#fail(at, `"${key}" stands there twice`)
      if (allowed[key]?.test(value) === false) this.#fail(at, `"${key}" can not be "${value}"`)
      this.#settings.set(key, value)
    }
    return at
  }

  #sections(start: number): readonly Section[] {
    const sections: { marker: string; lines: string[]; line: number }[] = []
    for (let at = start; at < this.#lines.length; at += 1) {
      const line = this.#line(at)
      if (!/^(?:>>>|<<<)/.test(line)) sections.at(-1)?.lines.push(line)
      else if (markers.includes(line)) sections.push({ marker: line, lines: [], line: at + 2 })
      else this.#fail(at, `"${line}" is no section that is known`)
    }
    return sections
  }

  #message({ lines: raw, line }: Section): AttackMessage {
    const escapes = this.#settings.has('escapes')
    try {
      const lines = escapes ? joinLines(raw) : raw
      const empty = lines.indexOf('')
      const fields = empty === -1 ? lines : lines.slice(0, empty)
      const text = empty === -1 ? '' : lines.slice(empty + 1).join('\n')
      const head = fields.map((field) => `${escapes ? decodeText(field) : field}\r\n`).join('')
      const framed = /^(?:content-length|transfer-encoding)[ \t]*:/im.test(head)
      return {
        head,
        body: escapes ? decodeText(text) : text,
        addsLength: empty !== -1 && !framed && !this.#settings.has('length'),
      }
    } catch (error) {
      return this.#fail(line - 1, error instanceof Error ? error.message : String(error))
    }
  }

  #seen(section: Section): string {
    const { head, body } = this.#message(section)
    return `${head}\r\n${body}`
  }

  #reply(section: Section): string {
    const { head, body, addsLength } = this.#message(section)
    const length = addsLength ? `Content-Length: ${body.length}\r\n` : ''
    return `${head}${length}\r\n${body}`
  }

  #answers({ lines, line }: Section): readonly ExpectedAnswer[] {
    if (lines.join() === 'closed') return []
    const answers: {
      status: number
      form: string
      codes: number[]
      has: string[]
      lacks: string[]
    }[] = []
    for (const [index, text] of lines.entries()) {
      const [, kind = '', wanted = ''] = /^(has|lacks): (.+)$/.exec(text) ?? []
      const [, status, form = 'bare', codes = ''] = answerLine.exec(text) ?? []
      if (kind === 'has') answers.at(-1)?.has.push(wanted)
      else if (kind === 'lacks') answers.at(-1)?.lacks.push(wanted)
      else if (status === undefined) this.#fail(line + index - 1, `"${text}" is no answer`)
      else {
        const found = codes.trim() === '' ? [] : codes.trim().split(' ').map(Number)
        answers.push({ status: Number(status), form, codes: found, has: [], lacks: [] })
      }
    }
    if (answers.length === 0) this.#fail(line - 1, 'it needs an answer, or "closed"')
    return answers
  }

  #line(index: number): string {
    return this.#lines[index] ?? ''
  }

  #fail(index: number, problem: string): never {
    throw new AttackFileError(this.#name, index + 1, problem)
  }
}
