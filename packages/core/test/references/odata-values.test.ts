import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LinkedOptions } from '../support/linked-dialect.ts'
import type { ScriptedAnswer } from '../support/scripted-answers.ts'
import { bodyOf, json, runScripted } from '../support/scripted-answers.ts'

const answer = json(
  '{"Id":9007199254740993,"Price":1.50,"Name":"O\'Neil & Söhne","Gone":null,"On":true,' +
    '"Guid":"3f2504e0-4f89-11d3-9a0c-0305e82c3301","At":"2026-01-02T03:04:05+01:00",' +
    '"Items":[{"n":1},{"n":2,"é":"x"}],"twice":1,"twice":2}',
  [['etag', 'W/"7"']],
)

/** The query that a part with this one is sent with. */
async function queryOf(query: string, first: ScriptedAnswer = answer) {
  const parts = [{ id: '1' }, { target: `/a?${query}` }]
  const { seen, answer: written } = await runScripted({ parts }, { 0: first })
  const path = seen.get(1)?.path
  return { query: path?.slice(path.indexOf('?') + 1), result: written.results[1] }
}

/** The body that a part with this one is sent with. */
async function sentBody(body: string, first: ScriptedAnswer = answer, options: LinkedOptions = {}) {
  const parts = [{ id: '1' }, { method: 'POST', body }]
  const { seen, answer: written } = await runScripted({ parts }, { 0: first }, options)
  return { body: bodyOf(seen.get(1)), result: written.results[1] }
}

