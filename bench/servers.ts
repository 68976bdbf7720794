// The servers that are measured, each in a process of its own: started by its name, it prints its
// port, and answers every message with the CPU time that it has used so far.
import type { RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { batchway as batchwayExpress } from '@batchway/core/express'
import { batchway as batchwayFastify } from '@batchway/core/fastify'
import { withBatch as withBatchFetch } from '@batchway/core/fetch'
import { withBatch as withBatchNode } from '@batchway/core/node'
import { createGateway } from 'batchway'
import express from 'express'
import Fastify from 'fastify'

const item = {
  name: 'A thing that has a name of some length',
  tags: ['one', 'two', 'three'],
  price: 1234.5,
  available: true,
  description: 'Enough text to make the answer about two hundred bytes long.',
}

const listener: RequestListener = (request, response) => {
  const id = request.url?.slice(request.url.lastIndexOf('/') + 1)
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ id, ...item }))
}

const app = (request: Request): Response => {
  const id = request.url.slice(request.url.lastIndexOf('/') + 1)
  return Response.json({ id, ...item })
}

const options = { path: '/api/batch', dialect: 'ocamba' } as const

async function start(name: string, upstream: string | undefined): Promise<number> {
  if (name === 'gateway') {
    const gateway = createGateway({
      listen: '127.0.0.1:0',
      upstreams: { api: { url: upstream ?? '' } },
      endpoints: [{ ...options, upstream: 'api' }],
      forward: 'api',
      logLevel: 'silent',
    })
    return Number(new URL(await gateway.listen()).port)
  }
  const server = createServer(await toListener(name))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

async function toListener(name: string): Promise<RequestListener> {
  if (name === 'fetch') return fetchListener
  if (name === 'express') return createExpressApp()
  if (name === 'fastify') return createFastifyListener()
  return withBatchNode(listener, options)
}

function createExpressApp(): RequestListener {
  const expressApp = express()
  expressApp.use(batchwayExpress(expressApp, options))
  expressApp.get('/api/items/:id', (request, response) => {
    response.json({ id: request.params.id, ...item })
  })
  return expressApp
}

async function createFastifyListener(): Promise<RequestListener> {
  const fastifyApp = Fastify()
  await fastifyApp.register(batchwayFastify, options)
  fastifyApp.get('/api/items/:id', async (request) => ({ ...(request.params as object), ...item }))
  await fastifyApp.ready()
  return (request, response) => fastifyApp.routing(request, response)
}

/** A fetch app on node:http, as thin as can be; batches take the same way as single requests. */
const withBatch = withBatchFetch(app, options)
const fetchListener: RequestListener = (request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { method = 'GET', url = '/', headers } = request
    const init: RequestInit = { method, headers: headers as Record<string, string> }
    if (method === 'POST') init.body = Buffer.concat(chunks)
    void answer(new Request(`http://127.0.0.1${url}`, init), response)
  })
}

async function answer(request: Request, response: ServerResponse): Promise<void> {
  const answered = await withBatch(request)
  response.writeHead(answered.status, [...answered.headers].flat())
  response.end(Buffer.from(await answered.arrayBuffer()))
}

const [, , name = 'node', upstream] = process.argv
const port = await start(name, upstream)
process.send?.({ port })
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: user + system })
})
