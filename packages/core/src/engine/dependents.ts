/** All nodes that a way leads to from one of them along `next`; each once, without itself. */
export function reachableFrom(
  start: number,
  next: readonly (readonly number[])[],
): ReadonlySet<number> {
  const found = new Set<number>(next[start])
  // A set that grows goes on being iterated.
  for (const node of found) for (const other of next[node] ?? []) found.add(other)
  return found
}
