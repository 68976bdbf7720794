import type {
  BatchEndpointOptions,
  BatchReport,
  HeaderList,
  OuterAnswer,
  PartRequest,
  PartRun,
  TokenVerifier,
} from '@batchway/core'
import { Budget, createBatchEndpoint } from '@batchway/core'
import { createOuter } from './model.ts'
import type { PlainPart, PlainResult } from './plain-dialect.ts'
import { plainDialect } from './plain-dialect.ts'

/** An endpoint of the plain dialect, whose parts may bring their own identity. */
export interface AccessEndpoint {
  /** What arrived at the API, in order of arrival, and the run of each. */
  readonly arrived: readonly PartRequest[]
  readonly runs: readonly PartRun[]
  readonly reports: readonly BatchReport[]
  post(parts: readonly Partial<PlainPart>[], headers?: HeaderList): Promise<AccessAnswer>
}

export interface AccessAnswer {
  readonly status: number
  readonly headers: HeaderList
  /** Empty when the batch was refused. */
  readonly results: readonly PlainResult[]
  /** Code and message of a refusal. */
  readonly refusal: { readonly code: string; readonly message: string } | undefined
}

/** Opens one; all parts are answered with 204. */
export function openAccess(options: Partial<BatchEndpointOptions>): AccessEndpoint {
  const arrived: PartRequest[] = []
  const runs: PartRun[] = []
  const reports: BatchReport[] = []
  const endpoint = createBatchEndpoint(
    {
      dispatch(request, run) {
        arrived.push(request)
        runs.push(run)
        const response = { status: 204, headers: [], body: new Uint8Array() }
        return Promise.resolve({ kind: 'answered', response })
      },
      isReentrant: () => false,
      partHeaders: () => [],
    },
    {
      path: '/base/batch',
      dialect: plainDialect,
      budget: new Budget(10_000_000),
      onBatch: (report) => reports.push(report),
      ...options,
    },
  )
  return {
    arrived,
    runs,
    reports,
    async post(parts, headers = []) {
      const written = parts.map((part) => ({
        method: 'GET',
        target: '/base/a',
        headers: [],
        ...part,
      }))
      const outer = createOuter({
        headers: [['content-type', 'application/json'], ...headers],
        remoteAddress: '192.0.2.1',
      })
      const body = Buffer.from(JSON.stringify(written))
      const answer = await endpoint.handle(outer, {
        readBody: () => Promise.resolve(body),
        onAbort: () => {},
      })
      answer.release()
      return read(answer)
    },
  }
}

function read({ status, headers, body }: OuterAnswer): AccessAnswer {
  const json = JSON.parse(Buffer.from(body).toString()) as unknown
  return Array.isArray(json)
    ? { status, headers, results: json as readonly PlainResult[], refusal: undefined }
    : { status, headers, results: [], refusal: json as { code: string; message: string } }
}

/** A verifier and the tokens it was asked about, in the order of the questions. */
export interface CountedTokens {
  readonly verify: TokenVerifier
  readonly asked: readonly string[]
}

/** Accepts all tokens that do not begin with `bad`; their `sub` is what they are. */
export function countTokens(): CountedTokens {
  const asked: string[] = []
  return {
    asked,
    verify(token) {
      asked.push(token)
      return Promise.resolve(
        token.startsWith('bad')
          ? { ok: false, reason: `it is ${token}` }
          : { ok: true, claims: { sub: token } },
      )
    },
  }
}

/** The field with a bearer token. */
export function bearer(token: string): readonly [string, string] {
  return ['authorization', `Bearer ${token}`]
}
