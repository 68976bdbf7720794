import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HeaderField, HeaderList, OuterRequest } from '@batchway/core'
import { splitTarget } from '@batchway/core/node'
import { readAddress } from '../address.ts'
import type { ConfigConsole } from '../config/console-schema.ts'
import type { Config } from '../config/schema.ts'
import { readSize } from '../config/units.ts'
import type { Problems } from '../problem-details.ts'
import type { OwnHeaders } from '../security-headers.ts'
import { toRawFields } from '../security-headers.ts'
import { BatchLog } from './batch-log.ts'
import { Events } from './events.ts'
import type { Guard } from './guard.ts'
import { createGuard, createToken, isLoopback } from './guard.ts'
import type { Page } from './pages.ts'
import { readPages } from './pages.ts'
import type { Looked, View } from './view.ts'
import { createView } from './view.ts'

/** The field by which the console knows a batch of its own again; it goes no further than here. */
const runField = 'batchway-run'

/** The console of a gateway. */
export interface Console {
  /** Where it is, such as `/console`. */
  readonly path: string
  /** What opens it; undefined where only this machine can ask. */
  readonly token: string | undefined
  readonly log: BatchLog
  matches(path: string): boolean
  answer(request: IncomingMessage, response: ServerResponse): void
  /** The head of a batch without what the console wrote there for itself. */
  takeName(outer: OuterRequest): OuterRequest
  /** Says what is looked at, and how answers are written, from now on. */
  show(shown: Shown): void
  /** Lets go of the pages that listen. */
  close(): void
}

/** What a console shows of its gateway, and what writes its answers. */
export interface Shown extends Omit<Looked, 'log' | 'kept' | 'startedAt'> {
  readonly own: OwnHeaders
  readonly problems: Problems
}

/** Makes the console that a configuration asks for; undefined where it asks for none. */
export function createConsole(config: Config): Console | undefined {
  const { console: wish } = config
  if (wish === undefined || wish === false) return undefined
  return new GatewayConsole(config, wish === true ? {} : wish)
}

class GatewayConsole implements Console {
  readonly path: string
  readonly token: string | undefined
  readonly log: BatchLog
  readonly #guard: Guard
  readonly #kept: number
  readonly #pages = readPages()
  readonly #startedAt = Date.now()
  readonly #events: Events
  #shown: { readonly writers: Shown; readonly view: View } | undefined

  constructor(config: Config, wish: ConfigConsole) {
    this.path = wish.path ?? '/console'
    this.token = wish.token ?? (needsToken(config) ? createToken() : undefined)
    const secure = config.tls !== undefined
    this.#guard = createGuard({ token: this.token, path: this.path, secure })
    this.#kept = wish.batches ?? 200
    this.log = new BatchLog({
      batches: this.#kept,
      bytes: readSize(wish.bytes ?? '16MiB'),
      bodyBytes: readSize(wish.bodyBytes ?? '64KiB'),
    })
    this.#events = new Events(this.log, () => this.#current.view)
  }

  show(shown: Shown): void {
    const [log, kept, startedAt] = [this.log, this.#kept, this.#startedAt]
    this.#shown = { writers: shown, view: createView({ ...shown, log, kept, startedAt }) }
  }

  get #current(): { readonly writers: Shown; readonly view: View } {
    if (this.#shown === undefined) throw new Error('the console has nothing to show yet')
    return this.#shown
  }

  close(): void {
    this.#events.close()
  }

  matches(path: string): boolean {
    return path === this.path || path.startsWith(`${this.path}/`)
  }

  takeName(outer: OuterRequest): OuterRequest {
    const field = outer.headers.find(([name]) => name === runField)
    if (field === undefined) return outer
    const [, run] = field
    if (outer.carrier !== undefined && /^[\w-]{1,64}$/.test(run)) this.log.name(outer.carrier, run)
    return { ...outer, headers: outer.headers.filter((one) => one !== field) }
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const { problems } = this.#current.writers
    const { path, query } = splitTarget(request.url ?? '/')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      problems.write(response, 405, 'The console is only read.', [['allow', 'GET, HEAD']])
      return
    }
    const asked = path.slice(this.path.length + 1)
    // What everybody may have anyway, and what the page that asks for the token looks like.
    const asset = asked.startsWith('assets/') ? this.#pages?.get(asked) : undefined
    const verdict = this.#guard(request, query)
    if (verdict.kind === 'refused') {
      problems.write(response, 403, verdict.detail)
    } else if (asset !== undefined) {
      this.#writePage(request, response, asset)
    } else if (verdict.kind === 'enter') {
      this.#redirect(response, [['set-cookie', verdict.cookie]])
    } else if (verdict.kind === 'locked') {
      this.#writeLocked(request, response, { asked, wrong: verdict.wrong })
    } else if (asked.startsWith('api/')) {
      this.#answerApi(request, response, asked.slice('api/'.length))
    } else if (path === this.path) {
      this.#redirect(response, [])
    } else {
      this.#writeFile(request, response, asked === '' ? 'index.html' : asked)
    }
  }

