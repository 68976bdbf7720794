import { createRequire } from 'node:module'
import type * as Ioredis from 'ioredis'
import type * as Jose from 'jose'
import type * as Prometheus from 'prom-client'

const load = createRequire(import.meta.url)

// What only some configurations need is loaded when the first one does: each is 10 to 20 MB.

/** For tokens. */
export function loadJose(): typeof Jose {
  return load('jose') as typeof Jose
}

/** For metrics. */
export function loadPrometheus(): typeof Prometheus {
  return load('prom-client') as typeof Prometheus
}

/** For a state store. */
export function loadRedis(): typeof Ioredis.Redis {
  return (load('ioredis') as typeof Ioredis).Redis
}
