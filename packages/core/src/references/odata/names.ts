/** What an id may be to be referred to (OData 4.01 ABNF, request-id). */
export const idPattern = '[A-Za-z0-9\\-._~]+'

/**
 * Names with a dollar sign that mean something themselves, and win over ids (OData 4.01 part 1
 * 11.7.7.2): resources, literals of expressions, path segments and query options.
 */
const systemNames: ReadonlySet<string> = new Set(
  [
    'batch crossjoin all entity root id metadata it this',
    'count ref value links each filter',
    'apply compute deltatoken expand format index levels orderby schemaversion search select',
    'skip skiptoken top',
  ].flatMap((names) => names.split(' ')),
)

/** Whether `$name` means something itself. */
export function isSystemName(name: string): boolean {
  return systemNames.has(name)
}
