import { defaultLimits } from '@batchway/core'
import { callers, connections, largeParts, pipelinedConnections, pipelining } from '../settings.ts'
import type { Workload } from '../work.ts'
import { createParts, workloads } from '../work.ts'
import { ocamba } from '../wires/ours.ts'
import { configDefault } from './config-defaults.ts'

/** A limit that was in force, and what the load made of it. */
export interface LimitRow {
  readonly name: string
  readonly inForce: string
  readonly load: string
}

/** The limits of Batchway during the bench: all are on, and at or above the load. */
export function listLimits(): readonly LimitRow[] {
  const most = Math.max(...workloads.map(batchBytes))
  const answer = Math.max(...workloads.map(answerBytes))
  const large = Math.max(...workloads.map((workload) => workload.parts))
  return [
    row(
      'parts of a batch, gateway',
      `dialect's; ${largeParts} at the endpoints of large batches`,
      `50; ${large}`,
    ),
    row('parts of a batch, in process', String(largeParts), String(large)),
    row('bytes of a batch', bytes(defaultLimits.batchBytes), `at most ${bytes(most)}`),
    row('bytes of an answer', bytes(defaultLimits.answerBytes), 'at most 4 KiB'),
    row(
      'bytes of all answers of a batch',
      bytes(defaultLimits.batchAnswerBytes),
      `at most ${bytes(answer)}`,
    ),
    row('nesting of JSON', String(defaultLimits.jsonDepth), '3'),
    row(
      'time for a part, for a batch',
      `${defaultLimits.partTime / 1000} s, ${defaultLimits.batchTime / 1000} s`,
      'not reached',
    ),
    row(
      'parts under way at a time',
      configDefault('upstreams.<name>.partsInFlight'),
      `up to ${callers} batches at once; the others wait for their turn`,
    ),
    row(
      'batches and parts that may wait',
      `${configDefault('upstreams.<name>.waitingBatches')}, ${configDefault('upstreams.<name>.waitingParts')}`,
      `${callers}, ${callers * large}`,
    ),
    row(
      'connections to the API, gateway',
      configDefault('upstreams.<name>.connections'),
      `the same in the bounds: ${connections}`,
    ),
    row(
      'connections to the API, with pipelining',
      `${pipelinedConnections}, ${pipelining} requests under way on each`,
      'the same in the bound',
    ),
    row(
      'memory for batches and answers',
      configDefault('budget'),
      'not reached, but in the memory test',
    ),
    row('log', `level ${configDefault('logLevel')}, a line for each batch`, 'written to /dev/null'),
  ]
}

function row(name: string, inForce: string, load: string): LimitRow {
  return { name, inForce, load }
}

function bytes(count: number): string {
  if (count >= 1024 ** 2) return `${Math.round(count / 1024 ** 2)} MiB`
  return `${Math.ceil(count / 1024)} KiB`
}

function batchBytes({ kind, parts }: Workload): number {
  const [request] = ocamba.write(createParts(kind, parts))
  return request?.body?.length ?? 0
}

function answerBytes({ kind, parts }: Workload): number {
  const bodies = createParts(kind, parts).map(({ expected }) => JSON.stringify(expected.body))
  return bodies.reduce((sum, { length }) => sum + length, 0)
}
