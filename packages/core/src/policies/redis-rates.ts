import { createHash, randomUUID } from 'node:crypto'
import type { RateClaim, RateStore, RateVerdict } from './rate-store.ts'
import { RateStoreError } from './rate-store.ts'
import { redisRatesScript } from './redis-rates-script.ts'

/** What is asked of a client for Redis; a `Redis` of ioredis has it. */
export interface RedisScripts {
  evalsha(sha1: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>
}

/** How counters are kept in Redis. */
export interface RedisRatesOptions {
  /** What all keys begin with. Default `batchway:`. */
  readonly keyPrefix?: string
  /**
   * When Redis has lost charges, because it was restarted or emptied: `refuse` rejects charges until
   * the windows that were lost are over (a minute at most), `grant` goes on with what is left, so
   * that a limit may be granted twice within a minute. Default `refuse`.
   */
  readonly afterLoss?: 'refuse' | 'grant'
}

/**
 * Keeps the counters of rates in Redis (6.0 or newer; one server, no cluster), shared by all
 * processes that use the same one. One script charges all windows of all claims, or none. Keys have
 * a hash of the caller, never the caller itself. It rejects with what the client rejects with, and
 * with a {@link RateStoreError} after a loss.
 */
export function createRedisRates(
  client: RedisScripts,
  { keyPrefix = 'batchway:', afterLoss = 'refuse' }: RedisRatesOptions = {},
): RateStore {
  return new RedisRates(client, keyPrefix, afterLoss)
}

const sha1 = createHash('sha1').update(redisRatesScript).digest('hex')
/** No window outlives a minute; the rest is for the way of an answer from Redis to here. */
const memory = 65_000

class RedisRates implements RateStore {
  readonly #client: RedisScripts
  readonly #prefix: string
  readonly #strict: string
  /** What Redis has last said of its data, and when that was. */
  #life = ''
  #granted = 0
  #toldAt = 0

  constructor(client: RedisScripts, prefix: string, afterLoss: 'refuse' | 'grant') {
    this.#client = client
    this.#prefix = `${prefix}rate:`
    this.#strict = afterLoss === 'refuse' ? '1' : '0'
  }

  async charge(
    caller: string,
    claims: readonly RateClaim[],
    mode: 'all' | 'each',
  ): Promise<readonly RateVerdict[]> {
    const owner = hashOf(caller)
    const named = claims.map(({ counter, rate, count, caller: other }) => {
      const name = `${other === undefined ? owner : hashOf(other)}:${counter}`
      return { name, rate, count }
    })
    const counters = new Map(named.map(({ name, rate }) => [name, rate]))
    const names = [...counters.keys()]
    const keys = names.flatMap((name) => {
      const key = `${this.#prefix}${name}`
      return [`${key}:1s`, `${key}:1m`]
    })
    // Charges of more than a minute ago are over, whether they were lost or not.
    const granted = performance.now() - this.#toldAt < memory ? this.#granted : 0
    const reply = await this.#run(
      [`${this.#prefix}state`, `${this.#prefix}young`, ...keys],
      [
        mode,
        this.#strict,
        randomUUID(),
        this.#life,
        `${granted}`,
        ...[...counters.values()].flatMap(({ burst, steady }) => [`${burst}`, `${steady}`]),
        ...named.flatMap(({ name, count }) => [`${names.indexOf(name) + 1}`, `${count}`]),
      ],
    )
    return this.#read(reply, claims.length)
  }

  async #run(keys: readonly string[], values: readonly string[]): Promise<unknown> {
    try {
      return await this.#client.evalsha(sha1, keys.length, ...keys, ...values)
    } catch (error) {
      // A server that was restarted has forgotten the script.
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
      return this.#client.eval(redisRatesScript, keys.length, ...keys, ...values)
    }
  }

  #read(reply: unknown, count: number): readonly RateVerdict[] {
    const [life, granted, hold, charged, ...numbers] = reply as Reply
    if (hold > 0) {
      const message = 'The counters were lost; what they had counted is not over yet.'
      throw new RateStoreError(message, hold)
    }
    // Answers of one connection come in order, so that the last one knows most.
    this.#life = life
    this.#granted = granted
    this.#toldAt = performance.now()
    return Array.from({ length: count }, (_, index) => {
      return toVerdict(charged === 1, numbers.slice(index * 5, index * 5 + 5))
    })
  }
}

function hashOf(caller: string): string {
  return createHash('sha256').update(caller).digest('base64url')
}

type Reply = [life: string, granted: number, hold: number, charged: number, ...numbers: number[]]

function toVerdict(charged: boolean, numbers: readonly number[]): RateVerdict {
  const [waitMs = 1, burstUsed = 0, burstLeft = 0, steadyUsed = 0, steadyLeft = 0] = numbers
  if (waitMs > 0 || !charged) return { ok: false, waitMs }
  return {
    ok: true,
    burst: { used: burstUsed, leftMs: burstLeft },
    steady: { used: steadyUsed, leftMs: steadyLeft },
  }
}
