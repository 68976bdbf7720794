import type { Line } from '../lines.ts'
import { inTurn, takes } from '../lines.ts'
import type { CellPace, Pace } from '../settings.ts'
import { callers } from '../settings.ts'
import type { WorkPart, Workload } from '../work.ts'
import { createParts, workloadGroups, workloads } from '../work.ts'
import type { LoadRequest } from '../wires/wire.ts'
import { findWrong } from './find-wrong.ts'
import type { Job } from './load.ts'
import type { Loader } from './loader.ts'
import { progress, progressDetail } from './progress.ts'
import type { Server } from './server.ts'
import { servers as kinds } from './server.ts'

/** One line, one workload, one round. */
export interface Sample {
  /** Microseconds of CPU time of the server's process per part. */
  readonly cpu: number
  /** The same of the API behind it; undefined where there is none. */
  readonly upstreamCpu: number | undefined
  readonly partsPerSecond: number
  /** Milliseconds of a batch, or of a single request. */
  readonly p50: number
  readonly p99: number
}

/** Samples of all rounds, in their order. */
export class Samples {
  readonly #samples = new Map<string, Sample[]>()

  add(line: string, workload: string, sample: Sample): void {
    const key = `${line} ${workload}`
    const list = this.#samples.get(key)
    if (list === undefined) this.#samples.set(key, [sample])
    else list.push(sample)
  }

