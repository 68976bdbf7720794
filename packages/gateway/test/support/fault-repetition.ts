import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { ConfigFolder } from './command-config.ts'
import type { FaultAnswer, FaultGateway } from './fault-gateway.ts'
import { openFaultGateway, paths } from './fault-gateway.ts'
import type { FaultyUpstream } from './faulty-upstream.ts'
import { openFaulty } from './faulty-upstream.ts'
import { countDescriptors, countSockets, residentMemory } from './process-figures.ts'
import { answerBytes, quickFaults } from './quick-faults.ts'
import { connectRaw } from './raw-connection.ts'
import { createFlood, endlessFaults } from './slow-faults.ts'

/** What a process has, once it rests. */
export interface Figures {
  readonly sockets: number
  readonly descriptors: number
  /** MiB, after a garbage collection. */
  readonly resident: number
  readonly heap: number
  /** Buffers and the like. */
  readonly external: number
  /** Active timers that keep the process alive. */
  readonly timers: number
}

/** A gateway and its upstream, which go through everything again and again. */
export interface Repetition extends AsyncDisposable {
  readonly gateway: FaultGateway
  /** Goes through a number of repetitions, four at a time. Throws when one is not as it must be. */
  run(count: number): Promise<void>
  /** Waits until no connection is left, and looks. */
  rest(): Promise<Figures>
  /** Posts the largest batch that is legal. Its room is nearly all of the budget. */
  postLargest(): Promise<FaultAnswer>
}

const largestBatch = 4 * 2 ** 20
/** Besides the largest batch there is room for a few small answers only. */
const spare = 65_536
const workers = 4
const faultsAtOnce = 10

/** Looks at the process from within, at a signal, and says on standard error what there is. */
const probe = `process.on('SIGUSR2', () => {
  gc()
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const { heapUsed, external: outside } = process.memoryUsage()
  const heap = heapUsed / 2 ** 20
  const external = outside / 2 ** 20
  process.stderr.write('figures ' + JSON.stringify({ timers, heap, external }) + '\\n')
})`

/** Opens both. */
export async function openRepetition(folder: ConfigFolder): Promise<Repetition> {
  const flood = createFlood()
  const upstream = await openFaulty({ ...quickFaults, ...endlessFaults, ...flood.scripts })
  const limits = { batchBytes: largestBatch, answerBytes }
  const ocamba = { dialect: 'ocamba', base: '/v2/ocamba', upstream: 'api' }
  const preload = `data:text/javascript,${encodeURIComponent(probe)}`
  const gateway = await openFaultGateway(folder, upstream, {
    node: [process.execPath, '--conditions=batchway-source', '--expose-gc', '--import', preload],
    config: {
      logLevel: 'silent',
      budget: largestBatch + spare,
      endpoints: [
        { ...ocamba, path: paths.ocamba, limits },
        { ...ocamba, path: paths.timed, limits: { ...limits, partTime: 100 } },
      ],
    },
  })
  return new Repeating(upstream, gateway)
}

class Repeating implements Repetition {
  readonly gateway: FaultGateway
  readonly #upstream: FaultyUpstream
  readonly #names = Object.keys(quickFaults)
  #next = 0
  #looks = 0

  constructor(upstream: FaultyUpstream, gateway: FaultGateway) {
    this.#upstream = upstream
    this.gateway = gateway
  }

  async run(count: number): Promise<void> {
    const end = this.#next + count
    const worker = async (): Promise<void> => {
      while (this.#next < end) {
        const turn = this.#next
        this.#next += 1
        await this.#quick(turn)
        await this.#extras[turn % this.#extras.length]?.(turn)
      }
    }
    await Promise.all(Array.from({ length: workers }, worker))
  }

  async rest(): Promise<Figures> {
    const { pid, command } = this.gateway
    // It is over when only what was there before the first connection is left.
    this.#upstream.resumeAll()
    this.#upstream.closeAll()
    await this.#upstream.until(() => this.#upstream.open === 0)
    let sockets = countSockets(pid)
    for (let same = 0; same < 10;) {
      await pause(20)
      const now = countSockets(pid)
      same = now === sockets ? same + 1 : 0
      sockets = now
    }
    this.#looks += 1
    command.process.kill('SIGUSR2')
    const said = await command.says(new RegExp(`(?:figures (.*)\\n[^]*?){${this.#looks}}`))
    const inner = JSON.parse(said[1] ?? '{}') as Pick<Figures, 'timers' | 'heap' | 'external'>
    return {
      ...inner,
      sockets,
      descriptors: countDescriptors(pid),
      resident: residentMemory(pid),
    }
  }

