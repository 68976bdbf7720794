import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Admission, Dialect, Dispatch, Policy } from '@batchway/core'
import type { Logger } from 'pino'
import type { ConfigModule } from './config/own-modules.ts'
import { dialectModule } from './config/own-modules.ts'
import type { Problem } from './config/problem.ts'
import { ConfigError } from './config/problem.ts'
import type { Config } from './config/schema.ts'

/** What a module of the operator's is told of the endpoint that it is for. */
export interface ModuleContext {
  /** Path of the endpoint. */
  readonly path: string
  readonly log: Logger
}

/** What a module with a dialect exports. */
export interface DialectModule {
  readonly createDialect: (options: Readonly<Record<string, unknown>>) => Dialect
}

/** What a module with a policy exports: one of these, or both. */
export interface PolicyModule {
  readonly createPolicy?: (
    options: Readonly<Record<string, unknown>>,
    context: ModuleContext,
  ) => Policy
  readonly createAdmission?: (
    options: Readonly<Record<string, unknown>>,
    context: ModuleContext,
  ) => Admission
}

/** What has been loaded, by the absolute names of files: as Node itself, for the whole process. */
const loadedModules = new Map<string, Readonly<Record<string, unknown>>>()

/** Where the modules of a configuration are, and what it is called in messages. */
export interface ModulePlace {
  /** What names of files are relative to. Default: the working directory. */
  readonly directory?: string
  /** Default: `configuration`. */
  readonly source?: string
}

const dialectExports = ['createDialect']
const policyExports = ['createPolicy', 'createAdmission']

/**
 * Loads the modules that a configuration names. Throws a {@link ConfigError} with every module that
 * can't be loaded, or has not the function that it must export. To be awaited before a gateway is
 * made of the configuration. Modules stay in the process: one
 * that was changed is only read again by a new process.
 */
export async function loadModules(config: Config, place: ModulePlace = {}): Promise<void> {
  const { directory = process.cwd(), source = 'configuration' } = place
  const problems: Problem[] = []
  for (const { where, module, wanted } of namedModules(config)) {
    const file = resolve(directory, module)
    try {
      // oxlint-disable-next-line no-await-in-loop -- their problems come in the order of the file
      const loaded = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>
      loadedModules.set(file, loaded)
      if (wanted.every((name) => typeof loaded[name] !== 'function')) {
        problems.push({ message: `${where}: ${lacking(module, loaded, wanted)}` })
      }
    } catch (error) {
      problems.push({ message: `${where}: ${module} can't be loaded: ${whyNot(error, file)}` })
    }
  }
  if (problems.length > 0) throw new ConfigError(source, problems)
}

function* namedModules({ endpoints }: Config): Generator<{
  readonly where: string
  readonly module: string
  readonly wanted: readonly string[]
}> {
  for (const [index, { dialect, policies = [] }] of endpoints.entries()) {
    const module = dialectModule(dialect)?.module
    if (module !== undefined) {
      yield { where: `endpoints[${index}].dialect`, module, wanted: dialectExports }
    }
    for (const [at, policy] of policies.entries()) {
      const where = `endpoints[${index}].policies[${at}]`
      yield { where, module: policy.module, wanted: policyExports }
    }
  }
}

function lacking(module: string, loaded: object, wanted: readonly string[]): string {
  const names = Object.keys(loaded)
  const found = names.length === 0 ? 'nothing' : names.join(', ')
  return `${module} must export a function ${wanted.join(' or ')}; it exports ${found}`
}

function whyNot(error: unknown, file: string): string {
  if (!(error instanceof Error)) return String(error)
  const isMissing = 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
  if (isMissing && 'url' in error && error.url === pathToFileURL(file).href) {
    return 'there is no such file'
  }
  return error.message.split('\n')[0] ?? ''
}

/** Makes the dialect of a module. Throws an Error that says what is wrong with it. */
export function createOwnDialect(own: ConfigModule, directory: string): Dialect {
  const create = findExport(own, directory)['createDialect'] as
    | DialectModule['createDialect']
    | undefined
  const made: unknown = attempt(own, 'createDialect', () => create?.(own.options ?? {}))
  const problem = problemOfDialect(made)
  if (problem === undefined) return made as Dialect
  throw new TypeError(`${own.module}: createDialect made no dialect: ${problem}`)
}

const dialectMembers: Readonly<Record<string, string>> = {
  name: 'a string',
  limits: 'an object',
  mediaType: 'a string',
  challenge: 'a string',
  accepts: 'a function',
  readBatch: 'a function',
  writeResults: 'a function',
  writeError: 'a function',
}

function problemOfDialect(made: unknown): string | undefined {
  if (typeof made !== 'object' || made === null)
    return `it is ${made === null ? 'null' : typeof made}`
  const members = made as Readonly<Record<string, unknown>>
  for (const [name, wanted] of Object.entries(dialectMembers)) {
    const found = members[name]
    if (found === null || !wanted.endsWith(` ${typeof found}`))
      return `its "${name}" must be ${wanted}`
  }
  const { methods } = members
  if (Array.isArray(methods) && methods.length > 0) return undefined
  return 'its "methods" must be an array such as ["POST"]'
}

/** The policies and admissions of an endpoint's own modules. */
export interface OwnPolicies {
  readonly policies: readonly Policy[]
  readonly admissions: readonly Admission[]
}

/** Makes the policies of modules, the outermost first. Throws an Error that says what is wrong. */
export function createOwnPolicies(
  owns: readonly ConfigModule[],
  { directory, ...context }: ModuleContext & { readonly directory: string },
): OwnPolicies {
  const policies: Policy[] = []
  const admissions: Admission[] = []
  for (const own of owns) {
    const { createPolicy, createAdmission } = findExport(own, directory) as PolicyModule
    const options = own.options ?? {}
    if (typeof createPolicy === 'function') {
      const policy: unknown = attempt(own, 'createPolicy', () => createPolicy(options, context))
      if (typeof policy !== 'function') {
        throw new TypeError(
          `${own.module}: createPolicy must make a function, not ${typeof policy}`,
        )
      }
      policies.push(guarded(policy as Policy, own, context))
    }
    if (typeof createAdmission === 'function') {
      const made: unknown = attempt(own, 'createAdmission', () => createAdmission(options, context))
      if (typeof made !== 'object' || made === null || !('admit' in made || 'enter' in made)) {
        throw new TypeError(
          `${own.module}: createAdmission must make an object with admit or enter`,
        )
      }
      admissions.push(made as Admission)
    }
  }
  return { policies, admissions }
}

function findExport(
  { module }: ConfigModule,
  directory: string,
): Readonly<Record<string, unknown>> {
  const found = loadedModules.get(resolve(directory, module))
  if (found !== undefined) return found
  throw new Error(`${module} is not loaded: await loadModules(config) before the gateway is made`)
}

function attempt<T>({ module }: ConfigModule, name: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(`${module}: ${name} failed: ${message}`, { cause: error })
  }
}

/** A dispatch never rejects; where a policy makes it, the part has failed and the log says why. */
function guarded(policy: Policy, { module }: ConfigModule, { path, log }: ModuleContext): Policy {
  return (next) => {
    const dispatch: Dispatch = policy(next)
    return async (request, run) => {
      try {
        return await dispatch(request, run)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        log.error({ endpoint: path, module, reason }, 'a policy failed')
        return {
          kind: 'failed',
          reason: 'handler-failed',
          message: 'A policy of the server failed.',
        }
      }
    }
  }
}
