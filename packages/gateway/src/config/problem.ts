/** Something wrong in a configuration file, and where. */
export interface Problem {
  readonly message: string
  /** From 1; undefined when the place is not known. */
  readonly line?: number
  readonly column?: number
}

/** Finds the place of a value, or of its key, for a problem. */
export type Locate = (
  path: readonly (string | number)[],
  message: string,
  part?: 'key' | 'value',
) => Problem

/** A configuration can't be used. */
export class ConfigError extends Error {
  /** Name of the file, or `command line`. */
  readonly source: string
  readonly problems: readonly Problem[]

  constructor(source: string, problems: readonly Problem[]) {
    super(problems.map((problem) => describe(source, problem)).join('\n'))
    this.name = 'ConfigError'
    this.source = source
    this.problems = problems
  }
}

function describe(source: string, { line, column, message }: Problem): string {
  return line === undefined ? `${source}: ${message}` : `${source}:${line}:${column}: ${message}`
}
