import type { Logger } from 'pino'
import { pino } from 'pino'
import type { Config, Gateway } from '../../src/index.ts'
import { checkConfig, createGateway } from '../../src/index.ts'

/** One line of a gateway's log. */
export type LogLine = Readonly<Record<string, unknown>>

/** A log in memory. */
export interface MemoryLog {
  readonly log: Logger
  readonly lines: readonly LogLine[]
  /** Everything as it was written. */
  text(): string
}

export interface RunningGateway extends AsyncDisposable {
  readonly gateway: Gateway
  readonly url: string
  readonly port: number
  readonly log: MemoryLog
}

type Loose = Omit<Partial<Config>, 'upstreams' | 'endpoints'> & {
  readonly upstreams: Readonly<Record<string, unknown>>
  readonly endpoints?: readonly unknown[]
}

/** The endpoint that most tests post to. */
export const ocambaEndpoint = {
  path: '/v2/ocamba/batch',
  dialect: 'ocamba',
  upstream: 'api',
} as const

/** The endpoint of the other dialect. */
export const journyxEndpoint = {
  path: '/api/v1/batch',
  dialect: 'journyx',
  upstream: 'api',
} as const

/** A gateway on a free port; it is closed when the test ends. */
export async function openGateway(config: Loose): Promise<RunningGateway> {
  const log = createMemoryLog()
  const whole = { listen: '127.0.0.1:0', shutdownTime: 300, endpoints: [ocambaEndpoint], ...config }
  const gateway = createGateway(checkConfig(whole, 'test'), { log: log.log })
  const url = await gateway.listen()
  return {
    gateway,
    url,
    port: Number(new URL(url).port),
    log,
    [Symbol.asyncDispose]: () => gateway.close(),
  }
}

export function createMemoryLog(): MemoryLog {
  const lines: LogLine[] = []
  const texts: string[] = []
  const log = pino(
    { level: 'debug', base: null },
    {
      write(text: string) {
        texts.push(text)
        lines.push(JSON.parse(text) as LogLine)
      },
    },
  )
  return { log, lines, text: () => texts.join('') }
}
