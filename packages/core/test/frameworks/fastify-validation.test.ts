import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { postJson, startFastify } from '../support/fastify-app.ts'

const item = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: { name: { type: 'string' }, count: { type: 'integer', default: 1 } },
} as const

describe('Fastify 5: validation of requests', () => {
  it('coerces a body, fills it in and removes what is too much', async () => {
    await using compared = await startFastify((app) => {
      app.post('/items', { schema: { body: item } }, async ({ body }) => body)
    })
    const answer = await compared.assertSame(postJson('/items', { name: 7, other: true }))
    assert.equal(answer.text, '{"name":"7","count":1}')
  })

  it('refuses a body that does not fit with 400', async () => {
    await using compared = await startFastify((app) => {
      app.post('/items', { schema: { body: item } }, async ({ body }) => body)
    })
    const answer = await compared.assertSame(postJson('/items', { count: 'many' }))
    assert.match(answer.text, /FST_ERR_VALIDATION.*body must have required property 'name'/)
  })

  it('refuses a body that is missing with 400', async () => {
    await using compared = await startFastify((app) => {
      app.post('/items', { schema: { body: item } }, async ({ body }) => body)
    })
    assert.equal((await compared.assertSame({ method: 'POST', path: '/items' })).status, 400)
  })

  it('chooses the schema of a body by its media type', async () => {
    await using compared = await startFastify((app) => {
      const content = { 'text/plain': { schema: { type: 'string', maxLength: 3 } } }
      app.post('/items', { schema: { body: { content } } }, async () => 'fits')
    })
    const headers = { 'content-type': 'text/plain' }
    const question = { method: 'POST', path: '/items', headers, body: '1234' }
    assert.equal((await compared.assertSame(question)).status, 400)
  })

  it('coerces a query', async () => {
    await using compared = await startFastify((app) => {
      const querystring = {
        type: 'object',
        properties: { size: { type: 'integer' }, all: { type: 'boolean' } },
      }
      app.get('/items', { schema: { querystring } }, async ({ query }) => query)
    })
    const answer = await compared.assertSame({ path: '/items?size=10&all=true' })
    assert.equal(answer.text, '{"size":10,"all":true}')
    assert.equal((await compared.assertSame({ path: '/items?size=ten' })).status, 400)
  })

  it('coerces parameters', async () => {
    await using compared = await startFastify((app) => {
      const params = { type: 'object', properties: { id: { type: 'integer', minimum: 1 } } }
      app.get('/items/:id', { schema: { params } }, async (request) => request.params)
    })
    assert.equal((await compared.assertSame({ path: '/items/12' })).text, '{"id":12}')
    assert.equal((await compared.assertSame({ path: '/items/0' })).status, 400)
  })

  it('coerces headers', async () => {
    await using compared = await startFastify((app) => {
      const headers = {
        type: 'object',
        required: ['x-count'],
        properties: { 'x-count': { type: 'integer' } },
      }
      app.get('/items', { schema: { headers } }, async (request) => request.headers['x-count'])
    })
    const answer = await compared.assertSame({ path: '/items', headers: { 'x-count': '3' } })
    assert.equal(answer.text, '3')
    assert.equal((await compared.assertSame({ path: '/items' })).status, 400)
  })

  it('leaves what is wrong to a handler that asked for it', async () => {
    await using compared = await startFastify((app) => {
      const options = { schema: { body: item }, attachValidation: true }
      app.post('/items', options, async ({ validationError }) => validationError?.message)
    })
    const answer = await compared.assertSame(postJson('/items', {}))
    assert.equal(answer.text, "body must have required property 'name'")
  })

  it('words a refusal as the app wants it', async () => {
    await using compared = await startFastify(
      (app) => {
        app.post('/items', { schema: { body: item } }, async ({ body }) => body)
      },
      {
        server: { schemaErrorFormatter: (errors, part) => new Error(`${part}: ${errors.length}`) },
      },
    )
    const answer = await compared.assertSame(postJson('/items', {}))
    assert.match(answer.text, /"message":"body: 1"/)
  })

  it('validates by hand', async () => {
    await using compared = await startFastify((app) => {
      app.post('/items', async (request) => request.validateInput(request.body, item))
    })
    assert.equal((await compared.assertSame(postJson('/items', {}))).text, 'false')
  })
})

describe('Fastify 5: serialisation of answers', () => {
  const response = {
    200: { type: 'object', properties: { name: { type: 'string' }, size: { type: 'integer' } } },
    '4xx': { type: 'object', properties: { why: { type: 'string' } } },
  } as const

  it('writes what the schema of the status has', async () => {
    await using compared = await startFastify((app) => {
      app.get('/item', { schema: { response } }, async () => ({ name: 1, size: '2', secret: 3 }))
    })
    assert.equal((await compared.assertSame({ path: '/item' })).text, '{"name":"1","size":2}')
  })

  it('writes a failure by the schema of its class', async () => {
    await using compared = await startFastify((app) => {
      app.get('/item', { schema: { response } }, async (_request, reply) => {
        return reply.code(409).send({ why: 'twice', secret: 3 })
      })
    })
    assert.equal((await compared.assertSame({ path: '/item' })).text, '{"why":"twice"}')
  })

  it('fails where the answer does not fit its schema', async () => {
    await using compared = await startFastify((app) => {
      const strict = { 200: { ...item, required: ['name'] } }
      app.get('/item', { schema: { response: strict } }, async () => ({ count: 1 }))
    })
    assert.equal((await compared.assertSame({ path: '/item' })).status, 500)
  })

  it('serialises with a function of the route', async () => {
    await using compared = await startFastify((app) => {
      app.get('/item', async (_request, reply) => {
        return reply.type('application/x-list').serializer(String).send([1, 2])
      })
    })
    const answer = await compared.assertSame({ path: '/item' })
    assert.equal(answer.text, '1,2')
  })

  it('serialises with a function of the app', async () => {
    await using compared = await startFastify((app) => {
      app.setReplySerializer((payload, status) => `${status} ${JSON.stringify(payload)}`)
      app.get('/item', async () => ({ a: 1 }))
    })
    assert.equal((await compared.assertSame({ path: '/item' })).text, '200 {"a":1}')
  })
})
