import type { CommandOptions } from './command.ts'
import { RunningCommand } from './command.ts'
import type { ConfigFolder } from './command-config.ts'
import { answerBytes } from './quick-faults.ts'

/** A line of the log of the real command. */
export interface FaultLine {
  readonly msg: string
  readonly batch?: string
  readonly part?: number
  readonly method?: string
  readonly status?: number
  readonly reason?: string
  readonly outcomeUnknown?: boolean
  readonly cause?: string
  readonly failed?: number
  readonly level: number
}

/** The real command before a faulty upstream. */
export interface FaultGateway extends AsyncDisposable {
  readonly command: RunningCommand
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Posts a text as a batch. */
  post(path: string, batch: string | object): Promise<FaultAnswer>
  /** The lines of the parts that failed of a batch; `count` of them must come. */
  failedParts(batch: string, count: number): Promise<readonly FaultLine[]>
}

export interface FaultAnswer {
  readonly status: number
  readonly text: string
}

/** Paths of the endpoints of such a gateway. */
export const paths = {
  ocamba: '/v2/ocamba/batch',
  serial: '/v2/ocamba/batch?mode=serial',
  journyx: '/api/v1/batch',
  /** Ocamba, with little time for each part. */
  timed: '/timed/batch',
  /** Ocamba, with little time for the whole batch, one part after the other. */
  brief: '/brief/batch?mode=serial',
} as const

export interface FaultGatewayOptions extends CommandOptions {
  /** Milliseconds of a part at the endpoint `timed`. */
  readonly partTime?: number
  /** Members of the configuration that replace those of all these gateways. */
  readonly config?: object
}

/** Limits of all its endpoints. */
export const faultLimits: Readonly<Record<string, string | number>> = {
  batchBytes: '16MiB',
  answerBytes,
  parts: 5000,
}

/** Starts the command. */
export async function openFaultGateway(
  { file }: ConfigFolder,
  upstream: { readonly url: string },
  options: FaultGatewayOptions = {},
): Promise<FaultGateway> {
  const { partTime = 1500, config = {}, ...running } = options
  const ocamba = { dialect: 'ocamba', upstream: 'api', base: '/v2/ocamba' }
  const whole = {
    listen: '127.0.0.1:0',
    upstreams: { api: { url: upstream.url } },
    endpoints: [
      { ...ocamba, path: '/v2/ocamba/batch', limits: faultLimits },
      { ...ocamba, path: '/timed/batch', limits: { ...faultLimits, partTime } },
      { ...ocamba, path: '/brief/batch', limits: { ...faultLimits, batchTime: partTime } },
      { path: '/api/v1/batch', dialect: 'journyx', upstream: 'api', limits: faultLimits },
    ],
    forward: 'api',
    // Parts that fail have lines of their own.
    logLevel: 'debug',
    ...config,
  }
  const name = `faults-${crypto.randomUUID()}.json`
  const path = await file(name, JSON.stringify(whole))
  const command = new RunningCommand(['--config', path], running)
  const url = await command.url()
  return {
    command,
    url,
    port: Number(new URL(url).port),
    pid: command.process.pid ?? 0,
    post: (target, batch) => postText(`${url}${target}`, batch),
    failedParts: (batch, count) => readFailedParts(command, batch, count),
    [Symbol.asyncDispose]: () => command[Symbol.asyncDispose](),
  }
}

async function postText(url: string, batch: string | object): Promise<FaultAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof batch === 'string' ? batch : JSON.stringify(batch),
  })
  return { status: response.status, text: await response.text() }
}

/** The log is written before the answer leaves, but comes through a pipe of its own. */
async function readFailedParts(
  command: RunningCommand,
  batch: string,
  count: number,
): Promise<readonly FaultLine[]> {
  await command.logged(new RegExp(`(?:"batch":"${batch}","part":.*\\n[^]*?){${count}}`))
  return logLines(command).filter((line) => line.batch === batch && line.msg === 'part failed')
}

/** All whole lines of the log so far. */
export function logLines(command: RunningCommand): readonly FaultLine[] {
  return command.stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as FaultLine)
}

/** The id of a batch that was answered in Ocamba, where a part of it failed. */
export function batchOf(text: string): string {
  const [, id = ''] = /"trace_id":"([0-9a-f-]{36})"/.exec(text) ?? []
  return id
}
