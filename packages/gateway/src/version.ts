import { readFileSync } from 'node:fs'

/** The version of this package. */
export const version: string = readVersion()

function readVersion(): string {
  const file = new URL('../package.json', import.meta.url)
  const { version: found } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return found
}
