/** What Google calls a status: `reason` of the single error, and `status` of all (google.rpc.Code). */
interface ErrorNames {
  readonly reason: string
  readonly status: string
}

const names: ReadonlyMap<number, ErrorNames> = new Map(
  (
    [
      [400, 'badRequest', 'INVALID_ARGUMENT'],
      [401, 'authError', 'UNAUTHENTICATED'],
      [403, 'forbidden', 'PERMISSION_DENIED'],
      [404, 'notFound', 'NOT_FOUND'],
      [405, 'httpMethodNotAllowed', 'INVALID_ARGUMENT'],
      [408, 'requestTimeout', 'DEADLINE_EXCEEDED'],
      [413, 'requestTooLarge', 'INVALID_ARGUMENT'],
      [414, 'uriTooLong', 'INVALID_ARGUMENT'],
      [415, 'unsupportedMediaType', 'INVALID_ARGUMENT'],
      [424, 'failedDependency', 'FAILED_PRECONDITION'],
      [429, 'rateLimitExceeded', 'RESOURCE_EXHAUSTED'],
      [431, 'headersTooLarge', 'INVALID_ARGUMENT'],
      [500, 'internalError', 'INTERNAL'],
      [502, 'badGateway', 'UNAVAILABLE'],
      [503, 'backendError', 'UNAVAILABLE'],
      [504, 'gatewayTimeout', 'DEADLINE_EXCEEDED'],
      [508, 'loopDetected', 'INTERNAL'],
    ] as const
  ).map(([code, reason, status]) => [code, { reason, status }]),
)

const unnamed: ErrorNames = { reason: 'unknown', status: 'UNKNOWN' }

/** An error as Google's APIs write it. */
export function errorDocument(code: number, message: string): string {
  const { reason, status } = names.get(code) ?? unnamed
  const errors = [{ message, domain: 'global', reason }]
  return JSON.stringify({ error: { code, message, errors, status } })
}
