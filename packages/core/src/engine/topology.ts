/** The nodes of a graph in an order that it allows, or a path that leads back to its beginning. */
export type Sorted =
  | { readonly kind: 'order'; readonly order: readonly number[] }
  | { readonly kind: 'cycle'; readonly path: readonly number[] }

/**
 * Sorts the nodes of a graph so that each one stands behind those that it needs, and else in the
 * order of their numbers. A cycle is told as a path: each node needs the next one, and the last one
 * is the first one again.
 */
export function sortNodes(needs: readonly (readonly number[])[]): Sorted {
  const order: number[] = []
  /** The way down to the node at hand, and how many of its needs have been seen. */
  const path: number[] = []
  const seen = needs.map(() => -1)
  for (let root = 0; root < needs.length; root += 1) {
    if (seen[root] !== -1) continue
    path.push(root)
    seen[root] = 0
    while (path.length > 0) {
      const node = path.at(-1) ?? 0
      const next = needs[node]?.[seen[node] ?? 0]
      if (next === undefined) {
        order.push(node)
        path.pop()
        // Never again on a path.
        seen[node] = Number.POSITIVE_INFINITY
        continue
      }
      seen[node] = (seen[node] ?? 0) + 1
      if (seen[next] === -1) {
        path.push(next)
        seen[next] = 0
      } else if (seen[next] !== Number.POSITIVE_INFINITY) {
        return { kind: 'cycle', path: [...path.slice(path.indexOf(next)), next] }
      }
    }
  }
  return { kind: 'order', order }
}
