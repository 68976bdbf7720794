import { batchway } from '@batchway/core/express'
import express from 'express'
import { createItem, readBig, readItem } from '../api.ts'
import { optionsFor } from './options.ts'
import { serve } from './serve.ts'

const app = express()
app.use(batchway(app, optionsFor('ocamba')))
app.use(express.json())
app.get('/api/items/:id', (request, response) => {
  response.json(readItem(request.params.id))
})
app.get('/api/big/:id', (request, response) => {
  response.json(readBig(request.params.id))
})
app.post('/api/items', (request, response) => {
  response.status(201).json(createItem(request.body as object))
})

serve(app)