  /** Rounds that were measured. */
  get rounds(): number {
    return Math.max(0, ...[...this.#samples.values()].map(({ length }) => length))
  }

  /** Empty where nothing was measured. */
  of(line: string, workload: string): readonly Sample[] {
    return this.#samples.get(`${line} ${workload}`) ?? []
  }

  /** CPU time of one line over that of another in the same round, for each round that both have. */
  ratios(above: Cell, below: Cell): readonly number[] {
    const others = this.of(below.line, below.workload)
    return this.of(above.line, above.workload).flatMap(({ cpu }, round) => {
      const other = others[round]
      return other === undefined ? [] : [cpu / other.cpu]
    })
  }
}

/** A line with a workload. */
export interface Cell {
  readonly line: string
  readonly workload: string
}

/** A cell that is ready to be measured. */
interface ReadyCell {
  readonly line: Line
  readonly workload: Workload
  readonly server: Server
  readonly job: Job
  readonly pace: CellPace
  /** The API behind its server, where there is one. */
  readonly upstream: Server | undefined
}

/** What is measured with what. */
export interface Rounds {
  readonly lines: readonly Line[]
  readonly servers: ReadonlyMap<string, Server>
  readonly loader: Loader
  readonly pace: Pace
  /** Whether a goal is about a cell. */
  readonly isCompared: (cell: Cell) => boolean
}

/** Checks the answers of all lines, then measures them in interleaved rounds. */
export async function measureRounds(rounds: Rounds): Promise<Samples> {
  const { pace, loader } = rounds
  const began = performance.now()
  progress('checking the answers of all lines, and warming up')
  const cells = await prepareCells(rounds)
  for (const [index, { line, workload, job, pace: own }] of cells.entries()) {
    progressDetail(`warming up ${index + 1} of ${cells.length}: ${line.name}, ${workload.name}`)
    await named(line, () => loader.run({ ...job, milliseconds: own.warmUp }))
  }
  const samples = new Samples()
  for (let round = 0; round < pace.rounds; round += 1) {
    if (round >= pace.leastRounds && performance.now() - began > pace.longest) break
    for (const group of workloadGroups) {
      const here = cells.filter(({ workload }) => group.includes(workload))
      if (here.length === 0) continue
      progress(
        `round ${round + 1} of ${pace.rounds}: ${group.map(({ title }) => title).join(', ')}`,
      )
      const turns = [...Map.groupBy(here, ({ line }) => line).values()]
      // Another line begins in each round.
      const first = round % turns.length
      for (const turn of [...turns.slice(first), ...turns.slice(0, first)]) {
        await measureTurn(turn, rounds, samples)
      }
    }
  }
  return samples
}

/** Measures the cells of one line, after load that does not count where an API stands behind it. */
async function measureTurn(
  cells: readonly ReadyCell[],
  rounds: Rounds,
  samples: Samples,
): Promise<void> {
  const { loader, pace } = rounds
  const [first] = cells
  if (first?.upstream !== undefined) {
    const { line, job } = first
    await named(line, () => loader.run({ ...job, milliseconds: pace.leadMilliseconds }))
  }
  for (const cell of cells) {
    samples.add(cell.line.name, cell.workload.name, await measureCell(cell, loader))
  }
}

async function prepareCells(rounds: Rounds): Promise<readonly ReadyCell[]> {
  const { lines, servers, loader, pace, isCompared } = rounds
  const cells: ReadyCell[] = []
  for (const line of inTurn(lines)) {
    const server = servers.get(line.server)
    if (server === undefined) continue
    const isBefore = kinds[line.server]?.gateway === true
    const upstream = isBefore ? servers.get('upstream') : undefined
    for (const workload of workloads) {
      if (!takes(line, workload)) continue
      progressDetail(`checking the answers of ${line.name}, ${workload.name}`)
      const parts = createParts(workload.kind, workload.parts)
      const requests = line.wire.write(parts)
      const expected = await checkAnswers(line, { parts, requests, server, loader })
      const job = { url: server.url, requests, connections: callers, expected }
      const cell = { line: line.name, workload: workload.name }
      const own = isCompared(cell) ? pace.compared : pace.usual
      cells.push({ line, workload, server, job, pace: own, upstream })
    }
  }
  return cells
}

/** Says with what went wrong for which line it did. */
async function named<Result>(line: Line, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    throw new Error(`the line "${line.name}" failed`, { cause: error })
  }
}

/** Asks once and compares status and body of every part. Returns what all later answers are like. */
async function checkAnswers(
  line: Line,
  asked: {
    readonly parts: readonly WorkPart[]
    readonly requests: readonly LoadRequest[]
    readonly server: Server
    readonly loader: Loader
  },
): Promise<readonly { readonly status: number; readonly bytes: number }[]> {
  const { parts, requests, server, loader } = asked
  const url = { url: server.url, requests, connections: 1, count: requests.length, keep: true }
  const { kept } = await named(line, () => loader.run(url))
  const perAnswer = line.wire.single === true ? 1 : parts.length
  for (const [index, answer] of kept.entries()) {
    const wrong = findWrong(
      line.wire,
      answer,
      parts.slice(index * perAnswer, (index + 1) * perAnswer),
    )
    if (wrong === undefined) continue
    throw new Error(
      `${line.name} does not do the same work: ${wrong}\n` +
        `status ${answer.status}: ${answer.text.slice(0, 1000)}`,
    )
  }
  return kept.map(({ status, bytes }) => ({ status, bytes }))
}

async function measureCell(cell: ReadyCell, loader: Loader): Promise<Sample> {
  const { line, workload, server, job, pace, upstream } = cell
  const before = await server.child.usage()
  const upstreamBefore = await upstream?.child.usage()
  const result = await named(line, () => loader.run({ ...job, milliseconds: pace.measured }))
  const after = await server.child.usage()
  const upstreamAfter = await upstream?.child.usage()
  const parts = result.answers * (line.wire.single === true ? 1 : workload.parts)
  const { p50, p99 } = result
  return {
    cpu: (after.cpu - before.cpu) / parts,
    upstreamCpu:
      upstreamBefore === undefined || upstreamAfter === undefined
        ? undefined
        : (upstreamAfter.cpu - upstreamBefore.cpu) / parts,
    partsPerSecond: (parts / result.milliseconds) * 1000,
    p50,
    p99,
  }
}
