import type { PartResult, ReadAnswer } from './dialect-client.ts'

/**
 * Gives each part its answer: by its name; and by its place where answers have no names. What is over
 * is left out.
 */
export function matchByName(
  names: readonly string[],
  answers: readonly ReadAnswer[],
  fold: (id: string) => string = (id) => id,
): readonly PartResult[] {
  const inOrder =
    answers.length === names.length &&
    answers.every(({ id }, index) => id === undefined || fold(id) === fold(names[index] ?? ''))
  if (inOrder) return answers.map(({ response }) => ({ kind: 'answered', response }))
  const byName = new Map<string, ReadAnswer>()
  for (const answer of answers) {
    if (answer.id !== undefined && !byName.has(fold(answer.id))) byName.set(fold(answer.id), answer)
  }
  return names.map((name): PartResult => {
    const found = byName.get(fold(name))
    return found === undefined
      ? { kind: 'missing' }
      : { kind: 'answered', response: found.response }
  })
}

/** Gives each part the answer at its place; `rest` is what those are that have none. */
export function matchByPlace(
  count: number,
  answers: readonly ReadAnswer[],
  rest: 'not-run' | 'missing',
): readonly PartResult[] {
  return Array.from({ length: count }, (_, index): PartResult => {
    const found = answers[index]
    return found === undefined ? { kind: rest } : { kind: 'answered', response: found.response }
  })
}
