import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CarryError, translate } from '@batchway/core/translate'
import { carry, carryJson, get, post, requestOf, serial } from '../support/carry.ts'

describe('order and ends of a batch', () => {
  it('is a chain of dependencies where the first failure ends it', async () => {
    const parts = [
      post('/a', { abort_on_fail: true }),
      post('/b', { abort_on_fail: true }),
      get('/c'),
    ]
    const { document, said } = await carryJson(parts, { from: 'ocamba', to: 'graph' }, serial)
    assert.deepEqual(document, {
      requests: [
        { id: '1', method: 'POST', url: '/a' },
        { id: '2', method: 'POST', url: '/b', dependsOn: ['1'] },
        { id: '3', method: 'GET', url: '/c', dependsOn: ['2'] },
      ],
    })
    assert.deepEqual(said, [])
  })

  it('is lost in a dialect that runs all at once, and what may be kept of it is', async () => {
    const parts = [post('/a'), post('/b', { abort_on_fail: true }), get('/c'), get('/d')]
    const { document, said } = await carryJson(parts, { from: 'ocamba', to: 'graph' }, serial)
    assert.deepEqual(said, ['order lost all'])
    const waits = (document as { requests: { dependsOn?: string[] }[] }).requests.map(
      ({ dependsOn }) => dependsOn,
    )
    assert.deepEqual(waits, [undefined, undefined, ['2'], ['2']])
  })

  it('is not worth a note where nothing is changed', async () => {
    const { said } = await carryJson(
      [get('/a'), get('/b')],
      { from: 'ocamba', to: 'graph' },
      serial,
    )
    assert.deepEqual(said, [])
  })

  it('names each part whose failure would have ended it, where nothing can', async () => {
    const parts = [post('/a', { abort_on_fail: true }), post('/b'), get('/c')]
    const { said } = await carryJson(parts, { from: 'ocamba', to: 'journyx' }, serial)
    assert.deepEqual(said, ['order changed all', 'stop lost 0'])
  })

  it('stays in the multipart form of OData', async () => {
    const batch = {
      stop_on_error: true,
      requests: [
        { method: 'POST', url: '/a' },
        { method: 'GET', url: '/b' },
      ],
    }
    const options = { from: 'journyx', to: 'odata', form: 'multipart' } as const
    const { headers, said, stopOnError } = await carry(requestOf(batch), options)
    assert.deepEqual(said, ['order changed all'])
    assert.deepEqual(
      headers.map(([name]) => name),
      ['content-type'],
    )
    assert.equal(stopOnError, true)
    const back = await carryJson(batch, { from: 'journyx', to: 'ocamba' })
    assert.equal(back.query, 'mode=serial')
    assert.deepEqual(
      (back.document as { abort_on_fail?: boolean }[]).map((part) => part.abort_on_fail),
      [true, true],
    )
  })
})

describe('what only OData has', () => {
  const requests = [
    { id: 'u', method: 'POST', url: 'Users', body: { n: 1 }, atomicityGroup: 'g' },
    { id: 'v', method: 'PATCH', url: '$u', body: { p: '$u/Id' }, atomicityGroup: 'g' },
    { id: 'w', method: 'GET', url: 'Users', dependsOn: ['g'] },
  ]

  it('is noted for each part and feature where it is lost', async () => {
    const { said, document } = await carryJson({ requests }, { from: 'odata', to: 'ocamba' })
    assert.deepEqual(said, [
      'order changed all',
      'id changed all',
      'group lost 0',
      'reference lost 1',
      'reference lost 1',
      'dependency lost 2',
    ])
    assert.deepEqual(
      (document as { relative_url: string }[]).map((part) => part.relative_url),
      ['/Users', '$u', '/Users'],
    )
  })

  it('is a group that what comes after it in order waits for by its name', async () => {
    const ordered = requests.map((request) => ({ ...request, dependsOn: undefined }))
    const text = requestOf({ requests: ordered })
    const headers = [...text.headers, ['prefer', 'continue-on-error=false'] as const]
    const multipart = await translate(
      { ...text, headers },
      { from: 'odata', to: 'odata', form: 'multipart' },
    )
    const { body } = await translate(multipart, { from: 'odata', to: 'odata' })
    const back = JSON.parse(Buffer.from(body).toString()) as {
      requests: { dependsOn?: string[] }[]
    }
    assert.deepEqual(
      back.requests.map(({ dependsOn }) => dependsOn),
      [undefined, ['u'], ['changeset1']],
    )
  })

  it('is partly known to Graph: who waits for a group waits for all of it', async () => {
    const { said, document } = await carryJson({ requests }, { from: 'odata', to: 'graph' })
    assert.deepEqual(said, ['group lost 0', 'reference lost 1', 'reference lost 1'])
    const last = (document as { requests: { dependsOn?: string[] }[] }).requests.at(-1)
    assert.deepEqual(last?.dependsOn, ['u', 'v'])
  })

  it('is refused by strict, with all that is in the way', async () => {
    const options = { from: 'odata', to: 'google', strict: true } as const
    await assert.rejects(translate(requestOf({ requests }), options), (error) => {
      assert.ok(error instanceof CarryError)
      assert.match(error.message, /google.*Part 1: its group "g".*Part 2: its reference "\$u"/)
      assert.ok(error.notes.length >= 4)
      return true
    })
  })

  it('includes conditions, which are nothing elsewhere', async () => {
    const condition = { requests: [{ id: 'a', method: 'GET', url: 'A', if: '$b' }] }
    const { said } = await carryJson(condition, { from: 'odata', to: 'graph' })
    assert.deepEqual(said, ['dependency lost 0'])
  })
})
