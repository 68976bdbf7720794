import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'

/** Joins lines that end with a backslash which is no escaped one with the line behind them. */
export function joinLines(lines: readonly string[]): readonly string[] {
  const joined: string[] = []
  let open = ''
  for (const line of lines) {
    const slashes = /\\*$/.exec(line)?.[0].length ?? 0
    if (slashes % 2 === 1) {
      open += line.slice(0, -1)
      continue
    }
    joined.push(open + line)
    open = ''
  }
  if (open !== '') joined.push(open)
  return joined
}

/**
 * Undoes the escapes of a text: `\xHH`, `\r`, `\n` and `\\` as in the fixtures of the core, and
 * `\{12|text|}` for that text twelve times, in which `\#` is the number of the time. Throws an
 * Error that shows any other one.
 */
export function decodeText(text: string): string {
  const repeated = text.replace(
    /(?<!\\)((?:\\\\)*)\\\{(\d+)\|([^]*?)\|\}/g,
    (_, before: string, count: string, content: string) => before + repeat(content, Number(count)),
  )
  if (!repeated.includes('\\')) return repeated
  return repeated.replace(
    /\\(?:x([0-9a-fA-F]{2})|([rn\\])|[^]?)/g,
    (all, hex?: string, other?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      if (other !== undefined) return { r: '\r', n: '\n' }[other] ?? '\\'
      throw new Error(`the escape ${JSON.stringify(all)} is none that is known`)
    },
  )
}

function repeat(text: string, times: number): string {
  if (!text.includes('\\#')) return text.repeat(times)
  return Array.from({ length: times }, (_, index) => text.replaceAll('\\#', String(index))).join('')
}

const quick = { [constants.BROTLI_PARAM_QUALITY]: 3 }

const coders: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map([
  ['gzip', (bytes) => gzipSync(bytes)],
  ['deflate', (bytes) => deflateSync(bytes)],
  ['br', (bytes) => brotliCompressSync(bytes, { params: quick })],
  ['zstd', (bytes) => zstdCompressSync(bytes)],
])

/** A body in its content codings. */
export function encodeBody(body: string, codings: readonly string[]): Uint8Array {
  let bytes: Uint8Array = Buffer.from(body, 'latin1')
  for (const coding of codings) bytes = coders.get(coding)?.(bytes) ?? bytes
  return bytes
}
