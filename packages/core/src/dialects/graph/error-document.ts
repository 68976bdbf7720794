/** What an error says of the call that it happened in. */
export interface InnerError {
  /** The id of the batch in the log. */
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly time: number
}

/** Codes by their status, as Graph spells them. */
const codes: ReadonlyMap<number, string> = new Map([
  [400, 'BadRequest'],
  [401, 'InvalidAuthenticationToken'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [408, 'RequestTimeout'],
  [413, 'RequestEntityTooLarge'],
  [414, 'UriTooLong'],
  [415, 'UnsupportedMediaType'],
  [424, 'FailedDependency'],
  [429, 'TooManyRequests'],
  [431, 'RequestHeaderFieldsTooLarge'],
  [500, 'InternalServerError'],
  [502, 'BadGateway'],
  [503, 'ServiceUnavailable'],
  [504, 'GatewayTimeout'],
  [508, 'LoopDetected'],
])

/** An error as Graph writes it; its time is in UTC and does not say so. */
export function errorDocument(status: number, message: string, inner: InnerError): string {
  const date = new Date(inner.time).toISOString().slice(0, 19)
  const innerError = { 'request-id': inner.requestId, date }
  return JSON.stringify({
    error: { code: codes.get(status) ?? 'GeneralException', message, innerError },
  })
}
