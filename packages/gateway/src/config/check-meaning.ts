import { createPathSet, createRateLimit } from '@batchway/core'
import { readAddress } from '../address.ts'
import { consolePath } from './console-path.ts'
import { checkAccess, checkSetHeaders } from './check-access.ts'
import { createProxyTrust } from '../proxy-trust.ts'
import { checkEdge } from './check-edge.ts'
import { checkTargets } from './check-targets.ts'
import { checkWorkers } from './check-workers.ts'
import { guardTimes } from './guard-times.ts'
import { checkPages } from './check-pages.ts'
import type { Path } from './names.ts'
import { nameOf, suggest } from './names.ts'
import type { Locate, Problem } from './problem.ts'
import type { ConfigEndpoint } from './endpoint-schema.ts'
import { builtInDialect, dialectTitle } from './own-modules.ts'
import type { Config } from './schema.ts'
import { checkStoreUrl } from './state-store-url.ts'
import { checkTracing } from './trace-endpoint.ts'
import { readSize, readTime } from './units.ts'

/** What a timer can wait at most. */
const longestTime = 2 ** 31 - 1

/** What a JSON Schema can't say: names that must exist, values that must be usable. */
export function checkMeaning(config: Config, at: Locate): readonly Problem[] {
  const checker = new MeaningChecker(config, at)
  checker.run()
  return checker.problems
}

class MeaningChecker {
  readonly problems: Problem[] = []
  readonly #config: Config
  readonly #at: Locate

  constructor(config: Config, at: Locate) {
    this.#config = config
    this.#at = at
  }

