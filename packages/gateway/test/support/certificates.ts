import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of the test certificates; `make.sh` in it says how they came to be. */
export const certificates: string = fileURLToPath(new URL('../certificates/', import.meta.url))

/** The path of a test certificate or key. */
export function pemFile(name: string): string {
  return `${certificates}${name}.pem`
}

/** Its text. */
export function pem(name: string): string {
  return readFileSync(pemFile(name), 'utf8')
}

/** A certificate and its key as texts, for servers and clients of the tests. */
export function pair(name: string): { readonly cert: string; readonly key: string } {
  return { cert: pem(name), key: pem(`test-only-${name}-key`) }
}

/** The same as paths, for configurations. */
export function pairFiles(name: string): { readonly cert: string; readonly key: string } {
  return { cert: pemFile(name), key: pemFile(`test-only-${name}-key`) }
}
