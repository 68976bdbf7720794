import assert from 'node:assert/strict'
import { it } from 'node:test'
import type {
  FailureReason,
  HeaderList,
  PartOutcome,
  PartRequest,
  PartResponse,
} from '@batchway/core'
import type { BackendImplementation, MountedBackend } from './backends.ts'
import { createPart, createRequest } from './model.ts'
import type { PartRunSetting, TestPartRun } from './part-run.ts'
import { createPartRun } from './part-run.ts'
import type { AppAnswer, SeenRequest, SmallApp } from './small-app.ts'

/** What a test may say about the part that a backend gets. */
export interface BackendSending {
  /** Default GET. */
  readonly method?: string
  readonly path?: string
  readonly headers?: HeaderList
  readonly body?: Uint8Array
}

/** What the cases of the conformance suite need to test one backend. */
export interface BackendTester {
  /** The name of the backend. */
  readonly title: string
  /** How the backend calls the failure of an app that breaks before an answer. */
  readonly broken: FailureReason
  /** Makes a test, skipped with its reason where the backend cannot hold it. */
  readonly holds: (title: string, work: () => Promise<void>) => void
  /** Puts the backend in front of an app. */
  readonly mount: (app: SmallApp) => Promise<MountedBackend>
  /** Sends one part to an app. */
  readonly send: (
    app: SmallApp,
    sending?: BackendSending,
    run?: TestPartRun,
  ) => Promise<PartOutcome>
  /** The response that an answer becomes; fails where it becomes none. */
  readonly responseTo: (
    answer: AppAnswer,
    sending?: BackendSending,
    setting?: PartRunSetting,
  ) => Promise<PartResponse>
  /** The reason of the failure that an answer becomes, or the kind of another outcome. */
  readonly reasonFor: (answer: AppAnswer, answerLimit?: number) => Promise<string>
  /** The request that an app gets. */
  readonly seenFrom: (sending: BackendSending, setting?: PartRunSetting) => Promise<SeenRequest>
}

/** The part that a backend gets. */
export function toRequest({ method = 'GET', ...changes }: BackendSending): PartRequest {
  return createRequest({ part: createPart({ method }), method, ...changes })
}

/** Makes what the cases of the conformance suite need to test one backend. */
export function createBackendTester(implementation: BackendImplementation): BackendTester {
  const holds = (title: string, work: () => Promise<void>): void => {
    void it(title, { skip: implementation.differences[title] ?? false, timeout: 3000 }, work)
  }

  const send = async (
    app: SmallApp,
    sending: BackendSending = {},
    run: TestPartRun = createPartRun(),
  ): Promise<PartOutcome> => {
    await using mounted = await implementation.mount(app)
    return await mounted.backend.dispatch(toRequest(sending), run)
  }

  const responseTo = async (
    answer: AppAnswer,
    sending: BackendSending = {},
    setting: PartRunSetting = {},
  ): Promise<PartResponse> => {
    const outcome = await send(async () => answer, sending, createPartRun(setting))
    if (outcome.kind === 'answered') return outcome.response
    return assert.fail(`not answered: ${JSON.stringify(outcome)}`)
  }

  const reasonFor = async (answer: AppAnswer, answerLimit = 1024 * 1024): Promise<string> => {
    const outcome = await send(async () => answer, {}, createPartRun({ answerLimit }))
    return outcome.kind === 'failed' ? outcome.reason : outcome.kind
  }

  const seenFrom = async (
    sending: BackendSending,
    setting: PartRunSetting = {},
  ): Promise<SeenRequest> => {
    let seen: SeenRequest | undefined
    const app: SmallApp = async (request) => {
      seen = request
      return {}
    }
    await send(app, sending, createPartRun(setting))
    return seen ?? assert.fail('the app was not asked')
  }

  return {
    title: implementation.name,
    broken: implementation.broken,
    holds,
    mount: implementation.mount,
    send,
    responseTo,
    reasonFor,
    seenFrom,
  }
}
