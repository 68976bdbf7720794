/** Where a Redis server is, and how to get in. */
export interface StoreAddress {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  /** Number of the database. */
  readonly db: number
  readonly username?: string
  readonly password?: string
}

const example = 'redis://127.0.0.1:6379'

/** What is wrong with the URL of a store, as the end of a sentence; undefined when it is good. */
export function checkStoreUrl(text: string): string | undefined {
  const shown = `"${withoutSecrets(text)}"`
  const form = `must be a redis:// or rediss:// URL such as ${example}, not ${shown}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^rediss?:$/.test(url.protocol) || url.hostname === '') return form
  if (!/^\/?\d{0,5}$/.test(url.pathname)) {
    return `must have no path but the number of a database, such as ${example}/0, not ${shown}`
  }
  if (url.search !== '' || url.hash !== '') {
    return `must have no query and no fragment, not ${shown}; a # or ? in a password is written %23 or %3F`
  }
  if (canDecode(url.username) && canDecode(url.password)) return undefined
  return `must have a user and password with percent-encoding, such as %25 for %, not ${shown}`
}

/** Reads the URL of a store. Throws a RangeError when it is not one. */
export function readStoreUrl(text: string): StoreAddress {
  const problem = checkStoreUrl(text)
  if (problem !== undefined) throw new RangeError(`stateStore ${problem}`)
  const { protocol, hostname, port, username, password, pathname } = new URL(text)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 6379 : Number(port),
    tls: protocol === 'rediss:',
    db: Number(pathname.slice(1)),
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  }
}

/** The URL of a store as it may be logged: without user, password, query and fragment. */
export function withoutSecrets(url: string): string {
  // Whatever stands before the last @ may be a password that nobody has encoded.
  return url.replace(/^([a-z][a-z0-9+.-]*:\/*)?.*@/is, '$1***@').replace(/[?#].*$/s, '')
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
