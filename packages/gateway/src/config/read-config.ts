import type { ErrorObject } from 'ajv'
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { Environment } from './environment.ts'
import { substitute } from './environment.ts'
import { validate } from './schema-check.ts'
import { checkMeaning } from './check-meaning.ts'
import type { Path } from './names.ts'
import { nameOf, suggest } from './names.ts'
import type { Locate, Problem } from './problem.ts'
import { ConfigError } from './problem.ts'
import { pathPattern } from './units.ts'
import type { Config } from './schema.ts'

/**
 * Reads a configuration from the text of a YAML or JSON file. Pure: it opens no file and no
 * socket. Throws {@link ConfigError} with every problem and its place. `source` is the name of the
 * file for messages.
 */
export function readConfig(text: string, source: string, environment: Environment): Config {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at: Locate = (path, message, part = 'value') => ({
    message,
    ...place(document, lines, path, part),
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
  const parsed = toPlain(document, source)
  const problems: Problem[] = []
  const value = substitute(parsed, environment, (name, path) => {
    problems.push(at(path, `the environment variable ${name} is not set`))
  })
  if (problems.length > 0) throw new ConfigError(source, problems)
  const texts = wantedTexts(value)
  if (texts.size === 0) return checkConfig(value, source, at)
  const isText = (path: Path): boolean => texts.has(`/${path.join('/')}`)
  return checkConfig(
    substitute(parsed, environment, () => {}, isText),
    source,
    at,
  )
}

/** The parsed document. Aliases that lead nowhere, or to too much, only show here. */
function toPlain(document: Document, source: string): unknown {
  try {
    return document.toJS()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new ConfigError(source, [{ message }])
  }
}

/** Where a number stands and the schema wants a text: a variable that happens to be digits. */
function wantedTexts(value: unknown): ReadonlySet<string> {
  if (validate(value)) return new Set()
  const errors = (validate.errors ?? []).filter(
    ({ keyword, params, data }) =>
      keyword === 'type' && typeof data === 'number' && String(params['type']) === 'string',
  )
  return new Set(errors.map(({ instancePath }) => instancePath))
}

/** Checks a parsed configuration against the schema, and then what the schema can't say. */
export function checkConfig(
  value: unknown,
  source: string,
  at: Locate = (_, message) => ({ message }),
): Config {
  const problems = isConfig(value) ? checkMeaning(value, at) : schemaProblems(value, at)
  if (problems.length > 0) throw new ConfigError(source, problems)
  return value as Config
}

function isConfig(value: unknown): value is Config {
  return validate(value)
}

function schemaProblems(value: unknown, at: Locate): Problem[] {
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
    // What follows an "if" says for itself what is wrong.
    if (inUnion || inForm || error.keyword === 'if') return []
    const path = toPath(error.instancePath)
    const { message, where, part } = describeError(error, path)
    if (seen.has(message)) return []
    seen.add(message)
    return [at(where, message, part)]
  })
}

function describeError(
  error: ErrorObject,
  path: Path,
): { message: string; where: Path; part?: 'key' } {
  const name = path.length === 0 ? 'the configuration' : nameOf(path)
  const parameters = error.params as Readonly<Record<string, unknown>>
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(parameters['additionalProperty'])
      const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {})
      const message = `unknown key "${key}" in ${name}${suggest(key, known)}`
      return { message, where: [...path, key], part: 'key' }
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
      return { message: `${name} can't be ${show(error, path)}: ${description}`, where: path }
    }
    case 'pattern':
      return { message: `${name} must ${shapeOf(error)}, not ${show(error, path)}`, where: path }
    default: {
      const isEmpty = /^min(?:Items|Length|Properties)$/.test(error.keyword)
      if (isEmpty && parameters['limit'] === 1) {
        return { message: `${name} must not be empty`, where: path }
      }
      const given = show(error, path)
      return { message: `${name} ${error.message ?? 'is wrong'}, not ${given}`, where: path }
    }
  }
}

function shapeOf({ params }: ErrorObject): string {
  const pattern = String((params as Readonly<Record<string, unknown>>)['pattern'])
  if (pattern === pathPattern) return 'be a path such as /v1/batch, without "?" and "#"'
  return `match ${pattern}`
}

/** Where secrets stand; messages end up in the logs of whoever deploys. */
const secretKeys = new Set(['setHeaders', 'credentials', 'verify', 'jwt', 'passphrase'])
const secretPlaces = new Set(['console.token', 'tracing.headers', 'stateStore', 'stateStore.url'])

function show(error: ErrorObject, path: Path): string {
  const isSecret =
    path.some((key) => typeof key === 'string' && secretKeys.has(key)) ||
    secretPlaces.has(path.slice(0, 2).join('.'))
  return isSecret ? 'what stands there' : JSON.stringify(error.data)
}

function toPath(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) => (/^[0-9]+$/.test(segment) ? Number(segment) : segment))
}

/** The place of a value, of its key where `part` is `key`, or of the nearest node around it. */
function place(
  document: Document,
  lines: LineCounter,
  path: Path,
  part: 'key' | 'value',
): Partial<Problem> {
  for (let length = path.length; length >= 0; length -= 1) {
    const found =
      part === 'key' && length === path.length
        ? keyNode(document, path)
        : nodeAt(document, path.slice(0, length))
    const start = startOf(found)
    if (start === undefined) continue
    const { line, col } = lines.linePos(start)
    return { line, column: col }
  }
  return {}
}

function nodeAt(document: Document, path: Path): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true)
}

function keyNode(document: Document, path: Path): unknown {
  const parent = nodeAt(document, path.slice(0, -1))
  if (!isMap(parent)) return undefined
  return parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined
  return (node.range as readonly number[] | null | undefined)?.[0]
}
