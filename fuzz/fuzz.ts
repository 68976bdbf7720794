import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { dialectTargets } from './dialects.ts'
import { parserTargets } from './parsers.ts'
import { hash, Random } from './random.ts'
import type { Finding, FuzzTarget } from './target.ts'
import { runOnce } from './target.ts'

const usage = `Fuzzes the parsers and dialects.

  --seconds N   time for all targets together (default 30)
  --minutes N   the same in minutes
  --seed S      a whole number; the same seed makes the same inputs (default: random)
  --only NAME   this target alone
  --replay FILE runs one input of a finding again; needs --only
`

const targets: readonly FuzzTarget[] = [...parserTargets, ...dialectTargets]
const folder = new URL('../.cache/fuzz/', import.meta.url)
/** Findings that are kept per target. */
const most = 10

function fail(message: string): never {
  process.stderr.write(
    `${message}\n\n${usage}targets: ${targets.map(({ name }) => name).join(', ')}\n`,
  )
  process.exit(2)
}

/** The first words of the message and the place: findings that share these are one. */
function kindOf({ message }: Finding): string {
  const place = /(?:fuzz|src)\/[\w/-]+\.ts:\d+/.exec(message)?.[0] ?? ''
  return `${message.split(/["'\d\n]/, 1)[0] ?? ''} ${place}`
}

function keep(finding: Finding, seed: number): void {
  mkdirSync(folder, { recursive: true })
  const file = new URL(
    `${finding.target}-${seed}-${hash(kindOf(finding)).toString(16)}.bin`,
    folder,
  )
  writeFileSync(file, finding.input)
  process.stdout.write(
    `FINDING in ${finding.target} (seed ${seed}): ${finding.message.slice(0, 1500)}\n` +
      `  input: ${file.pathname} (${finding.input.length} bytes)\n` +
      `  again: fuzz/fuzz.ts --only ${finding.target} --replay ${file.pathname}\n`,
  )
}

interface Tally {
  readonly executions: number
  readonly findings: number
}

async function fuzz(target: FuzzTarget, seed: number, milliseconds: number): Promise<Tally> {
  const kinds = new Set<string>()
  const end = performance.now() + milliseconds
  let executions = 0
  while (performance.now() < end && kinds.size < most) {
    const random = new Random(seed ^ hash(target.name), executions)
    const finding = await runOnce(target, target.generate(random))
    executions += 1
    if (finding === undefined || kinds.has(kindOf(finding))) continue
    kinds.add(kindOf(finding))
    keep(finding, seed)
  }
  return { executions, findings: kinds.size }
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    replay: { type: 'string' },
  },
})
const chosen = targets.filter(({ name }) => values.only === undefined || name === values.only)
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9))
const seconds =
  values.minutes === undefined ? Number(values.seconds ?? 30) : Number(values.minutes) * 60
if (chosen.length === 0) fail(`there is no target "${values.only}"`)
if (!Number.isSafeInteger(seed) || !(seconds > 0)) {
  fail('--seed, --seconds and --minutes are numbers')
}

let found = 0
let total = 0
if (values.replay === undefined) {
  process.stdout.write(`seed ${seed}, ${seconds} s\n`)
  for (const target of chosen) {
    const { executions, findings } = await fuzz(target, seed, (seconds * 1000) / chosen.length)
    found += findings
    total += executions
    process.stdout.write(`${target.name}: ${executions} executions, ${findings} findings\n`)
  }
  process.stdout.write(`together: ${total} executions, ${found} findings in ${seconds} s\n`)
} else {
  const [target] = chosen
  if (target === undefined || chosen.length > 1) fail('--replay needs --only')
  const finding = await runOnce(target, readFileSync(values.replay))
  found = finding === undefined ? 0 : 1
  process.stdout.write(`${finding?.message ?? 'nothing is wrong'}\n`)
}
process.exitCode = found === 0 ? 0 : 1
