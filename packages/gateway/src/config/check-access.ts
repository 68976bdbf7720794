import { createAccessRules, isFieldValue, isToken, mayStandInPart } from '@batchway/core'
import { keyAlgorithms, secretAlgorithms } from '../token-algorithms.ts'
import type { ConfigEndpoint } from './endpoint-schema.ts'
import type { Path } from './names.ts'
import { builtInDialect } from './own-modules.ts'

/** What is wrong at a place below an endpoint. It never has the value of a header or a secret. */
export interface AccessProblem {
  readonly path: Path
  readonly problem: string
}

/** What a JSON Schema can't say of an endpoint's headers, rules and identities. */
export function checkAccess(endpoint: ConfigEndpoint): readonly AccessProblem[] {
  return [...checkHeaders(endpoint), ...checkRules(endpoint), ...checkIdentity(endpoint)]
}

function* checkHeaders(endpoint: ConfigEndpoint): Generator<AccessProblem> {
  const { setHeaders = {} } = endpoint
  for (const key of ['partHeaders', 'reservedHeaders'] as const) {
    for (const [index, name] of (endpoint[key] ?? []).entries()) {
      if (!isToken(name)) yield { path: [key, index], problem: 'is not the name of a header' }
    }
  }
  yield* checkSetHeaders(setHeaders, ['setHeaders'])
}

/** What is wrong with headers that the gateway sets; values that are no texts are read later. */
export function* checkSetHeaders(
  headers: Readonly<Record<string, unknown>>,
  place: Path,
): Generator<AccessProblem> {
  const names = new Set<string>()
  for (const [name, value] of Object.entries(headers)) {
    const path: Path = [...place, name]
    const lower = name.toLowerCase()
    if (!isToken(name)) yield { path, problem: 'is not the name of a header' }
    else if (!mayStandInPart(lower) || lower === 'content-type') {
      yield { path, problem: 'is a header that is always set per part or per connection' }
    }
    if (names.has(lower)) yield { path, problem: 'stands there twice, in another letter case' }
    names.add(lower)
    if (typeof value !== 'string') continue
    if (value === '' || value.trim() !== value || !isFieldValue(value)) {
      yield { path, problem: 'has a value that no header may have' }
    }
  }
}

function* checkRules({ rules = [] }: ConfigEndpoint): Generator<AccessProblem> {
  for (const [index, rule] of rules.entries()) {
    try {
      createAccessRules({ rules: [rule] })
    } catch (error) {
      yield { path: ['rules', index], problem: `can't be used: ${messageOf(error)}` }
    }
  }
}

function* checkIdentity(endpoint: ConfigEndpoint): Generator<AccessProblem> {
  const { caller = [], verify, jwt, dialect } = endpoint
  for (const [index, source] of caller.entries()) {
    const path: Path = ['caller', index]
    const entry = builtInDialect(dialect)
    if (source === 'clientId' && entry?.create({}).clientOf === undefined && entry !== undefined) {
      yield { path, problem: `can't be clientId: the dialect ${entry.name} knows no clients` }
    }
    if (typeof source === 'string') continue
    if (source.header !== undefined && !isToken(source.header)) {
      yield { path, problem: 'is not the name of a header' }
    }
    if (source.jwtClaim !== undefined && verify === undefined) {
      yield { path, problem: 'is a claim, which counts only where "verify" is' }
    }
  }
  if (verify === undefined) return
  const { jwks, secret, algorithms = [] } = verify
  if ((jwks === undefined) === (secret === undefined)) {
    yield { path: ['verify'], problem: 'must have either "jwks" or "secret"' }
    return
  }
  if (jwt !== undefined) {
    yield { path: ['jwt'], problem: 'can\'t be there beside "verify", which verifies all tokens' }
  }
  const usable = secret === undefined ? keyAlgorithms : secretAlgorithms
  for (const [index, algorithm] of algorithms.entries()) {
    if (usable.includes(algorithm)) continue
    const path: Path = ['verify', 'algorithms', index]
    yield { path, problem: `does not go with a ${secret === undefined ? 'JWK set' : 'secret'}` }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
