import type { Part, PartOutcome } from '../../model/batch.ts'
import { failureStatus, outcomeStatus } from '../../model/batch.ts'
import { quote } from '../../model/error.ts'
import type { HeaderList } from '../../model/headers.ts'
import { encodeUtf8 } from '../../wire/utf8.ts'

/** What stands in the answer for one request, whoever answered it. */
export interface PartAnswer {
  readonly status: number
  readonly headers: HeaderList
  readonly body: Uint8Array
}

const jsonType = ['content-type', 'application/json'] as const

/** The answer of the API, or the error document of ours in its place. */
export function answerOf(outcome: PartOutcome, parts: readonly Part[]): PartAnswer {
  switch (outcome.kind) {
    case 'answered':
      return outcome.response
    case 'failed': {
      const { reason, message, headers = [] } = outcome
      const body = encodeUtf8(errorDocument(codeOf(reason), message))
      return { status: failureStatus[reason], headers: [jsonType, ...headers], body }
    }
    case 'skipped': {
      const { because } = outcome
      const id = parts[because]?.id
      const name = id === undefined ? `number ${because + 1}` : quote(id)
      const message = `Not run, because the request ${name} failed.`
      const body = encodeUtf8(errorDocument('FailedDependency', message))
      return { status: outcomeStatus(outcome), headers: [jsonType], body }
    }
  }
}

/** An error as OData writes it (OData JSON 4.01, 21.1). `target` is where in the batch it is. */
export function errorDocument(code: string, message: string, target?: string): string {
  return JSON.stringify({ error: { code, message, target } })
}

/** A code in the spelling of OData: `not-started` is `NotStarted`. */
export function codeOf(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