  #answerApi(request: IncomingMessage, response: ServerResponse, asked: string): void {
    const { writers, view } = this.#current
    const { problems } = writers
    const number = /^batches\/(\d{1,15})$/.exec(asked)?.[1]
    if (asked === 'gateway') {
      void view.check().then(() => this.#writeJson(response, view.look()))
    } else if (asked === 'batches') {
      this.#writeJson(response, this.log.list())
    } else if (number !== undefined) {
      const record = this.log.find(Number(number))
      if (record === undefined) {
        problems.write(response, 404, 'This batch is not kept any more, or never was there.')
      } else {
        this.#writeJson(response, record)
      }
    } else if (asked === 'events') {
      this.#listen(request, response)
    } else {
      problems.write(response, 404, 'The console has nothing under this name.')
    }
  }

  #listen({ method }: IncomingMessage, response: ServerResponse): void {
    const { own, problems } = this.#current.writers
    if (!this.#events.hasRoom) {
      problems.write(response, 503, 'Too many pages are listening.', [['retry-after', '5']])
      return
    }
    response.writeHead(200, toRawFields(own.complete([['content-type', 'text/event-stream']])))
    if (method === 'HEAD') response.end()
    else this.#events.add(response)
  }

  #writeJson(response: ServerResponse, value: unknown): void {
    this.#write(response, 200, [['content-type', 'application/json']], JSON.stringify(value))
  }

  #writeFile(request: IncomingMessage, response: ServerResponse, name: string): void {
    const page = this.#pages?.get(name)
    if (page !== undefined) {
      this.#writePage(request, response, page)
      return
    }
    const { problems } = this.#current.writers
    if (this.#pages !== undefined) {
      problems.write(response, 404, 'The console has nothing under this name.')
    } else {
      problems.write(response, 503, 'The console is not built: npm run build:console builds it.')
    }
  }

  #writeLocked(
    request: IncomingMessage,
    response: ServerResponse,
    { asked, wrong }: { readonly asked: string; readonly wrong: boolean },
  ): void {
    const page = asked === '' ? this.#pages?.get('locked.html') : undefined
    if (page !== undefined) {
      this.#writePage(request, response, wrong ? sayWrong(page) : page, 401)
      return
    }
    const detail =
      'The console needs the token that the gateway printed when it started, or that its configuration names.'
    const challenge: HeaderField = ['www-authenticate', 'Bearer realm="batchway console"']
    this.#current.writers.problems.write(response, 401, detail, [challenge])
  }

  #writePage(request: IncomingMessage, response: ServerResponse, page: Page, status = 200): void {
    const { headers, body, zipped } = page
    const zips = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
    const sent = zips && zipped !== undefined ? zipped : body
    const coding: HeaderList = sent === zipped ? [['content-encoding', 'gzip']] : []
    this.#write(response, status, [...headers, ...coding], sent)
  }

  /** To the page itself, whose relative links need the slash. */
  #redirect(response: ServerResponse, headers: HeaderList): void {
    this.#write(response, 303, [['location', `${this.path}/`], ...headers], '')
  }

  #write(
    response: ServerResponse,
    status: number,
    headers: HeaderList,
    body: string | Buffer,
  ): void {
    const length: HeaderField = ['content-length', String(Buffer.byteLength(body))]
    const fields = this.#current.writers.own.complete([...headers, length])
    response.writeHead(status, toRawFields(fields))
    response.end(body)
  }
}

/** The page that asks for the token has the words for a wrong one, hidden. */
function sayWrong({ headers, body }: Page): Page {
  const text = body.toString().replace(/ hidden(?=>)/, '')
  return { headers, body: Buffer.from(text), zipped: undefined }
}

/** Whoever can reach the port sees what passes; that is only this machine where it is a loopback. */
function needsToken({ listen = '127.0.0.1:8080', trustedProxies = [] }: Config): boolean {
  return !isLoopback(readAddress(listen).host) || trustedProxies.length > 0
}
