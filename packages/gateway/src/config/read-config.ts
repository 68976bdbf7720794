import { findDialect } from '@batchway/core'
import type { ErrorObject } from 'ajv'
import { Ajv } from 'ajv'
import leven from 'leven'
import { LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { Environment } from './environment.ts'
import { substitute } from './environment.ts'
import type { Problem } from './problem.ts'
import { ConfigError } from './problem.ts'
import type { Config } from './schema.ts'
import { configSchema } from './schema.ts'

type Path = readonly (string | number)[]

/**
 * Reads a configuration from the text of a YAML or JSON file. Pure: it opens no file and no
 * socket. Throws {@link ConfigError} with every problem and its place. `source` is the name of the
 * file for messages.
 */
export function readConfig(text: string, source: string, environment: Environment): Config {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (path: Path, message: string): Problem => ({
    message,
    ...place(document, lines, path),
  })
  if (document.errors.length > 0) {
    throw new ConfigError(
      source,
      document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0])
        return { message: error.message, line, column: col }
      }),
    )
  }
  const problems: Problem[] = []
  const value = substitute(document.toJS(), environment, (name, path) => {
    problems.push(at(path, `the environment variable ${name} is not set`))
  })
  if (problems.length > 0) throw new ConfigError(source, problems)
  return checkConfig(value, source, at)
}

/** Checks a parsed configuration against the schema, and then what the schema can't say. */
export function checkConfig(
  value: unknown,
  source: string,
  at: (path: Path, message: string) => Problem = (_, message) => ({ message }),
): Config {
  const problems = isConfig(value) ? meaning(value, at) : schemaProblems(value, at)
  if (problems.length > 0) throw new ConfigError(source, problems)
  return value as Config
}

const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, strict: false })
const validate = ajv.compile(configSchema)

function isConfig(value: unknown): value is Config {
  return validate(value)
}

function schemaProblems(value: unknown, at: (path: Path, message: string) => Problem): Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ message: 'the configuration must be an object with "upstreams" and "endpoints"' }]
  }
  const errors = validate.errors ?? []
  const unions = errors.filter((error) => error.keyword === 'anyOf')
  const seen = new Set<string>()
  return errors.flatMap((error) => {
    // Of a choice between several forms only the choice itself is worth a message.
    const inUnion = unions.some(
      (union) => union !== error && error.schemaPath.startsWith(`${union.schemaPath}/`),
    )
    const inForm = unions.some(
      (union) => union !== error && error.instancePath.startsWith(union.instancePath),
    )
    if (inUnion || inForm) return []
    const path = toPath(error.instancePath)
    const { message, where } = describeError(error, path)
    if (seen.has(message)) return []
    seen.add(message)
    return [at(where, message)]
  })
}

function describeError(error: ErrorObject, path: Path): { message: string; where: Path } {
  const name = path.length === 0 ? 'the configuration' : nameOf(path)
  const parameters = error.params as Readonly<Record<string, unknown>>
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(parameters['additionalProperty'])
      const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {})
      const message = `unknown key "${key}" in ${name}${suggest(key, known)}`
      return { message, where: [...path, key] }
    }
    case 'required':
      return { message: `${name} lacks "${String(parameters['missingProperty'])}"`, where: path }
    case 'enum': {
      const allowed = (parameters['allowedValues'] as readonly unknown[]).map(String)
      const given = JSON.stringify(error.data)
      const hint = suggest(String(error.data), allowed)
      return {
        message: `${name} must be one of ${allowed.join(', ')}, not ${given}${hint}`,
        where: path,
      }
    }
    case 'anyOf': {
      const { description = 'another form' } = error.parentSchema as { description?: string }
      return {
        message: `${name} can't be ${JSON.stringify(error.data)}: ${description}`,
        where: path,
      }
    }
    default: {
      const given = JSON.stringify(error.data)
      return { message: `${name} ${error.message ?? 'is wrong'}, not ${given}`, where: path }
    }
  }
}

function suggest(given: string, known: readonly string[]): string {
  const best = known
    .map((name) => ({ name, distance: leven(given.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)[0]
  if (best !== undefined && best.distance <= Math.max(2, given.length / 2)) {
    return `; did you mean "${best.name}"?`
  }
  return `; known are ${known.join(', ')}`
}

/** What a JSON Schema can't say: names that must exist, and options of the right dialect. */
function meaning(config: Config, at: (path: Path, message: string) => Problem): Problem[] {
  const problems: Problem[] = []
  const upstreams = Object.keys(config.upstreams)
  const checkUpstream = (name: string, path: Path): void => {
    if (upstreams.includes(name)) return
    problems.push(
      at(path, `${nameOf(path)}: there is no upstream "${name}"${suggest(name, upstreams)}`),
    )
  }
  const paths = new Map<string, number>()
  config.endpoints.forEach((endpoint, index) => {
    checkUpstream(endpoint.upstream, ['endpoints', index, 'upstream'])
    const before = paths.get(endpoint.path)
    if (before !== undefined) {
      const message = `endpoints[${index}].path is the same as that of endpoints[${before}]`
      problems.push(at(['endpoints', index, 'path'], message))
    }
    paths.set(endpoint.path, index)
    const entry = findDialect(endpoint.dialect)
    for (const key of ['settings', 'jwt'] as const) {
      if (endpoint[key] === undefined || entry.readSettings !== undefined) continue
      const message = `endpoints[${index}].${key}: the dialect ${endpoint.dialect} has no ${key}`
      problems.push(at(['endpoints', index, key], message))
    }
    const { jwks, secret } = endpoint.jwt ?? {}
    if (endpoint.jwt !== undefined && (jwks === undefined) === (secret === undefined)) {
      const message = `endpoints[${index}].jwt must have either "jwks" or "secret"`
      problems.push(at(['endpoints', index, 'jwt'], message))
    }
    const known = Object.keys(entry.options)
    for (const name of Object.keys(endpoint.options ?? {})) {
      if (known.includes(name)) continue
      const message = `endpoints[${index}].options: the dialect ${endpoint.dialect} has no option "${name}"${suggest(name, known)}`
      problems.push(at(['endpoints', index, 'options', name], message))
    }
  })
  if (config.forward !== undefined) checkUpstream(config.forward, ['forward'])
  for (const [name, { url }] of Object.entries(config.upstreams)) {
    const problem = checkOrigin(url)
    if (problem === undefined) continue
    problems.push(at(['upstreams', name, 'url'], `upstreams.${name}.url ${problem}`))
  }
  return problems
}

function checkOrigin(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    return `must be an http or https URL such as http://127.0.0.1:3000, not "${url}"`
  }
  if (parsed.username !== '' || parsed.password !== '')
    return 'must not contain a user name or password'
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '') {
    return `must have no path, query or fragment: parts are sent with their own paths`
  }
  return undefined
}

function toPath(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) => (/^[0-9]+$/.test(segment) ? Number(segment) : segment))
}

function nameOf(path: Path): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`
    return name === '' ? key : `${name}.${key}`
  }, '')
}

/** The place of a node, or of the nearest one around it. */
function place(document: Document, lines: LineCounter, path: Path): Partial<Problem> {
  for (let length = path.length; length >= 0; length -= 1) {
    const found: unknown =
      length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (typeof found !== 'object' || found === null || !('range' in found)) continue
    const range = found.range as readonly number[] | null | undefined
    if (range?.[0] === undefined) continue
    const { line, col } = lines.linePos(range[0])
    return { line, column: col }
  }
  return {}
}