  run(): void {
    const { upstreams, endpoints, forward, listen, budget, trustedProxies = [] } = this.#config
    for (const [name, upstream] of Object.entries(upstreams)) {
      const { connectTimeout, restTime } = upstream
      for (const [path, problem] of checkTargets(upstream)) {
        this.#add(['upstreams', name, ...path], problem)
      }
      this.#checkTime(['upstreams', name, 'restTime'], restTime)
      const set = upstream.credentials?.headers ?? {}
      for (const found of checkSetHeaders(set, ['upstreams', name, 'credentials', 'headers'])) {
        this.#add(found.path, found.problem)
      }
      this.#checkTime(['upstreams', name, 'connectTimeout'], connectTimeout)
      for (const [path, time] of guardTimes(upstream)) {
        this.#checkTime(['upstreams', name, ...path], time)
      }
    }
    endpoints.forEach((endpoint, index) => this.#checkEndpoint(endpoint, index))
    if (forward !== undefined) this.#checkUpstream(forward, ['forward'])
    if (listen !== undefined) this.#attempt(['listen'], () => readAddress(listen))
    trustedProxies.forEach((proxy, index) => {
      this.#attempt(['trustedProxies', index], () => createProxyTrust([proxy]))
    })
    this.#checkStateStore(this.#config.stateStore)
    this.#checkConsole(this.#config.console)
    for (const [path, problem] of checkTracing(this.#config.tracing)) this.#add(path, problem)
    this.#checkSize(['budget'], budget)
    this.#checkSize(['compression', 'threshold'], this.#config.compression?.threshold)
    this.#checkTime(['forwardIdleTime'], this.#config.forwardIdleTime)
    this.#checkTime(['shutdownTime'], this.#config.shutdownTime)
    this.#checkTime(['shutdownDelay'], this.#config.shutdownDelay)
    for (const [path, problem] of checkPages(this.#config)) this.#add(path, problem)
    const { idleTime, headTime, headBytes } = this.#config.connections ?? {}
    this.#checkTime(['connections', 'idleTime'], idleTime)
    this.#checkTime(['connections', 'headTime'], headTime)
    this.#checkSize(['connections', 'headBytes'], headBytes)
    for (const [path, problem] of checkWorkers(this.#config)) this.#add(path, problem)
    for (const [path, problem] of checkEdge(this.#config)) this.#add(path, problem)
  }

  #checkStateStore(store: Config['stateStore']): void {
    if (store === undefined) return
    const isText = typeof store === 'string'
    const problem = checkStoreUrl(isText ? store : store.url)
    if (problem !== undefined) this.#add(isText ? ['stateStore'] : ['stateStore', 'url'], problem)
    if (isText) return
    this.#checkTime(['stateStore', 'connectTimeout'], store.connectTimeout)
    this.#checkTime(['stateStore', 'commandTimeout'], store.commandTimeout)
  }

  #checkConsole(wish: Config['console']): void {
    const path = consolePath(wish)
    if (path === undefined) return
    const inside = this.#config.endpoints.findIndex(
      (endpoint) => endpoint.path === path || endpoint.path.startsWith(`${path}/`),
    )
    if (inside !== -1) {
      this.#add(['endpoints', inside, 'path'], `lies within the console at "${path}"`)
    }
    if (typeof wish !== 'object') return
    this.#checkSize(['console', 'bytes'], wish.bytes)
    this.#checkSize(['console', 'bodyBytes'], wish.bodyBytes)
  }

  #checkEndpoint(endpoint: ConfigEndpoint, index: number): void {
    const path: Path = ['endpoints', index]
    this.#checkUpstream(endpoint.upstream, [...path, 'upstream'])
    const same = this.#config.endpoints.findIndex(
      (other, before) => before < index && createPathSet([other.path]).has(endpoint.path),
    )
    if (same !== -1) this.#add([...path, 'path'], `is the same as that of endpoints[${same}]`)
    this.#checkDialect(endpoint, path)
    for (const found of checkAccess(endpoint)) this.#add([...path, ...found.path], found.problem)
    this.#checkTime([...path, 'verify', 'clockTolerance'], endpoint.verify?.clockTolerance)
    for (const [name, value] of Object.entries(endpoint.limits ?? {})) {
      if (name.endsWith('Time')) this.#checkTime([...path, 'limits', name], value)
      else this.#checkSize([...path, 'limits', name], value)
    }
    endpoint.rateLimit?.parts?.forEach(({ match }, part) => {
      this.#attempt([...path, 'rateLimit', 'parts', part, 'match'], () =>
        createRateLimit({ parts: [{ match, rate: { burst: 1, steady: 1 } }] }),
      )
    })
  }

  #checkDialect({ dialect, options, jwt, settings }: ConfigEndpoint, path: Path): void {
    const title = dialectTitle(dialect)
    const entry = builtInDialect(dialect)
    for (const [key, value] of Object.entries({ settings, jwt })) {
      if (value === undefined || entry?.readSettings !== undefined) continue
      this.#add([...path, key], `can't be there: the dialect ${title} has no ${key}`)
    }
    if (jwt !== undefined && (jwt.jwks === undefined) === (jwt.secret === undefined)) {
      this.#add([...path, 'jwt'], 'must have either "jwks" or "secret"')
    }
    if (entry === undefined) {
      if (options === undefined) return
      const hint = 'what a module is given stands in "options" beside "module"'
      this.#add([...path, 'options'], `can't be there: ${hint}`)
      return
    }
    const known = Object.keys(entry.options)
    for (const name of Object.keys(options ?? {})) {
      if (known.includes(name)) continue
      const message = `${nameOf([...path, 'options'])}: the dialect ${title} has no option "${name}"${suggest(name, known)}`
      this.problems.push(this.#at([...path, 'options', name], message, 'key'))
    }
  }

  #checkUpstream(name: string, path: Path): void {
    const known = Object.keys(this.#config.upstreams)
    if (known.includes(name)) return
    const message = `${nameOf(path)}: there is no upstream "${name}"${suggest(name, known)}`
    this.problems.push(this.#at(path, message))
  }

  #checkTime(path: Path, value: number | string | undefined): void {
    if (value === undefined) return
    const time = readTime(value)
    if (time < 1) this.#add(path, `must be at least 1ms, not ${value}`)
    if (time > longestTime) this.#add(path, `must be at most 24 days, not ${value}`)
  }

  #checkSize(path: Path, value: number | string | undefined): void {
    if (value !== undefined && readSize(value) < 1)
      this.#add(path, `must be at least 1, not ${value}`)
  }

  #attempt(path: Path, make: () => unknown): void {
    try {
      make()
    } catch (error) {
      const thrown = error instanceof Error ? error.message : String(error)
      const message = thrown.replace(/^trustedProxies: /, '')
      this.problems.push(this.#at(path, `${nameOf(path)}: ${message}`))
    }
  }

  #add(path: Path, problem: string): void {
    this.problems.push(this.#at(path, `${nameOf(path)} ${problem}`))
  }
}
