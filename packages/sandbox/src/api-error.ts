/** Headers that an error answer carries besides its content type. */
export type ErrorHeaders = Readonly<Record<string, string>>

/** A request that cannot be served; each API writes it in its own shape. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** HTTP status, 400 to 599. */
  readonly status: number
  readonly headers: ErrorHeaders

  /** `message` is shown to the caller and says what to do about it. */
  constructor(status: number, message: string, headers: ErrorHeaders = {}) {
    super(message)
    this.status = status
    this.headers = headers
  }
}

/**
 * Makes whatever was thrown an `ApiError`: the framework's own refusals keep their status and
 * message, everything else becomes a 500 whose details stay in the log.
 */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 415) return new ApiError(415, 'Send the body as application/json.')
  if (error instanceof Error && status >= 400 && status < 500) {
    return new ApiError(status, error.message)
  }
  return new ApiError(500, 'Internal server error.')
}
