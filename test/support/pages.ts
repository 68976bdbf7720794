import { readFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)

/** The text of a file, by its path from the root of the repository. */
export function readText(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

/** The code blocks of a page in that language. */
export function blocksIn(page: string, language: string): readonly string[] {
  return [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, name, text = '']) =>
    name === language ? text : [],
  )
}

/** The languages of the code blocks of a page; empty where a block names none. */
export function languagesIn(page: string): readonly string[] {
  return [...page.matchAll(/^```(\w*)\n.*?^```$/gms)].map(([, name = '']) => name)
}
