import Hapi from '@hapi/hapi'
import bassmaster from 'bassmaster'
import { createItem, readBig, readItem } from '../api.ts'

const server = Hapi.server({ port: 0, host: '127.0.0.1' })
await server.register({ plugin: bassmaster.plugin, options: { batchEndpoint: '/api/batch' } })
server.route([
  { method: 'GET', path: '/api/items/{id}', handler: ({ params }) => readItem(params.id) },
  { method: 'GET', path: '/api/big/{id}', handler: ({ params }) => readBig(params.id) },
  {
    method: 'POST',
    path: '/api/items',
    handler: ({ payload }, h) => h.response(createItem(payload)).code(201),
  },
])
await server.start()
process.send?.({ port: server.info.port })
