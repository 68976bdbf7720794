import { Dicer } from '@fastify/busboy'

/** A section of a multipart body as another parser read it. */
export interface ForeignPart {
  /** Names in lower case; those of one name keep their order. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
}

/**
 * Reads a multipart body with Dicer, a parser that is not ours: CRLF only, closed, and each section
 * with an empty line behind its fields. Rejects where Dicer finds no end.
 */
export function readWithDicer(bytes: Uint8Array, boundary: string): Promise<ForeignPart[]> {
  return new Promise((resolve, reject) => {
    const dicer = new Dicer({ boundary })
    const parts: Promise<ForeignPart>[] = []
    dicer.on('part', (stream) => {
      let headers: ForeignPart['headers'] = []
      const pieces: Buffer[] = []
      stream.on('header', (found) => {
        headers = Object.entries(found).flatMap(([name, values]) =>
          (values as readonly string[]).map((value) => [name, value] as const),
        )
      })
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      parts.push(
        new Promise((done, fail) => {
          stream.once('error', fail)
          stream.once('end', () => done({ headers, body: Buffer.concat(pieces) }))
        }),
      )
    })
    dicer.once('error', reject)
    dicer.once('finish', () => resolve(Promise.all(parts)))
    dicer.end(Buffer.from(bytes))
  })
}

/** A section to be written. */
export interface WrittenSection {
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
  /**
   * Without a body: the fields alone, the fields and an empty line, or these and the line break
   * that ends a body.
   */
  readonly form: 'compact' | 'separated' | 'full'
  /** Ends of the section's lines, used one after the other. */
  readonly ends: readonly ('\n' | '\r\n')[]
}

/** Writes a multipart body; field values have one character per byte. */
export function writeSections(sections: readonly WrittenSection[], boundary: string): Buffer {
  const pieces: Buffer[] = []
  for (const { fields, body, form, ends } of sections) {
    let line = 0
    const write = (text: string): void => {
      pieces.push(Buffer.from(text + (ends[line % ends.length] ?? '\n'), 'latin1'))
      line += 1
    }
    write(`--${boundary}`)
    for (const [name, value] of fields) write(`${name}: ${value}`)
    if (body.length === 0 && form === 'compact') continue
    write('')
    if (body.length === 0 && form === 'separated') continue
    pieces.push(Buffer.from(body))
    // Behind a body that ends with CR, LF alone would be read as one CRLF.
    if (body.at(-1) === 0x0d) pieces.push(Buffer.from('\r\n'))
    else write('')
  }
  pieces.push(Buffer.from(`--${boundary}--`, 'latin1'))
  return Buffer.concat(pieces)
}

/** Whether bytes, as a body, have a line that is the delimiter or the closing one. */
export function hasDelimiterLine(body: Uint8Array, boundary: string): boolean {
  return Buffer.from(body)
    .toString('latin1')
    .split('\n')
    .some((line) => {
      if (!line.startsWith(`--${boundary}`)) return false
      return /^(?:--)?[ \t]*\r?$/.test(line.slice(boundary.length + 2))
    })
}

/** A part of an answer, cut out the way released OCAPI clients do it. */
export interface AnsweredSection {
  readonly lines: readonly string[]
  readonly body: Buffer
}

/**
 * Cuts an answer at lines that are exactly the delimiter, without any leniency: each section is
 * header lines, an empty line, and a body with its line break unless it is empty. Throws an Error
 * where the answer is laid out in another way.
 */
export function readAnswer(
  bytes: Uint8Array,
  boundary: string,
  end: '\n' | '\r\n' = '\n',
): AnsweredSection[] {
  const text = end + Buffer.from(bytes).toString('latin1')
  const closing = `${end}--${boundary}--${end}`
  if (!text.endsWith(closing)) throw new Error(`no closing delimiter: ${JSON.stringify(text)}`)
  const delimiter = `${end}--${boundary}${end}`
  const [before, ...sections] = text.slice(0, -closing.length).split(delimiter)
  if (before !== '') throw new Error(`a preamble: ${JSON.stringify(before)}`)
  return sections.map((section) => {
    // A section without body ends with the line break that is its empty line.
    const whole = section + end
    const blank = whole.indexOf(end + end)
    if (blank === -1) throw new Error(`no empty line: ${JSON.stringify(section)}`)
    const body = section.slice(blank + 2 * end.length)
    return { lines: whole.slice(0, blank).split(end), body: Buffer.from(body, 'latin1') }
  })
}
