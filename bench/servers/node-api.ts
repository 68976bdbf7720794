import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createItem, readBig, readItem } from '../api.ts'

const bigPath = '/api/big/'
const itemPath = '/api/items/'

/** The API as a listener of node:http, without a framework. */
export const nodeApi: RequestListener = (request, response) => {
  const { method, url = '' } = request
  if (method === 'POST' && url === '/api/items') readAndCreate(request, response)
  else if (url.startsWith(itemPath)) end(response, 200, readItem(url.slice(itemPath.length)))
  else if (url.startsWith(bigPath)) end(response, 200, readBig(url.slice(bigPath.length)))
  else end(response, 404, { error: 'there is nothing here' })
}

function readAndCreate(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    end(response, 201, createItem(JSON.parse(Buffer.concat(chunks).toString()) as object))
  })
}

function end(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  })
  response.end(text)
}
