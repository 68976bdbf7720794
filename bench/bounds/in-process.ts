// The least that a batch inside an app can cost: parse it, call the functions, print the answer.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createItem, readBig, readItem } from '../api.ts'

interface Part {
  readonly method: string
  readonly relative_url: string
  readonly body?: object
}

function call({ method, relative_url: url, body }: Part): object {
  const headers = { 'Content-Type': 'application/json' }
  if (method === 'POST') return { code: 201, headers, body: createItem(body ?? {}) }
  const id = url.slice(url.lastIndexOf('/') + 1)
  return { code: 200, headers, body: url.startsWith('/big/') ? readBig(id) : readItem(id) }
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const batch = JSON.parse(Buffer.concat(chunks).toString()) as Part[]
    const parts = batch.map(call)
    const { length } = parts
    const text = JSON.stringify({ total_counter: length, success_counter: length, parts })
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
    })
    response.end(text)
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
