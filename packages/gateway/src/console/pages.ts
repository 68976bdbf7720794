import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { HeaderField, HeaderList } from '@batchway/core'

/** A file of the console. */
export interface Page {
  readonly headers: HeaderList
  readonly body: Buffer
  /** The same with gzip; undefined where that is not worth it. */
  readonly zipped: Buffer | undefined
}

/** The files of the console by their paths below its own; undefined while they are not built. */
export type Pages = ReadonlyMap<string, Page> | undefined

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Nothing from elsewhere, nothing inline, nothing that is made into markup from a text. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** Where the build puts the console: beside `src` and `dist`. */
export const pagesFolder: string = fileURLToPath(new URL('../../console-app/', import.meta.url))

/** Reads all files of the console, which are few. */
export function readPages(folder: string = pagesFolder): Pages {
  if (!existsSync(join(folder, 'index.html'))) return undefined
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  const pages = new Map<string, Page>()
  for (const entry of names) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(folder.length).replaceAll('\\', '/')
    pages.set(path, toPage(readFileSync(file), extname(entry.name), path))
  }
  return pages
}

function toPage(body: Buffer, extension: string, path: string): Page {
  // Names in that folder have a hash of what is in them.
  const forever = path.startsWith('assets/')
  const headers: HeaderField[] = [
    ['content-type', types[extension] ?? 'application/octet-stream'],
    ['content-security-policy', policy],
    ['cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-store'],
    ['vary', 'accept-encoding'],
    ['cross-origin-opener-policy', 'same-origin'],
  ]
  const zipped = body.length > 1024 ? gzipSync(body) : undefined
  return { headers, body, zipped }
}
