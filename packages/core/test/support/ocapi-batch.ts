import type { HeaderList } from '@batchway/core'
import { writeSection } from './multipart-ocapi.ts'

/** A resource that every part may ask for. */
export const productPath = '/dw/shop/v24_5/products/1'

const type = ['content-type', 'multipart/mixed; boundary=b'] as const

/** The body of a batch: one part for that resource per list of header lines. */
export function batchOf(...parts: readonly (readonly string[])[]): string {
  return `${parts.map((lines) => writeSection(productPath, lines)).join('')}--b--`
}

/** The head of a batch with a content type and these fields. */
export function headersOf(...fields: HeaderList): { headers: HeaderList } {
  return { headers: [type, ...fields] }
}
