import type { Part } from '../model/batch.ts'

/** What a batch is planned in: single parts, and groups, each of which ends as a whole. */
export interface Units {
  /** Positions of the parts of each unit; units stand in the order of their first parts. */
  readonly members: readonly (readonly number[])[]
  /** For each part, its unit. */
  readonly unitOf: readonly number[]
}

/** Gathers the groups of a batch. */
export function gatherUnits(parts: readonly Part[]): Units {
  const members: number[][] = []
  const groups = new Map<string, number>()
  const unitOf = parts.map(({ group }, position) => {
    const known = group === undefined ? undefined : groups.get(group)
    if (known !== undefined) {
      members[known]?.push(position)
      return known
    }
    const unit = members.push([position]) - 1
    if (group !== undefined) groups.set(group, unit)
    return unit
  })
  return { members, unitOf }
}

/** What each unit needs, when `needs` says it of each part: other units, each once. */
export function needsOfUnits(
  { members, unitOf }: Units,
  needs: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  return members.map((positions, unit) => {
    const needed = new Set<number>()
    for (const position of positions) {
      for (const other of needs[position] ?? []) needed.add(unitOf[other] ?? unit)
    }
    needed.delete(unit)
    return [...needed]
  })
}