describe('$id/path in a query', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['is a number', '$filter=Id%20eq%20$1/Id', '$filter=Id%20eq%209007199254740993'],
    ['keeps how a number is written', '$filter=P%20eq%20$1/Price', '$filter=P%20eq%201.50'],
    [
      'is a string literal',
      '$filter=N+eq+$1/Name',
      "$filter=N+eq+'O%27%27Neil%20%26%20S%C3%B6hne'",
    ],
    [
      'is a piece of a literal',
      "$filter=N+eq+'$1/Name'",
      "$filter=N+eq+'O%27%27Neil%20%26%20S%C3%B6hne'",
    ],
    [
      'is so between escaped quotes',
      '$filter=N+eq+%27$1/Name%27',
      '$filter=N+eq+%27O%27%27Neil%20%26%20S%C3%B6hne%27',
    ],
    ['is plain text in options of the API', 'q=$1/Name', 'q=O%27Neil%20%26%20S%C3%B6hne'],
    [
      'is a GUID without quotes',
      '$filter=G+eq+$1/Guid',
      '$filter=G+eq+3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    ],
    [
      'is a time without quotes',
      '$filter=T+gt+$1/At',
      '$filter=T+gt+2026-01-02T03%3A04%3A05%2B01%3A00',
    ],
    [
      'is null, or a boolean',
      '$filter=a+eq+$1/Gone+or+b+eq+$1/On',
      '$filter=a+eq+null+or+b+eq+true',
    ],
    ['is an item', '$filter=a+eq+$1/Items/1/n', '$filter=a+eq+2'],
    ['has names beyond ASCII', '$filter=a+eq+$1/Items/1/%C3%A9', "$filter=a+eq+'x'"],
    [
      'is in brackets',
      '$filter=contains(N,$1/Name)',
      "$filter=contains(N,'O%27%27Neil%20%26%20S%C3%B6hne')",
    ],
    ['is in an alias', 'x=1&@p=$1/Name', "x=1&@p='O%27%27Neil%20%26%20S%C3%B6hne'"],
    [
      'is in an option without dollar sign',
      'filter=N+eq+$1/Name',
      "filter=N+eq+'O%27%27Neil%20%26%20S%C3%B6hne'",
    ],
    ['may be escaped', 'q=%241%2FId', 'q=9007199254740993'],
    ['is the last of two members with that name', 'q=$1/twice', 'q=2'],
  ]
  for (const [name, query, sent] of cases) {
    it(name, async () => assert.equal((await queryOf(query)).query, sent))
  }

  for (const text of [
    '$filter=a+eq+$2/Id',
    "$filter=a+eq+'costs+$1+in+all'",
    '$filter=a+eq+US$1',
    '$1=x',
    '$expand=A($1=5)',
    '$1',
  ]) {
    it(`is only text: ${text}`, async () => assert.equal((await queryOf(text)).query, text))
  }

  it('is what the language means by that name, rather than a part', async () => {
    const parts = [
      { id: 'it' },
      { id: 'top' },
      { id: 'count' },
      { target: '/a?$top=1&$filter=$it/A+eq+B/$count&$expand=C($top=2)' },
    ]
    const { seen } = await runScripted({ parts }, {})
    assert.equal(seen.get(3)?.path, '/base/a?$top=1&$filter=$it/A+eq+B/$count&$expand=C($top=2)')
  })

  const problems: readonly (readonly [string, ScriptedAnswer, string])[] = [
    [
      'q=$1/Nothing',
      answer,
      'The reference "$1/Nothing" can\'t be used: the answer has nothing at "Nothing".',
    ],
    [
      'q=$1/Items/2',
      answer,
      'The reference "$1/Items/2" can\'t be used: the answer has nothing at "Items/2".',
    ],
    [
      'q=$1/Items/01',
      answer,
      'The reference "$1/Items/01" can\'t be used: the answer has nothing at "Items/01".',
    ],
    [
      'q=$1/Name/length',
      answer,
      'The reference "$1/Name/length" can\'t be used: the answer has nothing at "Name/length".',
    ],
    [
      'q=$1/__proto__',
      answer,
      'The reference "$1/__proto__" can\'t be used: the answer has nothing at "__proto__".',
    ],
    [
      'q=$1/Items/$count',
      answer,
      'The reference "$1/Items/$count" can\'t be used: the answer has nothing at "Items/$count".',
    ],
    [
      'q=$1/Items(0)',
      answer,
      'The reference "$1/Items(0)" can\'t be used: the answer has nothing at "Items(0)".',
    ],
    [
      'q=$1/Items',
      answer,
      'The reference "$1/Items" can\'t be used: an array can\'t stand in a URL.',
    ],
    ['q=$1', answer, 'The reference "$1" can\'t be used: an object can\'t stand in a URL.'],
    ['q=$1/Id', { status: 204 }, 'The reference "$1/Id" can\'t be used: the answer has no body.'],
    [
      'q=$1/Id',
      { body: '<a/>' },
      'The reference "$1/Id" can\'t be used: the answer is not JSON that can be read (line 1, column 1: expected a value).',
    ],
    [
      'q=$1/a',
      json('{"a":"\\ud800"}'),
      'The reference "$1/a" can\'t be used: the value has half a surrogate pair.',
    ],
  ]
  for (const [query, first, message] of problems) {
    it(`fails the part alone: ${query} of ${String(first.body).slice(0, 20)}`, async () => {
      const { query: sent, result } = await queryOf(query, first)
      assert.deepEqual([sent, result?.status, result?.message], [undefined, 400, message])
    })
  }
})

/** The condition that a part is sent with. */
async function tagAfter(first: ScriptedAnswer, value = '$1') {
  const headers = [['if-match', value] as const]
  const parts = [{ id: '1' }, { method: 'PATCH', headers }]
  const { seen, answer: written } = await runScripted({ parts }, { 0: first })
  return {
    sent: seen.get(1)?.headers.find(([name]) => name === 'if-match')?.[1],
    result: written.results[1],
  }
}

describe('$id in a condition', () => {
  it('is the entity tag of the answer', async () => {
    assert.equal((await tagAfter(answer)).sent, 'W/"7"')
  })

  it('is the one in the body where no header has it', async () => {
    assert.equal((await tagAfter(json('{"@odata.etag":"W/\\"8\\""}'))).sent, 'W/"8"')
  })

  it('is only text in quotes', async () => {
    assert.equal((await tagAfter(answer, '"$1"')).sent, '"$1"')
  })

  for (const etag of ['*', '"a", "b"', '"a\r\nx: y"', 'a,b', '']) {
    it(`is one tag and nothing else: ${JSON.stringify(etag)}`, async () => {
      const { sent, result } = await tagAfter({ headers: [['etag', etag]] })
      assert.deepEqual([sent, result?.status], [undefined, 400])
      assert.match(result?.message ?? '', /has an ETag that is none/)
    })
  }

  it('fails the part where there is none', async () => {
    const { result } = await tagAfter({})
    assert.equal(result?.message, 'The reference "$1" can\'t be used: the answer has no ETag.')
  })
})

