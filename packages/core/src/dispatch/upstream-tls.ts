import type { Dispatcher } from 'undici'

/** TLS to an upstream with an https URL; texts are PEM. */
export interface UpstreamTls {
  /** The authorities that are trusted, instead of those that Node knows. */
  readonly ca?: string
  /** A certificate to show, with those between it and its authority. */
  readonly cert?: string
  readonly key?: string
  readonly passphrase?: string
  /** Name to ask for, which the certificate must have. Default: the host of the URL. */
  readonly servername?: string
  /** `false` accepts any certificate, and with it anybody on the way. Default true. */
  readonly rejectUnauthorized?: boolean
}

/** What stands in the place of a connection's own choice of whom it speaks to. */
export interface TlsConnectOptions extends UpstreamTls {
  readonly rejectUnauthorized: boolean
}

/**
 * The options of connections. Certificates are checked unless the options themselves say otherwise:
 * the variable NODE_TLS_REJECT_UNAUTHORIZED, which Node would look at, counts for nothing.
 */
export function toConnectOptions(tls: UpstreamTls): TlsConnectOptions {
  return { ...tls, rejectUnauthorized: tls.rejectUnauthorized ?? true }
}

/**
 * Keeps the caller's `Host` out of TLS. undici takes the name that it asks for from the request's
 * `Host`, and makes a new connection whenever that changes; with the caller's own in it, the caller
 * could say whose certificate is wanted, and close the connections of others.
 */
export function withFixedName(pool: Dispatcher, origin: string): Dispatcher {
  const { protocol, hostname } = new URL(origin)
  if (protocol !== 'https:') return pool
  const name = { servername: hostname }
  return pool.compose(
    (dispatch) => (options, handler) => dispatch({ ...options, ...name }, handler),
  )
}
