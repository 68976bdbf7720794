import type { Config } from '../config/schema.ts'

/** A configuration on its way to a worker: the whole one, which the worker divides. */
export interface SentConfig {
  readonly config: Config
  readonly hash: string
}

/** What the first process tells a worker. */
export type ToWorker =
  | (SentConfig & {
      readonly batchway: 'start'
      readonly directory: string
      readonly id: number
      readonly of: number
    })
  | (SentConfig & { readonly batchway: 'prepare'; readonly turn: number })
  | { readonly batchway: 'commit' }
  | { readonly batchway: 'drop' }
  | { readonly batchway: 'close' }
  | {
      readonly batchway: 'metrics'
      readonly question: number
      readonly type: string
      readonly text: string
      /** Why there are none. */
      readonly problem?: string
    }

/** What a worker tells the first process. */
export type ToPrimary =
  | { readonly batchway: 'serves'; readonly url: string; readonly adminUrl?: string }
  | { readonly batchway: 'failed'; readonly reason: string }
  | { readonly batchway: 'prepared'; readonly turn: number; readonly problem?: string }
  | { readonly batchway: 'ask-metrics'; readonly question: number }

/** Whether a message is one of these: libraries send theirs over the same channel. */
export function isOurs(message: unknown): message is { readonly batchway: string } {
  return typeof message === 'object' && message !== null && 'batchway' in message
}
