import { isIP } from 'node:net'
import type { RateStore } from '@batchway/core'
import { createMemoryRates, createRedisRates } from '@batchway/core'
import type { Logger } from 'pino'
import type { ConfigStateStore } from './config/state-store-schema.ts'
import { readStoreUrl, withoutSecrets } from './config/state-store-url.ts'
import { readTime } from './config/units.ts'
import { GuardedRates } from './guarded-rates.ts'
import { loadRedis } from './lazy.ts'

/** The store that gateways share. */
export interface StateStore {
  /** Counters of rate limits. */
  readonly rates: RateStore
  /**
   * Connects. Resolves when the store can be asked, or when the first attempt has failed; then it
   * is tried again for as long as the store is open. Never rejects.
   */
  open(): Promise<void>
  /**
   * Asks the store for a sign of life, within the time of a command. Resolves to what is wrong, or to
   * undefined. Never rejects.
   */
  check(): Promise<string | undefined>
  /** Lets go of the connection. */
  close(): void
}

/** Longest pause between attempts to reach the store, in milliseconds. */
const longestPause = 1000

/**
 * Makes the store of a configuration, and opens nothing yet. The log gets one line when the store
 * can't be asked, and one when it can again. Throws a RangeError when the URL can't be used.
 */
export function createStateStore(config: ConfigStateStore, log: Logger): StateStore {
  const options = typeof config === 'string' ? { url: config } : config
  const { url, keyPrefix, onFailure = 'closed' } = options
  const { tls, ...address } = readStoreUrl(url)
  const Redis = loadRedis()
  const client = new Redis({
    ...address,
    ...(tls ? { tls: isIP(address.host) === 0 ? { servername: address.host } : {} } : {}),
    lazyConnect: true,
    connectTimeout: readTime(options.connectTimeout ?? 2000),
    commandTimeout: readTime(options.commandTimeout ?? 500),
    // A charge that can't be made now is refused now, and none is made twice.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(25 * 2 ** Math.min(times, 10), longestPause),
    // A server that has become a replica: another one has the name by now.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    connectionName: 'batchway',
    disableClientInfo: true,
  })
  const shared = createRedisRates(client, {
    afterLoss: onFailure === 'closed' ? 'refuse' : 'grant',
    ...(keyPrefix === undefined ? {} : { keyPrefix }),
  })
  let lastError: unknown
  const rates = new GuardedRates(shared, {
    longestPause,
    ...(onFailure === 'open' ? { instead: createMemoryRates() } : {}),
    reconnect: () => {
      // A connection that looks open and gives no answers does not end by itself.
      if (client.status === 'ready') client.disconnect(true)
    },
    onDown: (error) => {
      const place = withoutSecrets(url)
      log.warn(
        { store: place, onFailure, cause: describe(error, lastError) },
        `state store ${down[onFailure]}`,
      )
    },
    onUp: () => log.info({ store: withoutSecrets(url) }, 'state store answers again'),
  })
  client.on('error', (error) => {
    lastError = error
  })
  client.on('ready', () => {
    lastError = undefined
    rates.retry()
  })
  return {
    rates,
    async open() {
      await client.connect().catch((error: unknown) => rates.fail(error))
    },
    async check() {
      try {
        await client.ping()
        return undefined
      } catch (error) {
        return nameOf(lastError ?? error)
      }
    },
    close() {
      rates.close()
      client.disconnect()
    },
  }
}

const down = {
  closed: 'can not be asked: batches that would be counted are refused with 503 until it can',
  open: 'can not be asked: until it can, this gateway counts for itself',
} as const

/** In a word where there is one: the page that shows it is for everybody, and addresses are not. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

/** What a command fails with says less than what the connection failed with. */
function describe(error: unknown, ofConnection: unknown): string {
  const said = ofConnection ?? error
  if (!(said instanceof Error)) return String(said)
  const code = nameOf(said)
  return said.message.includes(code) ? said.message : `${code}: ${said.message}`.trim()
}
