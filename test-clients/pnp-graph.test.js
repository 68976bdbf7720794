import { DefaultHeaders, DefaultInit, graphfi, graphPost } from '@pnp/graph'
import '@pnp/graph/batching.js'
import '@pnp/graph/mail/index.js'
import '@pnp/graph/photos/index.js'
import '@pnp/graph/users/index.js'
import { body as jsonBody, BrowserFetch, DefaultParse } from '@pnp/queryable'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startGateway } from './support/servers.js'

const gateway = await startGateway()
const graph = graphfi().using(
  DefaultInit(`${gateway.url}/v1.0`),
  DefaultHeaders(),
  BrowserFetch(),
  DefaultParse(),
)
const lin = '7f1d2c3b-0000-4000-8000-000000000003'

/** What became of each, the value or the error. */
async function outcomes(promises) {
  return (await Promise.allSettled(promises)).map(({ value, reason }) => reason ?? value)
}

describe('@pnp/graph', () => {
  it('reads and writes, each answer to its own call', async () => {
    const [batched, execute] = graph.batched()
    const results = outcomes([
      batched.me(),
      batched.users.select('id', 'displayName')(),
      batched.users.getById(lin).update({ jobTitle: 'Architect' }),
      batched.me.messages.select('subject')(),
      batched.users.getById('nobody')(),
      batched.me.photo.getBlob(),
    ])
    await execute()
    const [me, users, , messages, nobody, photo] = await results
    assert.equal(me.displayName, 'Mira Holt')
    assert.deepEqual(
      users.map(({ displayName }) => displayName),
      ['Mira Holt', 'Jon Doe', 'Lin Chen'],
    )
    assert.deepEqual(
      messages.map(({ subject }) => subject),
      ['Welcome', 'Your invoice'],
    )
    assert.match(nobody.message, /404/)
    const picture = await fetch(`${gateway.url}/v1.0/me/photo/$value`)
    // It hands out the text of the base64.
    assert.deepEqual(
      Buffer.from(await photo.text(), 'base64'),
      Buffer.from(await picture.arrayBuffer()),
    )
    assert.equal((await gateway.read(`/v1.0/users/${lin}`)).body.jobTitle, 'Architect')
  })

  it('adds and removes', async () => {
    const [batched, execute] = graph.batched()
    const results = outcomes([
      graphPost(batched.users, jsonBody({ displayName: 'Dän' })),
      batched.users.getById(lin).delete(),
    ])
    await execute()
    const [added] = await results
    assert.equal(added.displayName, 'Dän')
    const { body } = await gateway.read('/v1.0/users')
    const names = body.value.map(({ displayName }) => displayName)
    assert.deepEqual(names.toSorted(), ['Dän', 'Jon Doe', 'Mira Holt'])
  })
})
