import { createPathSet } from '@batchway/core'
import { readAddress } from '../address.ts'
import { consolePath } from './console-path.ts'
import type { EdgeProblem } from './check-edge.ts'
import type { Path } from './names.ts'
import type { Config } from './schema.ts'
import { readTime } from './units.ts'

/** What is wrong with the gateway's own pages that their schemas can't say. */
export function checkPages(config: Config): readonly EdgeProblem[] {
  const { admin, health, metrics, openapi, endpoints } = config
  const problems: EdgeProblem[] = []
  if (admin !== undefined) {
    try {
      readAddress(admin)
    } catch (error) {
      problems.push([['admin'], error instanceof Error ? `: ${error.message}` : 'is wrong'])
    }
  }
  const given = health === false ? {} : (health ?? {})
  for (const name of ['probeTime', 'cacheTime'] as const) {
    const time = given[name]
    if (time !== undefined && (readTime(time) < 1 || readTime(time) > 3_600_000)) {
      problems.push([['health', name], `must be from 1ms to 60m, not ${time}`])
    }
  }
  const pages: readonly (readonly [Path, string | undefined])[] = [
    [['metrics'], metrics],
    [['health', 'live'], given.live],
    [['health', 'ready'], given.ready],
    [['openapi'], openapi],
  ]
  const shown = consolePath(config.console)
  const taken = new Map<string, string>()
  for (const [path, page] of pages) {
    if (page === undefined) continue
    const other = taken.get(page)
    if (other !== undefined) problems.push([path, `is the same as that of ${other}`])
    taken.set(page, path.join('.'))
    const index = endpoints.findIndex((endpoint) => createPathSet([endpoint.path]).has(page))
    if (index !== -1) problems.push([path, `is the same as the path of endpoints[${index}]`])
    // With a listener of their own the other pages are out of its way.
    if (shown === undefined || (admin !== undefined && page !== openapi)) continue
    if (page === shown || page.startsWith(`${shown}/`)) {
      problems.push([path, `lies within the console at "${shown}"`])
    }
  }
  return problems
}
