import { link } from '../settings.ts'
import { createParts } from '../work.ts'
import { ocamba, single } from '../wires/ours.ts'
import { Child } from './child.ts'
import type { Loader } from './loader.ts'
import { progress } from './progress.ts'
import type { Server } from './server.ts'
import { heardUrl } from './server.ts'

/** Milliseconds of wall time in each round. */
export interface LinkResult {
  readonly server: string
  readonly single: readonly number[]
  readonly batch: readonly number[]
}

/** The same calls one by one on some connections, and in one batch, over a slow link. */
export async function measureLink(
  server: Server,
  loader: Loader,
  rounds: number,
): Promise<LinkResult> {
  const proxy = new Child('harness/link.ts', [new URL(server.url).port, String(link.roundTrip)])
  try {
    const url = await heardUrl(proxy)
    const parts = createParts('get', link.calls)
    const calls = { url, requests: single.write(parts), warmUp: 1 }
    const batches = { url, requests: ocamba.write(parts), warmUp: 1 }
    const result = { server: server.name, single: [] as number[], batch: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      progress(`slow link, ${server.name}: round ${round + 1} of ${rounds}`)
      const { connections } = link
      const one = await loader.run({ ...calls, connections, count: link.calls })
      const other = await loader.run({ ...batches, connections: 1, count: 1 })
      result.single.push(one.milliseconds)
      result.batch.push(other.milliseconds)
    }
    return result
  } finally {
    await proxy.stop()
  }
}
