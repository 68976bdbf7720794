import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Backend } from '@batchway/core'
import type { LinkedPart } from '../support/linked-dialect.ts'
import type { ScriptedAnswer } from '../support/scripted-answers.ts'
import { created, runScripted } from '../support/scripted-answers.ts'

/** The path that a part is sent to when it comes after a POST with that answer. */
async function pathAfter(target: string, answer: ScriptedAnswer, first: LinkedPart = {}) {
  const parts = [
    { id: 'u', method: 'POST', target: '/Users', ...first },
    { id: 'p', target },
  ]
  const { seen, answer: written } = await runScripted({ parts }, { 0: answer })
  return { path: seen.get(1)?.path, result: written.results[1], refusal: written.refusal }
}

describe('$id as the first segment of a path', () => {
  const cases: readonly (readonly [string, string, ScriptedAnswer, string])[] = [
    ['is the Location', '$u/Photo', created('/base/Users(9)'), '/base/Users(9)/Photo'],
    ['may have a slash before it', '/$u/Photo', created('/base/Users(9)'), '/base/Users(9)/Photo'],
    ['may stand alone', '$u', created('/base/Users(9)'), '/base/Users(9)'],
    ['may be escaped', '%24u/Photo', created('/base/Users(9)'), '/base/Users(9)/Photo'],
    ['keeps the query', '$u?$select=Id', created('/base/Users(9)'), '/base/Users(9)?$select=Id'],
    ['is a relative Location', '$u/P', created('Users(9)'), '/base/Users(9)/P'],
    [
      'leaves the query and fragment of the Location',
      '$u/P',
      created('/base/U?a=1#b'),
      '/base/U/P',
    ],
    ['has one slash behind it', '$u/P', created('/base/U/'), '/base/U/P'],
    ['escapes bytes beyond ASCII', '$u/P', created("/base/U('\xc3\xa9')"), "/base/U('%c3%a9')/P"],
    [
      'is the OData-EntityId where there is no Location',
      '$u/P',
      { status: 204, headers: [['odata-entityid', '/base/Users(9)']] },
      '/base/Users(9)/P',
    ],
  ]
  for (const [name, target, answer, path] of cases) {
    it(name, async () => {
      assert.deepEqual((await pathAfter(target, answer)).path, path)
    })
  }

  for (const method of ['GET', 'PUT', 'PATCH']) {
    it(`is the own path of a ${method} without Location`, async () => {
      const first = { method, target: '/Users(3)?a=1' }
      assert.equal((await pathAfter('$u/P', {}, first)).path, '/base/Users(3)/P')
    })
  }

  it('is nothing after a POST without Location', async () => {
    const { path, result } = await pathAfter('$u/P', { status: 204 })
    assert.equal(path, undefined)
    assert.equal(result?.status, 400)
    assert.equal(result.message, 'The reference "$u" can\'t be used: the answer has no Location.')
  })

  it('is a Location of the host that the caller used, with any scheme', async () => {
    const outer = {
      headers: [
        ['content-type', 'application/json'],
        ['host', 'API.example:443'],
      ] as const,
    }
    const parts = [{ id: 'u', method: 'POST' }, { target: '$u/P' }]
    const { seen } = await runScripted(
      { parts },
      { 0: created('https://api.example/base/U') },
      { outer },
    )
    assert.equal(seen.get(1)?.path, '/base/U/P')
  })

  it('is a Location of the server that answers', async () => {
    const backend: Partial<Backend> = { origin: 'http://127.0.0.1:3000' }
    const parts = [{ id: 'u', method: 'POST' }, { target: '$u/P' }]
    const answers = { 0: created('http://127.0.0.1:3000/base/U') }
    const { seen } = await runScripted({ parts }, answers, { backend })
    assert.equal(seen.get(1)?.path, '/base/U/P')
  })

  for (const location of [
    'http://evil.example/base/U',
    '//evil.example/base/U',
    'http://user@127.0.0.1/base/U',
    'javascript:alert(1)',
    'http:evil',
    '/\\evil.example/base/U',
    '/elsewhere/U',
    '/base/../admin',
    '/base/%2e%2e/admin',
    '../admin',
    '/base/x%2f..%2f..%2fadmin',
    '/base/..;x/admin',
    '/base/',
    '/base//',
    '',
    '/base/U\tx',
    '/base/\u20ac',
  ]) {
    it(`is no way out of the API: ${JSON.stringify(location)}`, async () => {
      const { path, result } = await pathAfter('$u/P', created(location))
      assert.equal(path, undefined)
      assert.equal(result?.status, 400)
      assert.match(result.message ?? '', /\$u|references/)
    })
  }

  it('is below the base where targets are relative to the root', async () => {
    const parts = [
      { id: 'u', method: 'POST', target: '/base/U' },
      { target: '$u/A' },
      { target: '/$u/B' },
      { target: '/base/$u/C' },
    ]
    const batch = { targets: 'root' } as const
    const { seen } = await runScripted({ parts }, { 0: created('U(1)') }, { batch })
    const paths = [1, 2, 3].map((index) => seen.get(index)?.path)
    assert.deepEqual(paths, ['/base/U(1)/A', '/base/U(1)/B', '/base/U(1)/C'])
  })

  it('is no way into a batch endpoint', async () => {
    const { path, result } = await pathAfter('$u', created('/base/BATCH'))
    assert.equal(path, undefined)
    assert.match(result?.message ?? '', /a batch inside a batch is not allowed/)
  })

  it('is a system resource rather than a part', async () => {
    const parts = [{ id: 'metadata' }, { target: '/$metadata' }, { target: '/$entity?$id=a' }]
    const { seen } = await runScripted({ parts }, {})
    assert.deepEqual(
      [seen.get(1)?.path, seen.get(2)?.path],
      ['/base/$metadata', '/base/$entity?$id=a'],
    )
  })

  it('is only text where no part has that id', async () => {
    assert.equal((await pathAfter('$x/Photo', created('/base/U'))).path, '/base/$x/Photo')
  })

  it('is only text where it is not the first segment', async () => {
    assert.equal((await pathAfter('/a/$u', created('/base/U'))).path, '/base/a/$u')
  })

  it('refuses the batch where the part comes later', async () => {
    const { refusal } = await pathAfter('$p', created('/base/U'))
    assert.equal(refusal?.where, 'parts[1].target')
    assert.equal(refusal.message, 'refers with "$p" to the part itself')
  })

  it('goes on from one part to the next', async () => {
    const parts = [
      { id: 'a', method: 'POST' },
      { id: 'b', method: 'POST', target: '$a/B' },
      { id: 'c', target: '$b/C' },
    ]
    const answers = { 0: created('/base/A(1)'), 1: created('B(2)') }
    const { seen } = await runScripted({ parts }, answers)
    assert.equal(seen.get(2)?.path, '/base/A(1)/B(2)/C')
  })

  it('keeps a part from running when what it refers to failed', async () => {
    const { path, result } = await pathAfter('$u/P', { status: 409 })
    assert.equal(path, undefined)
    assert.deepEqual([result?.kind, result?.because], ['skipped', 0])
  })
})
