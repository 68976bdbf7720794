import assert from 'node:assert/strict'
import type { HeaderList, PartOutcome, PartResponse } from '@batchway/core'
import type { NodeListener } from '@batchway/core/node'
import { createNodeBackend } from '@batchway/core/node'
import { createPart, createRequest } from './model.ts'
import type { PartRunSetting } from './part-run.ts'
import { createPartRun } from './part-run.ts'

/** What a test may say about the part that a listener gets. */
export interface ListenerSending {
  /** Default GET. */
  readonly method?: string
  readonly headers?: HeaderList
  readonly body?: Uint8Array
  readonly setting?: PartRunSetting
}

/** Sends one part to a listener. */
export function sendToListener(
  listener: NodeListener,
  sending: ListenerSending = {},
): Promise<PartOutcome> {
  const { method = 'GET', setting, ...changes } = sending
  const request = createRequest({ part: createPart({ method }), method, ...changes })
  return createNodeBackend(listener).dispatch(request, createPartRun(setting))
}

/** The answer of a listener to one part; fails where it gives none. */
export async function responseOf(
  listener: NodeListener,
  sending: ListenerSending = {},
): Promise<PartResponse> {
  const outcome = await sendToListener(listener, sending)
  return outcome.kind === 'answered' ? outcome.response : assert.fail(outcome.kind)
}
