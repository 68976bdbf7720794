/** A part of a batch as hand-made batch routes get it here, in Ocamba's form. */
export interface HandMadePart {
  readonly method: 'GET' | 'POST'
  readonly relative_url: string
  readonly body?: object
}

/** The answer of such a route. */
export function envelope(parts: readonly object[]): object {
  const { length } = parts
  return { total_counter: length, success_counter: length, parts }
}

/** Calls a fetch handler once for each part, with requests of the platform. */
export async function fetchEach(
  app: (request: Request) => Promise<Response> | Response,
  batch: readonly HandMadePart[],
): Promise<object> {
  const parts = batch.map(async ({ method, relative_url: url, body }) => {
    const init: RequestInit = { method }
    if (body !== undefined) {
      init.body = JSON.stringify(body)
      init.headers = { 'content-type': 'application/json' }
    }
    const response = await app(new Request(`http://localhost/api${url}`, init))
    const headers = Object.fromEntries(response.headers)
    return { code: response.status, headers, body: await response.json() }
  })
  return envelope(await Promise.all(parts))
}
