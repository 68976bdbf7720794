import type { BudgetResult } from './budget-load.ts'
import type { Cell, Samples } from './harness/measure.ts'
import type { LinkResult } from './harness/slow-link.ts'
import type { Spread } from './harness/stats.ts'
import { spreadOf } from './harness/stats.ts'
import { link } from './settings.ts'

/** A ratio that is to be at most so large. */
export interface RatioGoal {
  readonly what: string
  readonly atMost: number
  readonly above: Cell
  readonly below: Cell
}

/** Everything that was measured. */
export interface Measured {
  readonly samples: Samples
  readonly links: readonly LinkResult[]
  readonly budgets: readonly BudgetResult[]
}

/** A goal beside what was measured. */
export interface GoalResult {
  readonly what: string
  readonly goal: string
  readonly measured: string
  readonly met: boolean
}

function get50(line: string): Cell {
  return { line, workload: 'get50' }
}

function post50(line: string): Cell {
  return { line, workload: 'post50' }
}

const inProcess: readonly RatioGoal[] = [
  {
    what: 'in process, Fastify ÷ bound',
    atMost: 3,
    above: get50('fastify'),
    below: get50('bound-in-process'),
  },
  {
    what: 'in process, Express 5 ÷ bound',
    atMost: 5,
    above: get50('express'),
    below: get50('bound-in-process'),
  },
  {
    what: 'in process, Hono ÷ `app.fetch(new Request)` for each part',
    atMost: 0.6,
    above: get50('hono'),
    below: get50('hono-fetch'),
  },
  {
    what: 'in process, fetch handler ÷ a call with `new Request` for each part',
    atMost: 0.6,
    above: get50('fetch'),
    below: get50('app-fetch'),
  },
  {
    what: 'in process, 50 POSTs: Fastify ÷ `inject` for each part',
    atMost: 0.35,
    above: post50('fastify'),
    below: post50('fastify-inject'),
  },
  ...(
    [
      ['fastify', 'Fastify', 0.35],
      ['express', 'Express 5', 0.12],
      ['hono', 'Hono', 0.9],
    ] as const
  ).map(([name, title, atMost]) => ({
    what: `batch of 50 in process ÷ 50 single requests to the same app, ${title}`,
    atMost,
    above: get50(name),
    below: get50(`single-${name}`),
  })),
]

const gateway: readonly RatioGoal[] = [
  {
    what: 'gateway, 50 GETs ÷ validating bound',
    atMost: 1.2,
    above: get50('gateway'),
    below: get50('bound-gateway-validating'),
  },
  {
    what: 'gateway, 50 POSTs ÷ validating bound',
    atMost: 1.2,
    above: post50('gateway'),
    below: post50('bound-gateway-validating'),
  },
  {
    what: 'gateway with pipelining, 50 GETs ÷ its validating bound',
    atMost: 1.25,
    above: get50('gateway-pipelining'),
    below: get50('bound-gateway-pipelining'),
  },
  {
    what: 'a batch of 1 ÷ a single request through the same gateway',
    atMost: 1.5,
    above: { line: 'gateway', workload: 'get1' },
    below: { line: 'single-gateway', workload: 'get1' },
  },
]

const growing = ['node', 'fetch', 'hono', 'express', 'fastify', 'gateway'].map((line) => ({
  what: `CPU per part at 1000 parts ÷ at 50, ${line}`,
  atMost: 1.1,
  above: { line, workload: 'get1000' },
  below: get50(line),
}))

export const ratioGoals: readonly RatioGoal[] = [...inProcess, ...gateway, ...growing]

/** Whether a goal compares a cell with another one. */
export function isCompared({ line, workload }: Cell): boolean {
  return ratioGoals
    .flatMap(({ above, below }) => [above, below])
    .some((cell) => cell.line === line && cell.workload === workload)
}

const linkGoal = 0.15
/** Beyond the budget, in bytes. */
const memoryAbove = 150e6

/** The goals for which something was measured. */
export function judge({ samples, links, budgets }: Measured): readonly GoalResult[] {
  const ratios = ratioGoals.flatMap(({ what, atMost, above, below }) =>
    judgeRatios(what, atMost, samples.ratios(above, below)),
  )
  const overLink = links.flatMap((result) => {
    const what = `a batch of ${link.calls} over ${link.roundTrip} ms ÷ ${link.calls} single calls on ${link.connections} connections, wall time, ${result.server}`
    const values = result.batch.map((batch, round) => batch / (result.single[round] ?? Number.NaN))
    return judgeRatios(what, linkGoal, values)
  })
  return [...ratios, ...overLink, ...budgets.filter(isOfGoal).map(judgeBudget)]
}

function judgeRatios(
  what: string,
  atMost: number,
  ratios: readonly number[],
): readonly GoalResult[] {
  if (ratios.length === 0) return []
  const spread = spreadOf(ratios)
  const measured = formatSpread(spread, 2)
  return [{ what, goal: `≤ ${atMost}`, measured, met: spread.median <= atMost }]
}

/** The goal is about parts of 100 KB. */
function isOfGoal({ load }: BudgetResult): boolean {
  return load.answerBytes === 100_000 && load.budget === undefined
}

function judgeBudget({ load, budget, after }: BudgetResult): GoalResult {
  const bodies = load.partBytes === 0 ? 'GETs' : `POSTs of ${load.partBytes / 1000} KB`
  return {
    what: `peak memory, ${load.callers} batches at once of ${load.parts} ${bodies} with answers of ${load.answerBytes / 1000} KB`,
    goal: `≤ ${toMiB(budget + memoryAbove)} MiB (budget + 150 MB)`,
    measured: `${toMiB(after.peakRss)} MiB`,
    met: after.peakRss <= budget + memoryAbove,
  }
}

export function toMiB(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(0)
}

/** `1.23 (1.20–1.31)`. */
export function formatSpread({ median, least, most }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`
}
