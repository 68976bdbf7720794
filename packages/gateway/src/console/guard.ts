import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** How the console is guarded. */
export interface GuardOptions {
  /** What opens it; undefined where only this machine can ask. */
  readonly token: string | undefined
  /** Path of the console. */
  readonly path: string
  /** Whether the gateway is served over TLS. */
  readonly secure: boolean
}

/** What the guard says to a request. */
export type Verdict =
  | { readonly kind: 'open' }
  /** The token was right: the browser is to keep it and ask again without it in the URL. */
  | { readonly kind: 'enter'; readonly cookie: string }
  /** Who asks has to show the token first. */
  | { readonly kind: 'locked'; readonly wrong: boolean }
  | { readonly kind: 'refused'; readonly detail: string }

/** Decides who sees the console. */
export type Guard = (request: IncomingMessage, query: string) => Verdict

const cookieName = 'batchway-console'

/** A token that nobody guesses. */
export function createToken(): string {
  return randomBytes(24).toString('base64url')
}

/**
 * Whether a listening address can be reached from this machine only, so that no token is needed. A
 * name counts only if it is `localhost`.
 */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
}

/**
 * Makes the guard. A page of another site never gets an answer. Without a token the `Host` must name
 * this machine, as a foreign name may have been made to point here (DNS rebinding), and the request
 * must not have come through a proxy.
 */
export function createGuard({ token, path, secure }: GuardOptions): Guard {
  const expected = token === undefined ? undefined : digest(token)
  const matches = (given: string | undefined): boolean =>
    expected !== undefined && given !== undefined && timingSafeEqual(digest(given), expected)
  return (request, query) => {
    const foreign = findForeign(request)
    if (foreign !== undefined) return { kind: 'refused', detail: foreign }
    if (expected === undefined) {
      const problem = findProxy(request)
      return problem === undefined ? { kind: 'open' } : { kind: 'refused', detail: problem }
    }
    if (matches(bearer(request)) || matches(cookie(request))) return { kind: 'open' }
    const given = new URLSearchParams(query).get('token') ?? undefined
    if (!matches(given)) return { kind: 'locked', wrong: given !== undefined }
    const attributes = `Path=${path}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
    return { kind: 'enter', cookie: `${cookieName}=${given}; ${attributes}` }
  }
}

/** Texts of equal length, whatever they were, so that comparing them tells nothing. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function bearer({ headers }: IncomingMessage): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

function cookie({ headers }: IncomingMessage): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    // A token may have the sign itself, such as one in base64.
    const [name, ...value] = pair.trim().split('=')
    if (name === cookieName) return value.join('=')
  }
  return undefined
}

/** Why a request is one of another site's; a link to the page itself may stand anywhere. */
function findForeign({ headers }: IncomingMessage): string | undefined {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  const isVisit =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isVisit) {
    return 'The console answers no requests of other sites.'
  }
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)) {
    return undefined
  }
  return 'The console answers no requests of other origins.'
}

/** Fields by which a proxy says for whom it asks. */
const proxyFields = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

function findProxy({ headers }: IncomingMessage): string | undefined {
  const host = (headers.host ?? '').replace(/:\d*$/, '')
  if (!isLoopback(host)) {
    return 'The console is there under the address of this machine only, such as 127.0.0.1; give it a token to use another name.'
  }
  if (proxyFields.every((name) => headers[name] === undefined)) return undefined
  return 'Through a proxy the console needs a token: set "console.token".'
}
