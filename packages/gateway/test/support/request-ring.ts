import { answerJson, openHttp } from './test-upstream.ts'

/** A server that can lead requests back to where they came from. */
export interface RequestRing extends AsyncDisposable {
  readonly url: string
  leadTo(port: number): void
  /** Requests that have passed. */
  passed(): number
}

/** A server that passes everything on to a port that is only known later. */
export async function openRing(
  rename: (path: string) => string = (path) => path,
): Promise<RequestRing> {
  let target = 0
  let count = 0
  const server = await openHttp(async (request, response) => {
    count += 1
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const { host: _host, connection: _connection, ...kept } = request.headers
    const body = Buffer.concat(chunks)
    const method = request.method ?? 'GET'
    const { 'content-length': _length, ...headers } = kept
    const answer = await fetch(`http://127.0.0.1:${target}${rename(request.url ?? '/')}`, {
      method,
      headers: headers as Record<string, string>,
      ...(method === 'GET' ? {} : { body }),
    })
    answerJson(response, await answer.json(), answer.status)
  })
  return {
    url: server.url,
    leadTo: (port) => {
      target = port
    },
    passed: () => count,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
