// The process that makes the load: it sends the same requests again and again, on a number of
// connections that each wait for their answer, and says how long the answers took.
import type { Dispatcher } from 'undici'
import { Pool } from 'undici'
import type { LoadRequest } from '../wires/wire.ts'
import { quantile } from './stats.ts'

/** What the load process is asked to do. */
export interface Job {
  readonly url: string
  readonly requests: readonly LoadRequest[]
  readonly connections: number
  /** Ends after this time, */
  readonly milliseconds?: number
  /** or after this number of answers. */
  readonly count?: number
  /** Requests before the clock starts, on each connection. */
  readonly warmUp?: number
  /** What each answer must be like, by the index of its request; unchecked without it. */
  readonly expected?: readonly { readonly status: number; readonly bytes: number }[]
  /** Whether the answers are wanted themselves. */
  readonly keep?: boolean
}

/** How it went. */
export interface JobResult {
  readonly answers: number
  /** Milliseconds from the first request to the last answer. */
  readonly milliseconds: number
  /** Milliseconds within which half of the answers, and 99 of 100, had come. */
  readonly p50: number
  readonly p99: number
  readonly kept: readonly KeptAnswer[]
}

/** An answer as it came. */
export interface KeptAnswer {
  readonly status: number
  readonly contentType: string
  readonly bytes: number
  readonly text: string
}

/** One request on its way. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #end: (error: Error | undefined, status: number, chunks: readonly Buffer[]) => void
  readonly #chunks: Buffer[] = []
  #status = 0
  contentType = ''

  constructor(end: (error: Error | undefined, status: number, chunks: readonly Buffer[]) => void) {
    this.#end = end
  }

  onRequestStart(): void {}

  onResponseStart(
    _controller: unknown,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status
    this.contentType = String(headers['content-type'] ?? '')
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.#end(undefined, this.#status, this.#chunks)
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#end(error, 0, [])
  }
}

/** Sends one request. */
function send(pool: Pool, { method, path, headers, body }: LoadRequest): Promise<KeptAnswer> {
  return new Promise((resolve, reject) => {
    const exchange: Exchange = new Exchange((error, status, chunks) => {
      if (error !== undefined) {
        reject(error)
        return
      }
      const { contentType } = exchange
      resolve({
        status,
        contentType,
        bytes: chunks.reduce((sum, { length }) => sum + length, 0),
        get text() {
          return Buffer.concat(chunks).toString()
        },
      })
    })
    pool.dispatch({ method, path, headers, body: body ?? null }, exchange)
  })
}

function check(job: Job, index: number, answer: KeptAnswer): void {
  const expected = job.expected?.[index]
  if (expected === undefined) return
  if (answer.status === expected.status && answer.bytes === expected.bytes) return
  throw new Error(
    `under load came status ${answer.status} with ${answer.bytes} bytes instead of ` +
      `${expected.status} with ${expected.bytes}: ${answer.text.slice(0, 300)}`,
  )
}

async function run(job: Job): Promise<JobResult> {
  const { requests, connections, count = Number.POSITIVE_INFINITY } = job
  const pool = new Pool(job.url, { connections, pipelining: 1, headersTimeout: 60_000 })
  try {
    await warmUp(pool, job)
    const times: number[] = []
    const kept: KeptAnswer[] = []
    const began = performance.now()
    const end = began + (job.milliseconds ?? Number.POSITIVE_INFINITY)
    let sent = 0
    const worker = async (): Promise<void> => {
      while (sent < count && performance.now() < end) {
        const index = sent % requests.length
        const request = requests[index]
        if (request === undefined) return
        sent += 1
        const from = performance.now()
        const answer = await send(pool, request)
        times.push(performance.now() - from)
        check(job, index, answer)
        if (job.keep === true) kept[index] = { ...answer }
      }
    }
    await Promise.all(Array.from({ length: connections }, worker))
    const milliseconds = performance.now() - began
    const sorted = Float64Array.from(times).toSorted()
    const quantiles = { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
    return { answers: times.length, milliseconds, ...quantiles, kept }
  } finally {
    await pool.destroy()
  }
}

async function warmUp(
  pool: Pool,
  { requests, connections, warmUp: times = 0 }: Job,
): Promise<void> {
  const [request] = requests
  if (request === undefined) throw new Error('there is no request to send')
  for (let time = 0; time < times; time += 1) {
    await Promise.all(Array.from({ length: connections }, () => send(pool, request)))
  }
}

process.on('message', (message: { job?: Job }) => {
  if (message.job === undefined) return
  run(message.job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.send?.({ ready: true })
