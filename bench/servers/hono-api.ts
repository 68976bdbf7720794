import { Hono } from 'hono'
import { createItem, readBig, readItem } from '../api.ts'

/** The API in Hono. */
export const honoApi: Hono = new Hono()
honoApi.get('/api/items/:id', (c) => c.json(readItem(c.req.param('id'))))
honoApi.get('/api/big/:id', (c) => c.json(readBig(c.req.param('id'))))
honoApi.post('/api/items', async (c) => c.json(createItem(await c.req.json<object>()), 201))