  postLargest(): Promise<FaultAnswer> {
    const [start, end] = ['[{"method":"POST","relative_url":"/ok/1","body":"', '"}]']
    const filling = 'x'.repeat(largestBatch - start.length - end.length)
    return this.#post(paths.ocamba, `${start}${filling}${end}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway[Symbol.asyncDispose]()
    await this.#upstream[Symbol.asyncDispose]()
  }

  /** Ten faults, with a decent part before and behind each. */
  async #quick(turn: number): Promise<void> {
    const parts = Array.from({ length: faultsAtOnce }, (_, index) => {
      const name = this.#names[(turn * faultsAtOnce + index) % this.#names.length] ?? ''
      const method = (turn + index) % 3 === 0 ? 'POST' : 'GET'
      const body = method === 'POST' ? { body: { turn } } : {}
      return [
        { method: 'GET', relative_url: `/ok/${index}` },
        { method, relative_url: `/fault/${name}`, ...body },
      ]
    }).flat()
    const { status, text } = await this.#post(paths.ocamba, JSON.stringify(parts))
    if (status !== 200) throw new Error(`turn ${turn}: ${text}`)
    const answer = JSON.parse(text) as { parts: readonly { code: number }[] }
    answer.parts.forEach(({ code }, index) => {
      const [, name = ''] = /\/fault\/(.*)/.exec(parts[index]?.relative_url ?? '') ?? []
      const fault = quickFaults[name]
      const ending = fault === undefined ? { code: 200 } : fault.ending
      const wanted = 'code' in ending ? ending.code : 502
      // The budget is small here; and an unsafe part may meet a connection that is just closed.
      const tolerated = [wanted, 503, ...(parts[index]?.method === 'POST' ? [502] : [])]
      if (!tolerated.includes(code)) throw new Error(`turn ${turn}, ${name}: ${code}`)
    })
  }

  /** What takes its turn now and then. */
  readonly #extras: readonly ((turn: number) => Promise<unknown>)[] = [
    () => this.#post(paths.timed, faultsNamed(Object.keys(endlessFaults))),
    () => this.#leave(({ socket }) => socket.resetAndDestroy()),
    () => this.#leave(({ socket }) => socket.end()),
    async () => this.#upstream.closeIdle(),
    (turn) => this.#forward(turn),
    () => this.#leaveEarly(),
    () => this.#post(paths.ocamba, faultsNamed(['flood-in-chunks', 'flood-until-the-end'])),
    () => this.#post(paths.ocamba, '[{"method":"GET","relative_url":"http://elsewhere/"}]'),
  ]

  /** Posts a batch that takes for ever, and leaves once it is under way. */
  async #leave(how: (caller: Awaited<ReturnType<typeof connectRaw>>) => void): Promise<void> {
    const seen = this.#upstream.seen.length
    const never = 'GET /v2/ocamba/fault/never-answers'
    await using caller = await connectRaw(this.gateway.port)
    await caller.write(rawPost(faultsNamed(['never-answers', 'never-answers'])))
    await this.#upstream.until(() => this.#upstream.seen.includes(never, seen))
    how(caller)
    if (!caller.socket.destroyed) await caller.untilOver()
  }

  /** Leaves in the middle of a batch's body. */
  async #leaveEarly(): Promise<void> {
    await using caller = await connectRaw(this.gateway.port)
    await caller.write(rawPost(faultsNamed(['never-answers'])).slice(0, -5))
    caller.socket.resetAndDestroy()
  }

  async #forward(turn: number): Promise<void> {
    const name = this.#names[turn % this.#names.length] ?? ''
    await this.#send('GET', `/v2/ocamba/fault/${name}`).catch(() => 'broken')
  }

  #post(path: string, body: string): Promise<FaultAnswer> {
    return this.#send('POST', path, body)
  }

  /** Over a connection that is closed behind it. */
  #send(method: string, path: string, body = ''): Promise<FaultAnswer> {
    const { port } = this.gateway
    const headers = { 'content-type': 'application/json', 'content-length': body.length }
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, method, path, headers, agent: false }
      const sending = request(options, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (piece: string) => {
          text += piece
        })
        response.once('error', reject)
        response.once('end', () => resolve({ status: response.statusCode ?? 0, text }))
      })
      sending.once('error', reject)
      sending.end(body)
    })
  }
}

function faultsNamed(names: readonly string[]): string {
  return JSON.stringify(names.map((name) => ({ method: 'GET', relative_url: `/fault/${name}` })))
}

function rawPost(body: string): string {
  const head = `POST ${paths.ocamba} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json`
  return `${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}
