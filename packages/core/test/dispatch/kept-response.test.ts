import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import type { KeptResponse } from '../../src/dispatch/kept-response.ts'
import { readKept } from '../../src/dispatch/kept-response.ts'

const PlatformResponse = Response
// From here on the global Response is that of the server.
getRequestListener(() => new Response())

function read(response: Response): unknown {
  const kept: KeptResponse | undefined = readKept(response)
  if (kept === undefined) return undefined
  const { status, headers, body } = kept
  return [status, headers, body && Buffer.from(body).toString()]
}

const plain = ['content-type', 'text/plain; charset=UTF-8']

describe('What a light Response was made of', () => {
  it('is its status, fields and text', () => {
    const headers = { 'Content-Type': ' text/csv ', 'x-one': '1' }
    const fields = [
      ['content-type', 'text/csv'],
      ['x-one', '1'],
    ]
    assert.deepEqual(read(new Response('é', { status: 201, headers })), [201, fields, 'é'])
  })

  it('is bytes that nobody can change any more', () => {
    const bytes = Buffer.from('abc')
    const kept = readKept(new Response(bytes))
    bytes.fill(0)
    assert.equal(Buffer.from(kept?.body ?? []).toString(), 'abc')
  })

  it('has no body and no type', () => {
    assert.deepEqual(read(new Response(null, { status: 204 })), [204, [], undefined])
  })

  it('has the type that its server writes', () => {
    assert.deepEqual(read(new Response('x')), [200, [plain], 'x'])
    const headers = new Headers({ 'x-one': '1' })
    assert.deepEqual(read(new Response('x', { headers })), [200, [['x-one', '1'], plain], 'x'])
  })

  it('has every cookie, and fields that were changed later', () => {
    const response = new Response('x', { headers: { 'content-type': 'a/b' } })
    response.headers.append('set-cookie', 'a=1')
    response.headers.append('set-cookie', 'b=2')
    const cookies = [
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]
    assert.deepEqual(read(response), [200, [['content-type', 'a/b'], ...cookies], 'x'])
  })

  for (const [says, make] of [
    ['of the platform', () => new PlatformResponse('x')],
    ['that was asked for its body', () => touched((response) => void response.body)],
    ['that was cloned', () => touched((response) => void response.clone())],
    ['that was read', () => touched((response) => void response.text())],
    ['whose body is a stream', () => new Response(new Blob(['x']).stream())],
    ['whose body is a blob', () => new Response(new Blob(['x'], { type: 'a/b' }))],
    ['whose status has no body', () => new Response('x', { status: 204 })],
    ['whose status is none', () => new Response('x', { status: 101 })],
    ['whose field has a line break', () => new Response('x', { headers: { a: '1\r\nb: 2' } })],
    ['whose field is beyond Latin-1', () => new Response('x', { headers: { a: '\u0100' } })],
    ['whose field has an impossible name', () => new Response('x', { headers: { 'a b': '1' } })],
    ['whose fields are a list', () => new Response('x', { headers: [['a', '1']] })],
    [
      'with a member of the same name',
      () => Object.assign(new PlatformResponse('x'), { [Symbol('cache')]: [200, 'y', {}] }),
    ],
  ] as const) {
    it(`is not looked for in a Response ${says}`, () => {
      assert.equal(readKept(make()), undefined)
    })
  }
})

function touched(touch: (response: Response) => void): Response {
  const response = new Response('x')
  touch(response)
  return response
}
