import type { ByteWriter } from './byte-writer.ts'
import { toBytes } from './latin1.ts'

// oxlint-disable-next-line no-control-regex -- all of ASCII
const ascii = /^[\x00-\x7f]*$/

/**
 * Writes a header field. Its value has one character per byte, of which the writer would make UTF-8
 * where they are beyond ASCII.
 */
export function writeField(
  writer: ByteWriter,
  name: string,
  value: string,
  end: '\n' | '\r\n' = '\r\n',
): void {
  writer.text(`${name}: `)
  if (ascii.test(value)) writer.text(value)
  else writer.bytes(toBytes(value))
  writer.text(end)
}
