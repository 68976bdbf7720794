import leven from 'leven'

/** The way to a value in a configuration: keys and indexes. */
export type Path = readonly (string | number)[]

/** Words that name the nearest of the known texts, or all of them. */
export function suggest(given: string, known: readonly string[]): string {
  const best = known
    .map((name) => ({ name, distance: leven(given.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)[0]
  if (best !== undefined && best.distance <= Math.max(2, given.length / 2)) {
    return `; did you mean "${best.name}"?`
  }
  return `; known are ${known.join(', ')}`
}

/** A path as it is written in messages: `endpoints[0].limits.parts`. */
export function nameOf(path: Path): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`
    return name === '' ? key : `${name}.${key}`
  }, '')
}
