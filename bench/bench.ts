// npm run bench: measures Batchway, its bounds and its peers, and holds the goals beside it.
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BudgetResult } from './budget-load.ts'
import { budgetLoads, measureBudget } from './budget-load.ts'
import { measureFairness } from './fairness.ts'
import { isCompared, judge } from './goals.ts'
import { killChildren } from './harness/child.ts'
import { installPeers, readVersions } from './harness/install.ts'
import type { Loader } from './harness/loader.ts'
import { startLoader } from './harness/loader.ts'
import { Samples, measureRounds } from './harness/measure.ts'
import { endProgress, progress } from './harness/progress.ts'
import type { Server } from './harness/server.ts'
import { servers, startServer, whyNot } from './harness/server.ts'
import type { LinkResult } from './harness/slow-link.ts'
import { measureLink } from './harness/slow-link.ts'
import type { Line } from './lines.ts'
import type { BenchOptions } from './options.ts'
import { UsageError, readOptions, usage } from './options.ts'
import { writeReport } from './report.ts'
import type { Pace } from './settings.ts'
import { fullPace, quickPace } from './settings.ts'

async function bench(options: BenchOptions): Promise<void> {
  const began = performance.now()
  const pace = options.quick ? quickPace : fullPace
  const skipped = new Map<string, string>()
  const lines = options.lines.filter((line) => isPossible(line, skipped))
  if (lines.some(({ server }) => servers[server]?.peer === true)) await installPeers()
  const measured = await measureLines(options, lines, pace)
  const budgets: BudgetResult[] = []
  if (options.memory) {
    const loads = budgetLoads(pace.memoryCallers, options.partial && !options.quick)
    for (const load of loads) budgets.push(await measureBudget(load))
  }
  const fairness = options.fairness ? await measureFairness() : undefined
  const date = new Date().toISOString().slice(0, 10)
  const { samples, links, peaks } = measured
  const text = writeReport({
    date,
    quick: options.quick,
    partial: options.partial,
    pace,
    minutes: (performance.now() - began) / 60_000,
    lines,
    samples,
    links,
    budgets,
    goals: judge({ samples, links, budgets }),
    versions: await readVersions(),
    peaks,
    skipped,
    fairness,
  })
  endProgress()
  console.log(text)
  if (options.write) await write(`${date}${options.quick || options.partial ? '-quick' : ''}`, text)
}

function isPossible(line: Line, skipped: Map<string, string>): boolean {
  const kind = servers[line.server]
  const why = kind === undefined ? 'it has no server' : whyNot(kind)
  if (why !== undefined) skipped.set(line.name, why)
  return why === undefined
}

/** Starts the servers of the lines, measures them, and stops them. */
async function measureLines(
  options: BenchOptions,
  lines: readonly Line[],
  pace: Pace,
): Promise<{
  readonly samples: Samples
  readonly links: readonly LinkResult[]
  readonly peaks: ReadonlyMap<string, number>
}> {
  const links: LinkResult[] = []
  const peaks = new Map<string, number>()
  const names = new Set(lines.map(({ server }) => server))
  if (options.link) for (const name of ['gateway', 'fastify']) names.add(name)
  if (names.size === 0) return { samples: new Samples(), links, peaks }
  const started = await startServers(names)
  const loader = await startLoader()
  const samples = await measureRounds({ lines, servers: started, loader, pace, isCompared })
  if (options.link) links.push(...(await measureLinks(started, loader, pace)))
  for (const [name, { child }] of started) {
    peaks.set(name, (await child.usage()).peakRss)
    await child.stop()
  }
  return { samples, links, peaks }
}

async function startServers(names: ReadonlySet<string>): Promise<ReadonlyMap<string, Server>> {
  const started = new Map<string, Server>()
  progress(`starting ${names.size} servers`)
  let upstream = ''
  if ([...names].some((name) => servers[name]?.gateway === true)) {
    const server = await startServer('upstream', '')
    started.set('upstream', server)
    upstream = server.url
  }
  for (const server of await Promise.all([...names].map((name) => startServer(name, upstream)))) {
    started.set(server.name, server)
  }
  return started
}

async function measureLinks(
  started: ReadonlyMap<string, Server>,
  loader: Loader,
  pace: Pace,
): Promise<readonly LinkResult[]> {
  const results: LinkResult[] = []
  for (const name of ['gateway', 'fastify']) {
    const server = started.get(name)
    if (server !== undefined) results.push(await measureLink(server, loader, pace.rounds))
  }
  return results
}

async function write(name: string, text: string): Promise<void> {
  const folder = new URL('results/', import.meta.url)
  await mkdir(folder, { recursive: true })
  const file = new URL(`${name}.md`, folder)
  await writeFile(file, text)
  console.error(`wrote ${fileURLToPath(file)}; "npm run generate" makes docs/performance.md of it`)
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  return cause === undefined ? message : `${message}\n${explain(cause)}`
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    killChildren()
    endProgress()
    console.error('the bench was stopped; nothing was written')
    process.exit(signal === 'SIGINT' ? 130 : 143)
  })
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options.help) console.log(usage)
  else await bench(options)
} catch (error) {
  endProgress()
  const misuse = error instanceof UsageError
  console.error(`${misuse ? '' : 'the bench failed: '}${explain(error)}`)
  if (misuse) console.error('run "npm run bench -- --help" for what there is')
  process.exitCode = misuse ? 2 : 1
} finally {
  killChildren()
}
