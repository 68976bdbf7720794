import type { Path } from './names.ts'
import type { ConfigUpstream } from './upstream-schema.ts'

/** What is wrong with where an upstream is: the way from the upstream, and what. */
export function checkTargets({
  url,
  targets,
  balance,
  restTime,
}: ConfigUpstream): readonly (readonly [path: Path, problem: string])[] {
  const problems: (readonly [Path, string])[] = []
  if (url === undefined && targets === undefined) problems.push([[], 'lacks "url"'])
  if (url !== undefined) {
    const problem = checkOrigin(url)
    if (problem !== undefined) problems.push([['url'], problem])
    for (const [key, value] of Object.entries({ targets, balance, restTime })) {
      if (value !== undefined) problems.push([[key], 'can\'t be there beside "url"'])
    }
  }
  targets?.forEach((target, index) => {
    const problem = checkOrigin(target)
    if (problem !== undefined) problems.push([['targets', index], problem])
  })
  return problems
}

function checkOrigin(url: string): string | undefined {
  if (url.startsWith('unix:')) {
    return url.startsWith('unix:/')
      ? undefined
      : `must have an absolute path such as unix:/run/api.sock, not "${url}"`
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const hasUser = /^[^/]*\/\/[^/]*@/.test(url)
  if (hasUser) return 'must not contain a user name or password'
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    return `must be an http or https URL such as http://127.0.0.1:3000, not "${url}"`
  }
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '') {
    return 'must have no path, query or fragment: parts are sent with their own paths'
  }
  return undefined
}
