// The real command under more load than it has memory for: many callers at once post batches whose
// parts, or answers, or both are large. What became of the batches, and how much memory it took.
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:http'
import { Child } from './harness/child.ts'
import { sizeDefault } from './harness/config-defaults.ts'
import type { Usage } from './harness/usage.ts'
import { progress } from './harness/progress.ts'
import { heardUrl, startGateway } from './harness/server.ts'
import { endpointPath } from './wires/ours.ts'

/** What is sent, and what comes back. Sizes are bytes. */
export interface BudgetLoad {
  readonly callers: number
  /** Batches that each caller posts, one after the other. */
  readonly batches: number
  readonly parts: number
  /** The body of each part; parts without one are GETs. */
  readonly partBytes: number
  readonly answerBytes: number
  readonly kind: 'json' | 'text' | 'binary'
  /** The process-wide budget in bytes, where it is not the default. */
  readonly budget?: number
}

/** How it went. */
export interface BudgetResult {
  readonly load: BudgetLoad
  /** The process-wide budget in force, in bytes. */
  readonly budget: number
  readonly idle: Usage
  /** As it was when the resident size was largest, among what was seen. */
  readonly busiest: Usage
  readonly after: Usage
  /** What became of batches and parts, such as `batch 200`. */
  readonly counts: ReadonlyMap<string, number>
  readonly seconds: number
}

/** The loads that are measured; the goal is about the first two. `all`: those of docs/operations.md, too. */
export function budgetLoads(callers: number, all: boolean): readonly BudgetLoad[] {
  const common = { callers, batches: 1, parts: 50, kind: 'json' } as const
  // Fifty of these fill a batch of 4 MiB, the default limit.
  const partBytes = 80_000
  const large = { ...common, partBytes, answerBytes: 1024 ** 2 }
  const usual = [
    { ...common, partBytes: 0, answerBytes: 100_000 },
    { ...common, partBytes, answerBytes: 100_000 },
    large,
  ]
  if (!all) return usual
  return [
    ...usual,
    { ...large, batches: 3 },
    { ...large, kind: 'binary' },
    { ...large, budget: 64 * 1024 ** 2 },
  ]
}

export async function measureBudget(load: BudgetLoad): Promise<BudgetResult> {
  progress(`memory: ${load.callers} batches at once, answers of ${load.answerBytes} bytes`)
  const api = new Child('servers/large-answers.ts', [String(load.answerBytes), load.kind])
  const { budget = sizeDefault('budget') } = load
  const keys = load.budget === undefined ? {} : { budget }
  const { url, child } = await startGateway({ upstream: await heardUrl(api), keys })
  const agent = new Agent({ keepAlive: true })
  const counts = new Map<string, number>()
  const count = (name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  try {
    const idle = await child.usage()
    const body = writeBatch(load)
    const caller = async (): Promise<void> => {
      for (let batch = 0; batch < load.batches; batch += 1) {
        await post({ url, body, agent, load, count }).catch((error: unknown) => {
          count(`lost: ${String(error)}`)
        })
      }
    }
    const began = performance.now()
    const done = Promise.all(Array.from({ length: load.callers }, caller))
    const busiest = await watch(child, done, idle)
    const seconds = (performance.now() - began) / 1000
    const after = await child.usage()
    return { load, budget, idle, busiest, after, counts, seconds }
  } finally {
    agent.destroy()
    await Promise.all([child.stop(), api.stop()])
  }
}

/** Looks at the process again and again until `done`. */
async function watch(child: Child, done: Promise<unknown>, idle: Usage): Promise<Usage> {
  let busiest = idle
  const state = { over: false }
  void done.finally(() => {
    state.over = true
  })
  while (!state.over) {
    const usage = await child.usage()
    if (usage.rss > busiest.rss) busiest = usage
    await new Promise((resolve) => {
      setTimeout(resolve, 10)
    })
  }
  await done
  return busiest
}

function writeBatch({ parts, partBytes }: BudgetLoad): Buffer {
  const batch = Array.from({ length: parts }, (_, index) => {
    const url = { relative_url: `/large/${index}` }
    if (partBytes === 0) return { method: 'GET', ...url }
    return { method: 'POST', ...url, body: { text: 'b'.repeat(partBytes - '{"text":""}'.length) } }
  })
  return Buffer.from(JSON.stringify(batch))
}

interface Posting {
  readonly url: string
  readonly body: Buffer
  readonly agent: Agent
  readonly load: BudgetLoad
  readonly count: (name: string) => void
}

/** Posts a batch and looks whether the answer is a whole one. */
async function post({ url, body, agent, load, count }: Posting): Promise<void> {
  const outgoing = request(`${url}${endpointPath('ocamba')}`, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json', 'content-length': body.length },
  })
  // A connection may end while the rest of a refused batch is still on its way.
  let answered = false
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    const when = answered ? 'after' : 'before'
    const connection = outgoing.reusedSocket ? 'used' : 'fresh'
    count(`${error.code} ${when} the answer, ${connection} connection`)
  })
  outgoing.end(body)
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  answered = true
  const text = Buffer.concat(chunks).toString()
  const answer = JSON.parse(text) as { parts?: readonly { code: number; body?: unknown }[] }
  count(`batch ${incoming.statusCode}`)
  if (incoming.statusCode !== 200) return
  if (answer.parts?.length !== load.parts) throw new Error('an answer lacks parts')
  for (const part of answer.parts) count(`part ${part.code}`)
}
