import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ConfigHealth } from './config/health-schema.ts'
import type { Config } from './config/schema.ts'
import type { Health } from './health.ts'
import type { Problems } from './problem-details.ts'
import type { OwnHeaders } from './security-headers.ts'
import { toRawFields } from './security-headers.ts'

/** Pages of the gateway itself, for those who run it. */
export interface OwnPages {
  /** Answers a request for one of them; false if there is none at this path. */
  answer(path: string, request: IncomingMessage, response: ServerResponse): boolean
}

/** What the pages show. */
export interface OwnPageSources {
  readonly own: OwnHeaders
  readonly problems: Problems
  readonly health: Health
  /** What every page of health begins with: version, configuration, worker. */
  readonly about: object
  /** Whether the gateway has begun to shut down. */
  readonly isEnding: () => boolean
  /** The counters, where there are some. */
  readonly metrics: (() => Promise<PrintedPage>) | undefined
}

/** A page as text, with its media type. */
export interface PrintedPage {
  readonly type: string
  readonly text: string
}

interface Page extends PrintedPage {
  readonly status: number
}

/** Paths of the pages of health; none where they are switched off. */
export function healthPaths({ health }: Pick<Config, 'health'>): readonly string[] {
  if (health === false) return []
  const { live = '/healthz', ready = '/readyz' }: ConfigHealth = health ?? {}
  return [live, ready]
}

/** Makes the pages of a configuration. */
export function createOwnPages(config: Config, sources: OwnPageSources): OwnPages {
  const { own, problems, health, about, isEnding, metrics } = sources
  const pages = new Map<string, () => Promise<Page>>()
  const [live, ready] = healthPaths(config)
  if (metrics !== undefined && config.metrics !== undefined) {
    pages.set(config.metrics, async () => ({ status: 200, ...(await metrics()) }))
  }
  if (live !== undefined) {
    pages.set(live, () => Promise.resolve(toPage(200, { status: 'alive', ...about })))
  }
  if (ready !== undefined) {
    pages.set(ready, async () => {
      if (isEnding()) return toPage(503, { status: 'shutting-down', ...about })
      const { ready: isReady, ...states } = await health.readiness()
      const status = isReady ? 'ready' : 'not-ready'
      return toPage(isReady ? 200 : 503, { status, ...about, ...states })
    })
  }
  const write = (response: ServerResponse, { status, type, text }: Page): void => {
    if (isEnding()) response.shouldKeepAlive = false
    const fields = own.complete([
      ['content-type', type],
      ['content-length', String(Buffer.byteLength(text))],
    ])
    response.writeHead(status, toRawFields(fields))
    response.end(text)
  }
  return {
    answer(path, { method = 'GET' }, response) {
      const page = pages.get(path)
      if (page === undefined) return false
      if (method !== 'GET' && method !== 'HEAD') {
        problems.write(response, 405, 'This page can only be read.', [['allow', 'GET, HEAD']])
        return true
      }
      page().then(
        (made) => write(response, made),
        (error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error)
          problems.write(response, 503, `The page could not be made: ${reason}`)
        },
      )
      return true
    },
  }
}

function toPage(status: number, content: object): Page {
  return { status, type: 'application/json', text: `${JSON.stringify(content)}\n` }
}
