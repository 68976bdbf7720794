import { batchway } from '@batchway/core/express'
import express from 'express'

const app = express()

// Before body parsers: the batch endpoint reads its body itself.
app.use(batchway(app, { path: '/api/v1/batch', dialect: 'journyx' }))

app.get('/api/v1/orders/:id', (request, response) => {
  response.json({ id: request.params.id, total: 1234.5 })
})

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  console.log('listening', server.address())
})
