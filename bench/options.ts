import { parseArgs } from 'node:util'
import { ratioGoals } from './goals.ts'
import type { Line } from './lines.ts'
import { lines } from './lines.ts'

/** What to measure, as the command line says. */
export interface BenchOptions {
  readonly help: boolean
  readonly quick: boolean
  /** Whether the results are written into `bench/results/`. */
  readonly write: boolean
  /** Whether anything was left out by `--only`. */
  readonly partial: boolean
  readonly lines: readonly Line[]
  readonly link: boolean
  readonly memory: boolean
  readonly fairness: boolean
}

/** What `--only` takes beside the names of lines. */
const groups: Readonly<Record<string, (line: Line) => boolean>> = {
  singles: ({ group }) => group === 'single',
  bounds: ({ group }) => group === 'bound',
  'in-process': ({ group }) => group === 'in process',
  gateways: ({ group }) => group === 'gateway',
  peers: ({ group }) => group === 'peer',
}
const others = ['link', 'memory', 'fairness'] as const

/** Words of the command line that make no sense; the message says which. */
export class UsageError extends Error {}

export const usage: string = `npm run bench [-- options]

Measures everything, prints the goals and all lines, and writes bench/results/<date>.md.
Less than 15 minutes on 2 cores. Packages of the peers are installed into bench/ if they are missing.

  --only NAME   only this, and what its goals compare it with; may be repeated. One of:
                a line      ${wrap(lines.map(({ name }) => name))}
                a group     ${Object.keys(groups).join(', ')}
                a test      ${others.join(', ')}
  --quick       a fraction of the time, to see that all runs: the numbers mean little
  --write       writes the results of --quick and --only, too (<date>-quick.md)
  --help        this text

Then: npm run generate (docs/performance.md)
`

/** Throws a UsageError. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { only = [], ...flags } = parse(args)
  const { help = false, quick = false, write = false } = flags
  const names = only.flatMap((list) => list.split(','))
  if (names.length === 0) {
    const tests = { link: true, memory: true, fairness: true }
    return { help, quick, write: write || !quick, partial: false, lines, ...tests }
  }
  for (const name of names) checkName(name)
  const wanted = lines.filter((line) =>
    names.some((name) => line.name === name || groups[name]?.(line) === true),
  )
  const [link, memory, fairness] = others.map((name) => names.includes(name))
  return {
    help,
    quick,
    write,
    partial: true,
    lines: withCompared(wanted),
    link: link === true,
    memory: memory === true,
    fairness: fairness === true,
  }
}

function parse(args: readonly string[]): {
  readonly only?: string[]
  readonly quick?: boolean
  readonly write?: boolean
  readonly help?: boolean
} {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        quick: { type: 'boolean' },
        write: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function checkName(name: string): void {
  const known = [...lines.map((line) => line.name), ...Object.keys(groups), ...others]
  if (known.includes(name)) return
  throw new UsageError(`there is nothing called "${name}"; there are ${known.join(', ')}`)
}

/** With the lines that these are compared with. */
function withCompared(wanted: readonly Line[]): readonly Line[] {
  const names = new Set(wanted.map(({ name }) => name))
  for (const { name, bound } of wanted) {
    if (bound !== undefined) names.add(bound)
    for (const { above, below } of ratioGoals) if (above.line === name) names.add(below.line)
  }
  return lines.filter(({ name }) => names.has(name))
}

/** Names, so many in a row that they fit. */
function wrap(names: readonly string[]): string {
  const rows: string[][] = [[]]
  for (const name of names) {
    const row = rows.at(-1) ?? []
    if ([...row, name].join(', ').length > 80) rows.push([name])
    else row.push(name)
  }
  return rows.map((row) => row.join(', ')).join(`,\n${' '.repeat(28)}`)
}
