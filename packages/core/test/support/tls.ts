import { readFileSync } from 'node:fs'

/** The test certificates of the workspace; `make.sh` in their folder says how they came to be. */
const folder = new URL('../../../gateway/test/certificates/', import.meta.url)

/** The text of a test certificate or key. */
export function pem(name: string): string {
  return readFileSync(new URL(`${name}.pem`, folder), 'utf8')
}

/** A certificate and its key. */
export function pair(name: string): { readonly cert: string; readonly key: string } {
  return { cert: pem(name), key: pem(`test-only-${name}-key`) }
}
