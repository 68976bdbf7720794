import { arch, cpus, platform, release, totalmem } from 'node:os'
import type { BudgetResult } from './budget-load.ts'
import type { GoalResult, Measured } from './goals.ts'
import { formatSpread, toMiB } from './goals.ts'
import { listLimits } from './harness/limits.ts'
import type { Sample, Samples } from './harness/measure.ts'
import type { LinkResult } from './harness/slow-link.ts'
import { spreadOf } from './harness/stats.ts'
import type { Line, LineGroup } from './lines.ts'
import { takes } from './lines.ts'
import type { Pace } from './settings.ts'
import { callers, link } from './settings.ts'
import type { Workload } from './work.ts'
import { workloads } from './work.ts'

/** Everything that a report is made of. */
export interface Report extends Measured {
  readonly date: string
  readonly quick: boolean
  readonly partial: boolean
  readonly pace: Pace
  readonly minutes: number
  readonly lines: readonly Line[]
  readonly goals: readonly GoalResult[]
  readonly versions: ReadonlyMap<string, string>
  /** Largest resident size of each server's process, in bytes. */
  readonly peaks: ReadonlyMap<string, number>
  /** Lines that could not be measured, and why. */
  readonly skipped: ReadonlyMap<string, string>
  readonly fairness: string | undefined
}

const groupOrder: readonly LineGroup[] = ['single', 'bound', 'in process', 'gateway', 'peer']

/** The results as Markdown; `docs/performance.md` is made of it. */
export function writeReport(report: Report): string {
  const sections = [
    `# Bench of ${report.date}\n\n${howItRan(report)}`,
    section('Machine', machineTable(report)),
    section('Goals', goalTable(report.goals)),
    ...workloads.map((workload) => section(workload.title, lineTable(report, workload))),
    section('Over a slow link', linkTable(report.links)),
    section('Memory of the processes', peakTable(report)),
    section('Memory under load', budgetTable(report.budgets)),
    section('Fairness', report.fairness ?? ''),
    section('Limits in force', limitTable()),
    section('What is different or left out', notes(report)),
  ]
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`
}

function section(title: string, text: string): string {
  return text === '' ? '' : `## ${title}\n\n${text}`
}

function howItRan({ quick, partial, pace, minutes, samples }: Report): string {
  const kind = quick
    ? 'A **quick** run: it shows that all runs, and its numbers mean little.'
    : 'A full run.'
  const part = partial ? ' Only some lines were asked for.' : ''
  const took = `${minutes.toFixed(1)} minutes`
  if (samples.rounds === 0) return `${kind}${part} It took ${took}.`
  return `${kind}${part} ${samples.rounds} interleaved rounds, ${pace.compared.measured} ms in each of them for what a goal is about (${pace.usual.measured} ms for the rest), ${callers} callers at all times; ${took}.`
}

