import type { ConfigConsole } from './console-schema.ts'

/** The path of the console in a configuration; undefined where there is none. */
export function consolePath(wish: boolean | ConfigConsole | undefined): string | undefined {
  if (wish === undefined || wish === false) return undefined
  return (wish === true ? undefined : wish.path) ?? '/console'
}
