import express from 'express4'
import { createItem, readBig, readItem } from '../api.ts'

/** The API in Express 4; `addBatch` adds the batch route, behind the reading of JSON bodies. */
export function createExpress4Api(addBatch) {
  const app = express()
  app.use(express.json({ limit: '4mb' }))
  addBatch(app)
  app.get('/api/items/:id', (request, response) => response.json(readItem(request.params.id)))
  app.get('/api/big/:id', (request, response) => response.json(readBig(request.params.id)))
  app.post('/api/items', (request, response) => {
    response.status(201).json(createItem(request.body))
  })
  return app
}
