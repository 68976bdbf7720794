import graph from '@microsoft/microsoft-graph-client'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startGateway } from './support/servers.js'

const { BatchRequestContent, BatchResponseContent, Client } = graph
const gateway = await startGateway()
const host = new URL(gateway.url).hostname
const client = Client.init({
  baseUrl: gateway.url,
  defaultVersion: 'v1.0',
  customHosts: new Set([host]),
  authProvider: (done) => done(null, 'TOKEN'),
})
const me = '7f1d2c3b-0000-4000-8000-000000000001'
const json = { 'Content-Type': 'application/json' }

function step(id, path, init = {}, dependsOn) {
  const request = new Request(`${gateway.url}${path}`, init)
  return { id, request, ...(dependsOn === undefined ? {} : { dependsOn }) }
}

async function send(steps) {
  const content = await new BatchRequestContent(steps).getContent()
  return new BatchResponseContent(await client.api('/$batch').post(content))
}

function post(body) {
  return { method: 'POST', headers: json, body: JSON.stringify(body) }
}

describe('@microsoft/microsoft-graph-client', () => {
  it('reads and writes side by side', async () => {
    const answers = await send([
      step('me', '/me?$select=id,displayName'),
      step('new', '/users', post({ displayName: 'Zoë "Z"' })),
      step('patch', '/me/messages/AAMk1', {
        method: 'PATCH',
        headers: json,
        body: JSON.stringify({ isRead: true }),
      }),
      step('gone', '/me/messages/AAMk2', { method: 'DELETE' }),
      step('none', '/users/nobody'),
      step('photo', '/me/photo/$value'),
    ])
    const status = (id) => answers.getResponseById(id).status
    assert.deepEqual(
      ['me', 'new', 'patch', 'gone', 'none', 'photo'].map(status),
      [200, 201, 200, 204, 404, 200],
    )
    const found = await answers.getResponseById('me').json()
    assert.deepEqual([found.id, found.displayName], [me, 'Mira Holt'])
    const made = await answers.getResponseById('new').json()
    assert.equal(made.displayName, 'Zoë "Z"')
    assert.equal((await answers.getResponseById('patch').json()).isRead, true)
    assert.equal((await answers.getResponseById('none').json()).error.code, 'NotFound')
    const photo = answers.getResponseById('photo')
    assert.equal(photo.headers.get('content-type'), 'image/png')
    const picture = await fetch(`${gateway.url}/v1.0/me/photo/$value`)
    const expected = Buffer.from(await picture.arrayBuffer())
    assert.deepEqual(Buffer.from(await photo.text(), 'base64'), expected)
    assert.equal((await gateway.read(`/v1.0/users/${made.id}`)).body.displayName, 'Zoë "Z"')
    assert.equal((await gateway.read('/v1.0/me/messages/AAMk2')).status, 404)
  })

  it('runs a chain up to the step that fails', async () => {
    const answers = await send([
      step('1', '/me'),
      step('2', '/me/messages', post({ subject: 'first' }), ['1']),
      step('3', '/users/nobody', {}, ['2']),
      step('4', '/me/messages', post({ subject: 'never' }), ['3']),
    ])
    const statuses = ['1', '2', '3', '4'].map((id) => answers.getResponseById(id).status)
    assert.deepEqual(statuses, [200, 201, 404, 424])
    assert.equal((await answers.getResponseById('4').json()).error.code, 'FailedDependency')
    const { body } = await gateway.read('/v1.0/me/messages?$select=subject')
    const subjects = body.value.map(({ subject }) => subject)
    assert.deepEqual(subjects.toSorted(), ['Welcome', 'Your invoice', 'first'])
  })

  it('takes steps that all wait for one', async () => {
    const answers = await send([
      step('root', '/me'),
      step('a', '/users?$top=1', {}, ['root']),
      step('b', '/me/messages?$top=1', {}, ['root']),
    ])
    const ids = [...answers.getResponses().keys()]
    assert.deepEqual(
      ids.toSorted((one, other) => one.localeCompare(other)),
      ['a', 'b', 'root'],
    )
    assert.equal((await answers.getResponseById('a').json()).value[0].id, me)
    assert.equal((await answers.getResponseById('b').json()).value[0].subject, 'Welcome')
  })
})
