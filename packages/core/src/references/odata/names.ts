/** What an id may be to be referred to (OData 4.01 ABNF, request-id). */
export const idPattern = '[A-Za-z0-9\\-._~]+'

/** Resources of every service: where a path begins they win over ids (OData 4.01 part 1 11.7.7.1). */
const systemResources = 'batch crossjoin all entity root id metadata'.split(' ')

/**
 * Names with a dollar sign that mean something themselves, and win over ids where values stand (OData
 * 4.01 part 1 11.7.7.2): resources, literals of expressions, path segments and query options.
 */
const systemNames: ReadonlySet<string> = new Set(
  [
    ...systemResources,
    'it this',
    'count ref value links each filter',
    'apply compute deltatoken expand format index levels orderby schemaversion search select',
    'skip skiptoken top',
  ].flatMap((names) => names.split(' ')),
)

/** Whether `$name` means something itself. */
export function isSystemName(name: string): boolean {
  return systemNames.has(name)
}

/** Whether a path that begins with `$name` leads to a resource of every service. */
export function isSystemResource(name: string): boolean {
  return systemResources.includes(name)
}
