/** A subrequest of an Ocamba batch. */
export interface OcambaRequest {
  readonly method: string
  readonly relative_url: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly abort_on_fail?: boolean
}

/** A part of the answer to an Ocamba batch. */
export interface OcambaPart {
  readonly code: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly error?: { readonly code: number; readonly title: string; readonly message: string }
}

export interface OcambaAnswer {
  readonly status: number
  readonly headers: Headers
  /** Empty when the batch was refused. */
  readonly parts: readonly OcambaPart[]
  /** Codes of the parts. */
  readonly codes: readonly number[]
  /** `message` of a refusal. */
  readonly message: string
  readonly text: string
}

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly path?: string
  readonly signal?: AbortSignal
}

/** Posts an Ocamba batch. */
export async function postOcamba(
  url: string,
  parts: readonly OcambaRequest[],
  { headers = {}, path = '/v2/ocamba/batch', signal }: PostOptions = {},
): Promise<OcambaAnswer> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(parts),
    ...(signal === undefined ? {} : { signal }),
  })
  const text = await response.text()
  const json = JSON.parse(text) as { parts?: readonly OcambaPart[]; message?: string }
  const answered = json.parts ?? []
  return {
    status: response.status,
    headers: response.headers,
    parts: answered,
    codes: answered.map(({ code }) => code),
    message: json.message ?? '',
    text,
  }
}

/** The answer to a Journyx batch. */
export interface JournyxAnswer {
  readonly status: number
  readonly headers: Headers
  readonly success: boolean
  readonly codes: readonly number[]
  readonly results: readonly {
    readonly response_code: number
    readonly headers: Readonly<Record<string, string>>
    readonly body?: unknown
    readonly error?: { readonly errors: readonly string[] }
  }[]
  readonly errors: readonly string[]
}

/** Posts a Journyx batch. */
export async function postJournyx(
  url: string,
  batch: { readonly requests: readonly object[]; readonly stop_on_error?: boolean },
  { headers = {}, path = '/api/v1/batch' }: PostOptions = {},
): Promise<JournyxAnswer> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(batch),
  })
  const json = (await response.json()) as Omit<JournyxAnswer, 'status' | 'headers' | 'codes'>
  return {
    ...json,
    status: response.status,
    headers: response.headers,
    codes: json.results.map((result) => result.response_code),
  }
}

/** As many GET subrequests as wanted, each with a path of its own. */
export function manyGets(count: number, path = '/members'): OcambaRequest[] {
  return Array.from({ length: count }, (_, index) => ({
    method: 'GET',
    relative_url: `${path}/${index}`,
  }))
}

/** Credentials of a caller, as headers of a batch. */
export const credentials = { authorization: 'Bearer T' } as const
