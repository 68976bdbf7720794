/** Where the reader is: what stands behind the `#` of the URL. */
export type Route =
  | { readonly view: 'compose' }
  | { readonly view: 'traffic'; readonly batch?: number }
  | { readonly view: 'endpoints' }

/** Reads the fragment of a URL; whatever it does not know is the composer. */
export function readRoute(fragment: string): Route {
  const [view, rest] = fragment.replace(/^#?\/?/, '').split('/')
  if (view === 'endpoints') return { view }
  if (view !== 'traffic') return { view: 'compose' }
  return rest !== undefined && /^\d+$/.test(rest) ? { view, batch: Number(rest) } : { view }
}

/** The fragment of a route. */
export function writeRoute(route: Route): string {
  const batch = route.view === 'traffic' && route.batch !== undefined ? `/${route.batch}` : ''
  return `#/${route.view}${batch}`
}
