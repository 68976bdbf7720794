import type { Workload } from './work.ts'
import { workloads } from './work.ts'
import { journyx, ocamba, ocapi, single, withLargeEndpoint } from './wires/ours.ts'
import * as peers from './wires/peers.ts'
import type { Wire } from './wires/wire.ts'

/** What a line is, for its place in the tables. */
export type LineGroup = 'single' | 'bound' | 'in process' | 'gateway' | 'peer'

/** A row of the tables: one server, spoken to in one way. */
export interface Line {
  /** By which `--only` finds it. */
  readonly name: string
  readonly title: string
  readonly group: LineGroup
  /** Key of `servers`. */
  readonly server: string
  readonly wire: Wire
  /** Names of the workloads it is measured with. */
  readonly workloads: readonly string[]
  /** Name of the line that is the least this one can cost. */
  readonly bound?: string
  /** What is different about its work, or why a workload is left out. */
  readonly note?: string
}

const all = workloads.map(({ name }) => name)
const singleWorkloads = ['get50', 'post50', 'big50']
const readsOnly = all.filter((name) => name !== 'post50')
const inProcess = { group: 'in process', workloads: all, bound: 'bound-in-process' } as const
const peer = { group: 'peer', workloads: all, bound: 'bound-in-process' } as const
const gateway = { group: 'gateway', workloads: all, bound: 'bound-gateway-validating' } as const

function singles(server: string, title: string, name = `single-${server}`): Line {
  return { name, title, group: 'single', server, wire: single, workloads: singleWorkloads }
}

export const lines: readonly Line[] = [
  singles('node', 'node:http'),
  singles('fetch', 'fetch handler on @hono/node-server'),
  singles('hono', 'Hono'),
  singles('express', 'Express 5'),
  singles('fastify', 'Fastify 5'),
  singles('multifetch', 'Express 4', 'single-express4'),
  singles('bassmaster', 'hapi', 'single-hapi'),
  {
    ...singles('gateway', 'forwarded by the gateway'),
    workloads: [...singleWorkloads, 'get1'],
  },
  bound('bound-in-process', 'in process: parse, call, print'),
  bound('bound-gateway', 'gateway: undici, spliced'),
  bound('bound-gateway-validating', 'gateway: the same, every answer parsed to validate it'),
  bound('bound-gateway-pipelining', 'gateway: the same, safe requests pipelined'),
  { ...inProcess, name: 'node', title: 'node:http', server: 'node', wire: ocamba },
  { ...inProcess, name: 'fetch', title: 'fetch handler', server: 'fetch', wire: ocamba },
  { ...inProcess, name: 'hono', title: 'Hono', server: 'hono', wire: ocamba },
  { ...inProcess, name: 'express', title: 'Express 5', server: 'express', wire: ocamba },
  { ...inProcess, name: 'fastify', title: 'Fastify 5', server: 'fastify', wire: ocamba },
  {
    ...inProcess,
    name: 'fastify-journyx',
    title: 'Fastify 5, Journyx',
    server: 'fastify',
    wire: journyx,
  },
  {
    ...inProcess,
    name: 'fastify-ocapi',
    title: 'Fastify 5, OCAPI',
    server: 'fastify',
    wire: ocapi,
  },
  gatewayLine('gateway', 'gateway', ocamba),
  gatewayLine('gateway-journyx', 'gateway, Journyx', journyx),
  gatewayLine('gateway-ocapi', 'gateway, OCAPI', ocapi),
  {
    ...gatewayLine('gateway-pipelining', 'gateway, `pipelining` for the upstream', ocamba),
    server: 'gateway-pipelining',
    bound: 'bound-gateway-pipelining',
  },
  {
    ...peer,
    name: 'fastify-inject',
    title: 'Fastify 5, `inject` (light-my-request) for each part',
    server: 'fastify-inject',
    wire: ocamba,
  },
  {
    ...peer,
    name: 'hono-fetch',
    title: 'Hono, `app.fetch(new Request)` for each part',
    server: 'hono-fetch',
    wire: ocamba,
  },
  {
    ...peer,
    name: 'app-fetch',
    title: 'fetch handler, called with a `new Request` for each part',
    server: 'app-fetch',
    wire: ocamba,
  },
  {
    ...peer,
    name: 'bassmaster',
    title: 'bassmaster (hapi)',
    server: 'bassmaster',
    wire: peers.bassmaster,
    note: 'answers carry no status and no headers of parts',
  },
  {
    ...peer,
    name: 'express-batch',
    title: 'express-batch (Express 4)',
    server: 'express-batch',
    wire: peers.expressBatch,
    workloads: readsOnly.filter((name) => name !== 'get1000'),
    note: 'GET only; a thousand parts do not fit into its URL',
  },
  {
    ...peer,
    name: 'multifetch',
    title: 'multifetch (Express 4)',
    server: 'multifetch',
    wire: peers.multifetch,
    workloads: readsOnly,
    note: 'GET only; one part after the other (its default); without status and headers of parts, because with them it ends the process on Node 24',
  },
  {
    ...peer,
    name: 'parse-server',
    title: 'parse-server `/batch`',
    server: 'parse-server',
    wire: peers.parseServer,
    note: 'its batch handler and router alone, without database and access rules; no status, no headers',
  },
  {
    ...peer,
    name: 'orpc',
    title: 'oRPC, batch plugin, buffered',
    server: 'orpc',
    wire: peers.orpc,
    note: 'procedures instead of requests',
  },
  {
    ...peer,
    name: 'trpc',
    title: 'tRPC, httpBatch',
    server: 'trpc',
    wire: peers.trpc,
    note: 'procedures instead of requests; no status of parts that succeed',
  },
]

/** The order in which a round measures them: what is compared follows each other. */
const turns: readonly string[] = [
  ['single-fastify', 'fastify', 'bound-in-process', 'express', 'single-express', 'node'],
  ['fetch', 'app-fetch', 'hono', 'hono-fetch', 'single-hono', 'fastify-inject'],
  ['single-gateway', 'gateway', 'bound-gateway-validating', 'bound-gateway'],
  ['gateway-pipelining', 'bound-gateway-pipelining'],
].flat()

/** The lines in that order; those that are compared with none come last. */
export function inTurn(some: readonly Line[]): readonly Line[] {
  const place = ({ name }: Line): number => {
    const turn = turns.indexOf(name)
    return turn === -1 ? turns.length : turn
  }
  return some.toSorted((one, other) => place(one) - place(other))
}

function bound(name: string, title: string): Line {
  return { name, title, group: 'bound', server: name, wire: ocamba, workloads: all }
}

function gatewayLine(name: string, title: string, wire: Wire): Line {
  return { ...gateway, name, title, server: 'gateway', wire: withLargeEndpoint(wire) }
}

/** Whether a line is measured with a workload. */
export function takes(line: Line, workload: Workload): boolean {
  return line.workloads.includes(workload.name)
}

/** Throws where there is none. */
export function lineOf(name: string): Line {
  const line = lines.find((candidate) => candidate.name === name)
  if (line === undefined) throw new RangeError(`there is no line "${name}"`)
  return line
}
