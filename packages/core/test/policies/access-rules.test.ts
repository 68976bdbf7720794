import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AccessRule, AccessRuleOptions } from '@batchway/core'
import { createAccessRules } from '@batchway/core'
import { createBatch, createOuter, createPart, createRequest, failed } from '../support/model.ts'

const deny = (route: string): AccessRule => ({ deny: route })
const allow = (route: string): AccessRule => ({ allow: route })

/** Whether a part passes: `GET /a/b`. */
async function passes(options: AccessRuleOptions, ...calls: readonly string[]): Promise<boolean[]> {
  const rules = createAccessRules(options) ?? assert.fail('there are no rules')
  const parts = calls.map((call) => {
    const [method = '', path = ''] = call.split(' ')
    const request = createRequest({ part: createPart({ method }), path })
    return { kind: 'ready', request } as const
  })
  const outer = createOuter()
  const admitted = await rules.admit?.({ outer, batch: createBatch([]), parts })
  const judged = admitted?.parts ?? parts
  assert.equal(judged.length, parts.length)
  return judged.map((part) => {
    if (part.kind === 'failed') assert.equal(part.reason, 'forbidden')
    return part.kind === 'ready'
  })
}

async function checkAll(rules: readonly AccessRule[], expected: boolean, calls: readonly string[]) {
  const passed = await passes({ rules }, ...calls)
  const wrong = calls.filter((_, index) => passed[index] !== expected)
  assert.deepEqual(wrong, [], `expected ${expected ? 'to pass' : 'to be denied'}`)
}

describe('access rules', () => {
  it('cost nothing where there are none', () => {
    assert.equal(createAccessRules({}), undefined)
    assert.equal(createAccessRules({ rules: [], readOnly: false }), undefined)
  })

  it('are asked in order, and the first that matches counts', async () => {
    const rules = [allow('/a/open'), deny('/a/*'), allow('/**')]
    assert.deepEqual(await passes({ rules }, 'GET /a/open', 'GET /a/x', 'GET /b'), [
      true,
      false,
      true,
    ])
  })

  it('allow what none of them matches, unless one allows', async () => {
    await checkAll([deny('/a')], true, ['GET /b', 'DELETE /a/b'])
    await checkAll([deny('/a'), allow('/c')], false, ['GET /b', 'GET /a'])
  })

  it('are for one method or for all; GET stands for HEAD as well', async () => {
    await checkAll([deny('delete /a')], false, ['DELETE /a'])
    await checkAll([deny('DELETE /a')], true, ['GET /a', 'POST /a'])
    await checkAll([deny('GET /a')], false, ['GET /a', 'HEAD /a'])
    await checkAll([allow('GET /a')], true, ['GET /a', 'HEAD /a'])
    await checkAll([deny('HEAD /a')], true, ['GET /a'])
    await checkAll([deny('/a')], false, ['GET /a', 'PURGE /a', 'delete /a'])
  })

  it('leave parts alone that have failed already, and parts themselves', async () => {
    const rules = createAccessRules({ rules: [deny('/x')] })
    const parts = [failed(), { kind: 'ready', request: createRequest() } as const]
    const admitted = await rules?.admit?.({ outer: createOuter(), batch: createBatch([]), parts })
    assert.equal(admitted?.parts, undefined)
  })
})

describe('a rule that denies', () => {
  it('is not got past by another spelling of its path', async () => {
    await checkAll([deny('/admin/users/*')], false, [
      'GET /admin/users/7',
      'GET /admin/users/7?x=/b',
      'GET /admin/users/7/',
      'GET /admin/users/',
      'GET //admin///users/7',
      'GET /%61dmin/users/7',
      'GET /%2561dmin/users/7',
      'GET /ADMIN/Users/7',
      'GET /admin;v=1/users/7',
      'GET /admin/users;a=b;c/7;d',
      'GET /admin/;x/users/7',
      'GET /admin%3Bx/users/7',
      'GET /admin%3fx/users/7',
      'GET /admin%20/users/7',
      'GET /%09admin/users/7',
      'GET /%EF%BD%81dmin/users/7',
      'GET /admin/users/%2a',
      'GET /admin/users/7;/and/so/on',
      'GET /admin/users/7%3F/and/so/on',
    ])
  })

  it('is for so many segments and no others', async () => {
    await checkAll([deny('/a/*')], true, ['GET /a', 'GET /a/b/c', 'GET /ab/c', 'GET /x/a/b'])
    await checkAll([deny('/a/**')], false, ['GET /a', 'GET /a/', 'GET /a/b', 'GET /a/b/c'])
    await checkAll([deny('/**')], false, ['GET /', 'GET /a', 'GET //'])
    await checkAll([deny('/')], true, ['GET /a'])
  })

  it('also denies what an empty segment may stand for', async () => {
    await checkAll([deny('/a/*/b')], false, ['GET /a//b', 'GET /a/;x/b'])
  })

  it('knows encoded slashes, where an endpoint allows them, as both that they may be', async () => {
    await checkAll([deny('/files/*')], false, ['GET /files/a%2Fb', 'GET /files/a%252fb'])
    await checkAll([deny('/files/a/b')], false, ['GET /files/a%2Fb', 'GET /files%5Ca/b'])
    await checkAll([deny('/admin')], false, ['GET /admin%00.png'])
  })

  it('may be for names that are not ASCII, or have escapes', async () => {
    for (const route of ['/café/*', '/caf%C3%A9/*', '/CAF%c3%89/*']) {
      await checkAll([deny(route)], false, ['GET /caf%C3%A9/1', 'GET /cafe%CC%81/1'])
    }
    await checkAll([deny('/a%20b')], false, ['GET /a%20b', 'GET /A%2520b'])
    await checkAll([deny('/a;b')], false, ['GET /a;b', 'GET /a%3bb'])
    await checkAll([deny('/a;b')], true, ['GET /a'])
  })
})