/** Rows as a table of Markdown; empty where there are none. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const lines = [head, head.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function machineTable({ versions }: Report): string {
  const [cpu] = cpus()
  const packages = [...versions].map(([name, version]) => `${name} ${version}`)
  return table(
    ['what', 'here'],
    [
      ['processors', `${cpus().length} × ${cpu?.model ?? 'unknown'}`],
      ['memory', `${(totalmem() / 1024 ** 3).toFixed(0)} GiB`],
      ['system', `${platform()} ${release()}, ${arch()}`],
      ['Node', process.versions.node],
      ['packages', packages.join(', ')],
    ],
  )
}

function goalTable(goals: readonly GoalResult[]): string {
  const rows = goals.map(({ what, goal, measured, met }) => {
    return [what, goal, measured, met ? 'yes' : '**no**']
  })
  return table(
    ['CPU time per part, batch of 50 GETs unless said otherwise', 'goal', 'measured', 'met'],
    rows,
  )
}

function lineTable({ samples, lines }: Report, workload: Workload): string {
  const measured = lines
    .filter((line) => takes(line, workload) && samples.of(line.name, workload.name).length > 0)
    .toSorted((one, other) => groupOrder.indexOf(one.group) - groupOrder.indexOf(other.group))
  const rows = measured.map((line) => lineRow(samples, line, workload))
  const unit = workload.parts === 1 ? 'a request' : 'a batch'
  return table(
    [
      '',
      'line',
      'µs CPU per part',
      '÷ its bound',
      'parts/s',
      `p50 ms of ${unit}`,
      'p99 ms',
      'µs CPU of the API per part',
    ],
    rows,
  )
}

function lineRow(samples: Samples, line: Line, workload: Workload): readonly string[] {
  const list = samples.of(line.name, workload.name)
  const middle = (pick: (sample: Sample) => number): number => spreadOf(list.map(pick)).median
  const bound = line.bound ?? ''
  const { name } = workload
  const ratios = samples.ratios(
    { line: line.name, workload: name },
    { line: bound, workload: name },
  )
  const upstream = list.flatMap(({ upstreamCpu }) => upstreamCpu ?? [])
  return [
    line.group,
    line.title,
    formatSpread(spreadOf(list.map(({ cpu }) => cpu)), 1),
    ratios.length === 0 ? '' : formatSpread(spreadOf(ratios), 2),
    Math.round(middle(({ partsPerSecond }) => partsPerSecond)).toLocaleString('en'),
    middle(({ p50 }) => p50).toFixed(2),
    middle(({ p99 }) => p99).toFixed(2),
    upstream.length === 0 ? '' : spreadOf(upstream).median.toFixed(1),
  ]
}

function linkTable(links: readonly LinkResult[]): string {
  const rows = links.map(({ server, single, batch }) => {
    const ratios = batch.map((value, round) => value / (single[round] ?? Number.NaN))
    const cells = [formatSpread(spreadOf(single), 0), formatSpread(spreadOf(batch), 0)]
    return [server, ...cells, formatSpread(spreadOf(ratios), 2)]
  })
  const singles = `${link.calls} calls on ${link.connections} connections, ms`
  return table(['server', singles, 'one batch of them, ms', 'batch ÷ calls'], rows)
}

function peakTable({ peaks, lines }: Report): string {
  const rows = [...peaks].map(([server, bytes]) => {
    const names = lines.filter((line) => line.server === server).map(({ name }) => name)
    return [server, names.join(', '), toMiB(bytes)]
  })
  return table(['process', 'lines', 'most resident, MiB'], rows)
}

function budgetTable(budgets: readonly BudgetResult[]): string {
  const rows = budgets.map(({ load, budget, idle, busiest, after, counts, seconds }) => {
    const { callers: at, parts, partBytes, answerBytes, kind } = load
    const bodies = partBytes === 0 ? 'GETs' : `POSTs of ${partBytes / 1000} KB`
    const turns = load.batches === 1 ? '' : `${load.batches} times `
    const what = `${turns}${at} batches of ${parts} ${bodies}, answers of ${Math.round(answerBytes / 1000)} KB ${kind}`
    const became = [...counts].map(([name, count]) => `${name}: ${count}`)
    const heap = `${toMiB(busiest.heapUsed)} of ${toMiB(busiest.heapTotal)}`
    return [
      what,
      toMiB(budget),
      toMiB(idle.rss),
      `${toMiB(idle.heapUsed)} of ${toMiB(idle.heapTotal)}`,
      toMiB(after.peakRss),
      heap,
      toMiB(busiest.external),
      `${toMiB(after.rss)}, ${toMiB(after.heapUsed)} of ${toMiB(after.heapTotal)}`,
      `${became.join(', ')}; ${seconds.toFixed(1)} s`,
    ]
  })
  return table(
    [
      'at once',
      'budget',
      'idle: resident',
      'heap used',
      'most resident',
      'heap used then',
      'outside of the heap then',
      'afterwards: resident, heap used',
      'what became of them',
    ],
    rows,
  )
}

function limitTable(): string {
  const rows = listLimits().map(({ name, inForce, load }) => [name, inForce, load])
  return table(['limit', 'in force', 'load'], rows)
}

function notes({ lines, skipped }: Report): string {
  const different = lines.flatMap(({ title, note }) =>
    note === undefined ? [] : [`- ${title}: ${note}`],
  )
  const left = [...skipped].map(([name, why]) => `- ${name} was not measured: ${why}`)
  return [...different, ...left, ...leftOut].join('\n')
}

/** Peers that are not there at all. */
const leftOut = [
  '- @sap/cds is left out: its licence is proprietary.',
  '- batch-request and express-batch-requests are left out: they send parts to themselves over HTTP by a library that is not maintained, evaluate text of callers or end the process when a part fails.',
  '- feathers-batch, jayson and GraphQL servers are left out: they call functions by name, and no HTTP API.',
]