describe('"$id/path" in a body', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'is a number, as it is written',
      '{"a":"$1/Id","b":"$1/Price"}',
      '{"a":9007199254740993,"b":1.50}',
    ],
    ['is an object', '["$1/Items/1", 2]', '[{"n":2,"é":"x"}, 2]'],
    ['is a string', '"$1/Name"', '"O\'Neil & Söhne"'],
    ['is an array', '{ "a" : "$1/Items" }', '{ "a" : [{"n":1},{"n":2,"é":"x"}] }'],
    [
      'keeps what stands around it',
      '{"x":1.0,"a":"$1/On","x":"\\u00e9"}',
      '{"x":1.0,"a":true,"x":"\\u00e9"}',
    ],
    ['may be escaped behind the dollar sign', '["$1\\/On"]', '[true]'],
    [
      'is only text inside of a longer one',
      '["a $1/Id", "$1 and more", "\\u0024" ]',
      '["a $1/Id", "$1 and more", "\\u0024" ]',
    ],
    ['is only text as the name of a member', '{"$1/Id" : 1}', '{"$1/Id" : 1}'],
    ['is only text where no part has that id', '["$2/Id","$it"]', '["$2/Id","$it"]'],
  ]
  for (const [name, body, sent] of cases) {
    it(name, async () => assert.equal((await sentBody(body)).body, sent))
  }

  it('is the whole answer without a path', async () => {
    assert.equal((await sentBody('{"a":"$1"}', json(' {"x": 1} '))).body, '{"a":{"x": 1}}')
  })

  it('is the URL of what was made where the member wants one', async () => {
    const made = { status: 201, headers: [['location', "/base/U('a%22b')"]] } as const
    const body = '{"a@odata.bind":"$1","b@bind":["$1","$1/C"],"c":{"@id":"$1"}}'
    const url = "/base/U('a%22b')"
    assert.deepEqual(JSON.parse((await sentBody(body, made)).body), {
      'a@odata.bind': url,
      'b@bind': [url, `${url}/C`],
      c: { '@id': url },
    })
  })

  it('is the value in an array behind an object with a member that wants a URL', async () => {
    const made = json('{"Id":5}', [['location', '/base/U']])
    const body = '{"a":[{"b@bind":"$1","c":[]},"$1/Id"],"d@bind":[{"e":"$1/Id"},"$1"]}'
    assert.equal(
      (await sentBody(body, made)).body,
      '{"a":[{"b@bind":"/base/U","c":[]},5],"d@bind":[{"e":5},"/base/U"]}',
    )
  })

  it('is only text in a body that is not JSON', async () => {
    const headers = [['content-type', 'text/plain'] as const]
    const parts = [{ id: '1' }, { method: 'POST', headers, body: '"$1/Id"' }]
    const { seen } = await runScripted({ parts }, { 0: answer })
    assert.equal(bodyOf(seen.get(1)), '"$1/Id"')
  })

  it('fails the part alone where there is no value', async () => {
    const { result } = await sentBody('["$1/No/thing"]')
    assert.deepEqual(
      [result?.status, result?.message],
      [400, 'The reference "$1/No/thing" can\'t be used: the answer has nothing at "No/thing".'],
    )
  })

  it('fails the part alone where a URL has a path that is no text', async () => {
    const made = { status: 201, headers: [['location', '/base/U']] } as const
    const { result } = await sentBody(String.raw`{"a@odata.bind":"$1/\ud800"}`, made)
    assert.deepEqual([result?.status, result?.reason], [400, 'invalid-reference'])
    assert.match(result?.message ?? '', /can't be used: its path has half a surrogate pair\.$/)
  })

  it('is bound by what references of a batch may use', async () => {
    const body = `[${Array(9).fill('"$1/a"').join(',')}]`
    const first = json(`{"a":"${'x'.repeat(100)}"}`)
    assert.equal(
      (await sentBody(body, first, { limits: { referenceBytes: 2000 } })).result?.status,
      200,
    )
    const { result } = await sentBody(body, first, { limits: { referenceBytes: 1000 } })
    assert.equal(result?.status, 413)
    assert.match(result.message ?? '', /use more than 1000 bytes/)
  })
})