describe('a rule that allows', () => {
  it('is for its own spelling, in whose meaning all servers agree', async () => {
    const rules = [allow('/public/*'), allow('/files/**')]
    await checkAll(rules, true, [
      'GET /public/a',
      'GET /public/a?x',
      'GET /public/%61',
      'GET /%70ublic/a;v=1',
      'GET /files/a//b/',
      'GET /files',
    ])
    await checkAll(rules, false, [
      'GET /Public/a',
      'GET /public;x/a',
      'GET /public/',
      'GET /public//a',
      'GET /public//',
      'GET /public/;x',
      'GET /public/a/',
      'GET /public/a%2Fb',
      'GET /%2570ublic/a',
      'GET /x/../public/a',
      'GET /public;x=1/../a',
      'GET /public/;/a',
    ])
  })

  it('may have a slash at its end, which counts', async () => {
    await checkAll([allow('/a/')], true, ['GET /a/'])
    await checkAll([allow('/a/')], false, ['GET /a', 'GET /a//'])
    await checkAll([allow('/a')], false, ['GET /a/'])
  })
})

describe('a path with very many segments', () => {
  it('is denied where it could be read in many ways, and else read as all others', async () => {
    const rules = [deny('/admin/**')]
    const plain = `GET /a${'/b'.repeat(500)}`
    await checkAll(rules, true, [plain, `GET ${'/%61'.repeat(100)}`])
    await checkAll(rules, false, [`${plain};x`, `GET ${'/'.repeat(8000)}`])
    await checkAll([allow('/**')], false, [`${plain};x`])
  })
})

describe('an endpoint that only reads', () => {
  it('takes safe methods, where its rules do', async () => {
    const calls = ['GET /a', 'HEAD /a', 'OPTIONS /a', 'POST /a', 'DELETE /a', 'PURGE /a', 'get /a']
    const expected = [true, true, true, false, false, false, false]
    assert.deepEqual(await passes({ readOnly: true }, ...calls), expected)
    const rules = [allow('POST /a'), allow('GET /b')]
    assert.deepEqual(await passes({ readOnly: true, rules }, 'POST /a', 'GET /b', 'GET /c'), [
      false,
      true,
      false,
    ])
  })
})

describe('what is no rule', () => {
  const wrong: readonly (readonly [route: string, message: RegExp])[] = [
    ['', /is not a route/],
    ['members', /is not a route/],
    ['GET members', /is not a route/],
    ['DELTE /a', /DELTE is no method/],
    ['* /a', /is not a route/],
    ['GET,POST /a', /is not a route/],
    ['/a b', /is not a route/],
    ['/admin*', /one whole segment/],
    ['/**/a', /at the end/],
    ['/a/**/b', /at the end/],
    ['/a?x=1', /no query/],
    ['/a#b', /no query and no fragment/],
    ['/a//b', /empty segment/],
    ['/a%2', /percent escape/],
  ]
  for (const [route, message] of wrong) {
    it(`is refused, for it would never match: ${JSON.stringify(route)}`, () => {
      for (const rule of [deny(route), allow(route)]) {
        assert.throws(() => createAccessRules({ rules: [rule] }), { name: 'RangeError', message })
      }
    })
  }

  it('is refused when it is both or neither', () => {
    for (const rule of [{}, { allow: '/a', deny: '/b' }] as readonly object[]) {
      const rules = [rule as AccessRule]
      assert.throws(() => createAccessRules({ rules }), /either "allow" or "deny"/)
    }
  })
})
