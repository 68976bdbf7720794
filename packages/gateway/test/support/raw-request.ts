/** The head of an Ocamba batch as it goes over the wire, up to what says how long it is. */
export const batchHead =
  'POST /v2/ocamba/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'

/** An Ocamba batch as it goes over the wire. */
export function rawBatch(body: string): string {
  return `${batchHead}Content-Length: ${body.length}\r\n\r\n${body}`
}

/** A GET request as it goes over the wire, the only one on its connection. */
export function rawGet(target: string): string {
  return `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`
}
