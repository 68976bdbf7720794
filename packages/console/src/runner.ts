import { signal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import type { BatchText } from './lib/batch-text.ts'
import { toRequest } from './lib/batch-text.ts'
import { createName } from './lib/names.ts'

/** What became of the batch that was run last. */
export type RunState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly run: string }
  | { readonly kind: 'failed'; readonly run: string; readonly message: string }
  | {
      readonly kind: 'answered'
      readonly run: string
      readonly status: number
      readonly headers: readonly (readonly [string, string])[]
      readonly text: string
    }

/** What the batch that was run last has come to. */
export const runState: Signal<RunState> = signal({ kind: 'none' })

let stop: AbortController | undefined

/** Posts a batch to its endpoint, as any client would. One at a time: the one before is given up. */
export async function runBatch(batch: BatchText): Promise<void> {
  stop?.abort()
  const mine = new AbortController()
  stop = mine
  const run = createName()
  runState.value = { kind: 'running', run }
  const settle = (state: RunState): void => {
    if (stop === mine) runState.value = state
  }
  try {
    const { path, query, body, headers } = { path: '/', query: '', ...toRequest(batch) }
    const response = await fetch(query === '' ? path : `${path}?${query}`, {
      method: 'POST',
      headers: [
        ...headers.map(([name, value]): [string, string] => [name, value]),
        ['batchway-run', run],
      ],
      body: body as Uint8Array<ArrayBuffer>,
      signal: mine.signal,
      // What the API sets for its callers is not for this page.
      credentials: 'omit',
      cache: 'no-store',
    })
    const text = await response.text()
    settle({ kind: 'answered', run, status: response.status, headers: [...response.headers], text })
  } catch (error) {
    if (mine.signal.aborted) return
    const reason = error instanceof Error ? error.message : String(error)
    settle({ kind: 'failed', run, message: `The gateway could not be asked: ${reason}.` })
  }
}

/** Gives up the batch that runs. */
export function stopRun(): void {
  stop?.abort()
  stop = undefined
  runState.value = { kind: 'none' }
}
