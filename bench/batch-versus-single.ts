// A first comparison: one batch of 50 small GETs against 50 single requests over kept-alive
// connections to the same server, interleaved. What counts is the ratio within one run.
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'

const rounds = 7
const partsPerRound = 10_000
const partsPerBatch = 50
const file = fileURLToPath(new URL('servers.ts', import.meta.url))

interface Server {
  readonly url: string
  readonly child: ChildProcess
}

interface Cost {
  /** Microseconds of CPU time of the server's process per part. */
  readonly cpu: number
  /** Microseconds of wall time per part. */
  readonly wall: number
}

function start(name: string, upstream = ''): Promise<Server> {
  const child = fork(file, [name, upstream], { execArgv: ['--conditions=batchway-source'] })
  return new Promise((resolve) => {
    child.once('message', ({ port }: { port: number }) => {
      resolve({ child, url: `http://127.0.0.1:${port}` })
    })
  })
}

function cpuOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', ({ cpu }: { cpu: number }) => resolve(cpu))
    child.send('cpu')
  })
}

async function measure(server: Server, work: () => Promise<void>): Promise<Cost> {
  const cpu = await cpuOf(server.child)
  const began = performance.now()
  await work()
  const wall = (performance.now() - began) * 1000
  return { cpu: ((await cpuOf(server.child)) - cpu) / partsPerRound, wall: wall / partsPerRound }
}

/** Eight workers that share the requests, as eight connections. */
async function drive(count: number, one: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1
      await one(next)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

async function compare(name: string, server: Server): Promise<void> {
  const pool = new Pool(server.url, { connections: 8 })
  const parts = Array.from({ length: partsPerBatch }, (_, id) => {
    return { method: 'GET', relative_url: `/items/${id}` }
  })
  const body = JSON.stringify(parts)
  const headers = { 'content-type': 'application/json' }
  const batch = async (): Promise<void> => {
    const answer = await pool.request({ method: 'POST', path: '/api/batch', headers, body })
    const text = await answer.body.text()
    if (!text.startsWith('{"total_counter":50,"success_counter":50,')) throw new Error(text)
  }
  const single = async (id: number): Promise<void> => {
    const answer = await pool.request({ method: 'GET', path: `/api/items/${id % partsPerBatch}` })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(text)
  }
  const batches = (): Promise<void> => drive(partsPerRound / partsPerBatch, batch)
  const singles = (): Promise<void> => drive(partsPerRound, single)
  await batches()
  await singles()
  const results: { readonly batch: Cost; readonly single: Cost }[] = []
  for (let round = 0; round < rounds; round += 1) {
    results.push({ batch: await measure(server, batches), single: await measure(server, singles) })
  }
  const cpu = results.map((result) => result.batch.cpu / result.single.cpu)
  const wall = results.map((result) => result.batch.wall / result.single.wall)
  const cost = median(results.map((result) => result.batch.cpu))
  console.log(
    `${name.padEnd(24)} CPU ${spread(cpu)}   wall ${spread(wall)}   ${cost.toFixed(1)} µs CPU per part`,
  )
  await pool.close()
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const [low = 0] = sorted
  return `${median(values).toFixed(2)} (${low.toFixed(2)}-${(sorted.at(-1) ?? 0).toFixed(2)})`
}

console.log(
  `batch of ${partsPerBatch} ÷ ${partsPerBatch} single requests, median (min-max) of ${rounds} rounds, Node ${process.versions.node}`,
)
const api = await start('node')
const servers: [string, Server][] = [
  ['node:http, in process', api],
  ['Express 5, in process', await start('express')],
  ['Fastify 5, in process', await start('fastify')],
  ['fetch app, in process', await start('fetch')],
  ['gateway', await start('gateway', api.url)],
]
for (const [name, server] of servers) await compare(name, server)
for (const [, server] of servers) server.child.kill()
