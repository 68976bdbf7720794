// parse-server's batch handler and its router alone: no database, no access rules, no schema.
import express from 'express'
import batch from 'parse-server/lib/batch.js'
import PromiseRouter from 'parse-server/lib/PromiseRouter.js'
import { createItem, readBig, readItem } from '../api.ts'
import { serve } from '../servers/serve.ts'

const router = new PromiseRouter.default()
router.route('GET', '/items/:id', async ({ params }) => ({ response: readItem(params.id) }))
router.route('GET', '/big/:id', async ({ params }) => ({ response: readBig(params.id) }))
router.route('POST', '/items', async ({ body }) => ({ status: 201, response: createItem(body) }))
batch.mountOnto(router)

const app = express()
app.use(express.json({ limit: '4mb' }))
app.post('/api/batch', ({ body, originalUrl }, response, next) => {
  const context = { body, originalUrl, config: {}, auth: {}, info: {} }
  const routed = router.tryRouteRequest('POST', '/batch', context)
  routed.then((answer) => response.json(answer.response), next)
})

serve(app)
