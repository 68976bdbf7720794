import type { ConfigCors } from './cors-schema.ts'
import type { ConfigEndpoint } from './endpoint-schema.ts'
import type { Path } from './names.ts'
import { builtInDialect, dialectTitle } from './own-modules.ts'
import type { Config } from './schema.ts'
import { targetsOf } from './targets.ts'

/** Where something is wrong, and what; the message goes on after the name of the place. */
export type EdgeProblem = readonly [path: Path, problem: string]

/** What is wrong with the keys about TLS and CORS that their schemas can't say. Reads no file. */
export function checkEdge({ tls, upstreams, endpoints }: Config): readonly EdgeProblem[] {
  const problems: EdgeProblem[] = []
  if (tls?.requestClientCert !== undefined && tls.ca === undefined) {
    problems.push([['tls', 'requestClientCert'], 'has no effect without "ca"'])
  }
  for (const [name, upstream] of Object.entries(upstreams)) {
    const { tls: toward } = upstream
    if (toward === undefined) continue
    const path: Path = ['upstreams', name, 'tls']
    for (const url of targetsOf(upstream)) {
      if (!/^https:/i.test(url)) problems.push([path, `needs an https URL, not "${url}"`])
    }
    if ((toward.cert === undefined) !== (toward.key === undefined)) {
      problems.push([path, 'must have both "cert" and "key", or neither'])
    }
    if (toward.passphrase !== undefined && toward.key === undefined) {
      problems.push([[...path, 'passphrase'], 'has no effect without "key"'])
    }
  }
  endpoints.forEach((endpoint, index) => {
    if (endpoint.cors === undefined) return
    problems.push(...checkCors(endpoint, endpoint.cors, ['endpoints', index, 'cors']))
  })
  return problems
}

function checkCors(
  { dialect }: ConfigEndpoint,
  { origins, credentials }: ConfigCors,
  path: Path,
): readonly EdgeProblem[] {
  if (builtInDialect(dialect)?.create({}).answerOptions !== undefined) {
    const own = `the dialect ${dialectTitle(dialect)} has CORS rules of its own: list "allowed_origins" of its clients in the settings file`
    return [[path, `can't be there: ${own}`]]
  }
  const problems: EdgeProblem[] = []
  if (origins.includes('*')) {
    if (origins.length > 1) problems.push([[...path, 'origins'], 'must have "*" alone, or no "*"'])
    if (credentials === true) {
      const why = 'any page could then act in the name of a user; list the origins'
      problems.push([[...path, 'credentials'], `can't be true where origins is "*": ${why}`])
    }
  }
  origins.forEach((origin, index) => {
    if (origin === '*' || isOrigin(origin)) return
    const hint = URL.canParse(origin) ? new URL(origin).origin : 'null'
    const meant = hint === 'null' || hint === origin ? '' : `; did you mean "${hint}"?`
    const problem = `must be an origin such as https://app.example, not "${origin}"${meant}`
    problems.push([[...path, 'origins', index], problem])
  })
  return problems
}

/** Whether a text is an origin letter for letter as browsers send it (RFC 6454 6.2). */
function isOrigin(text: string): boolean {
  // A host may have a star in it, and no browser's has: a pattern is meant, which would never match.
  if (text.includes('*')) return false
  if (/^https?:/i.test(text)) return URL.canParse(text) && new URL(text).origin === text
  // Pages of apps and extensions: capacitor://localhost.
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#"\\]+$/.test(text)
}
