import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { runCommand, RunningCommand } from './support/command.ts'
import { rawGet } from './support/raw-request.ts'
import { sendRaw } from './support/raw-connection.ts'
import { openUpstream } from './support/test-upstream.ts'

const { file } = makeConfigFolder()
const env = { API_TOKEN: 'token-of-the-environment' }

function configWith(url: string, credentials: string): string {
  const text = configFor(url, 'forward: api\nlogLevel: debug\n')
  return text.replace("url: '", `credentials: ${credentials}, url: '`)
}

const ofCaller = {
  authorization: 'Bearer mine',
  'x-key': 'mine',
  x_key: 'mine',
  'X-Other': 'passes',
}

describe('batchway: credentials of an upstream', { concurrency: 2 }, () => {
  it('are on every part, from environment and file, whatever callers send', async () => {
    await using upstream = await openUpstream()
    const key = await file('key', 'key-in-the-file\n')
    const headers = `{ Authorization: 'Bearer \${API_TOKEN}', X-Key: { file: ${key}, prefix: 'Key ' } }`
    const path = await file('parts.yaml', configWith(upstream.url, `{ headers: ${headers} }`))
    await using command = new RunningCommand(['-c', path], { env })
    const url = await command.url()
    const { codes } = await postOcamba(url, manyGets(2), { headers: ofCaller })
    assert.deepEqual(codes, [200, 200])
    for (const seen of upstream.requests) {
      const values = (name: string): readonly string[] => seen.values(name)
      assert.deepEqual(values('authorization'), ['Bearer token-of-the-environment'])
      assert.deepEqual(values('x-key'), ['Key key-in-the-file'])
      assert.deepEqual(values('x_key'), [])
    }
    const own = manyGets(1).map((part) => ({ ...part, headers: { 'x-key': 'mine' } }))
    await postOcamba(url, own)
    assert.ok(!upstream.requests.some((seen) => seen.values('x-key').includes('mine')))
    await fetch(`${url}/x`, { headers: { 'x-key': 'mine' } })
    assert.deepEqual(upstream.requests.at(-1)?.values('x-key'), ['mine'], 'these are for parts')
    await command.logged(/"msg":"batch"/)
    assert.doesNotMatch(command.stdout + command.stderr, /token-of-the|key-in-the/)
  })

  it('are on forwarded requests where that is asked for, and replace those of callers', async () => {
    await using upstream = await openUpstream()
    const headers = '{ Authorization: gateway, X-Key: gateway }'
    const text = configWith(upstream.url, `{ headers: ${headers}, on: all }`)
    await using command = new RunningCommand(['-c', await file('all.yaml', text)])
    const url = await command.url()
    await fetch(`${url}/x`, { headers: ofCaller })
    const named = 'Connection: close, authorization\r\nX_Key: mine\r\nAuthorization: mine\r\n'
    const request = rawGet('/y').replace('\r\n\r\n', `\r\n${named}\r\n`)
    assert.equal((await sendRaw(Number(new URL(url).port), request)).status, 200)
    assert.equal(upstream.requests.length, 2)
    for (const seen of upstream.requests) {
      const values = (name: string): readonly string[] => seen.values(name)
      assert.deepEqual(values('authorization'), ['gateway'])
      assert.deepEqual([values('x-key'), values('x_key')], [['gateway'], []])
    }
    assert.deepEqual(upstream.requests[0]?.values('x-other'), ['passes'])
  })

  it('yield to what an endpoint sets itself', async () => {
    await using upstream = await openUpstream()
    const text = configWith(upstream.url, '{ headers: { X-Key: upstream, X-More: upstream } }')
    const own = 'dialect: ocamba, setHeaders: { x-key: endpoint },'
    const path = await file('own.yaml', text.replace('dialect: ocamba,', own))
    await using command = new RunningCommand(['-c', path])
    await postOcamba(await command.url(), manyGets(1))
    const [seen] = upstream.requests
    assert.deepEqual([seen?.values('x-key'), seen?.values('x-more')], [['endpoint'], ['upstream']])
  })

  it('are read again when their file changes, and kept when it is of no use', async () => {
    await using upstream = await openUpstream()
    const key = await file('rotating', 'first')
    const text = configWith(upstream.url, `{ headers: { X-Key: { file: ${key} } } }`)
    await using command = new RunningCommand(['-c', await file('rotate.yaml', text)])
    const url = await command.url()
    await writeFile(key, 'second')
    await command.logged(/changed files are in force/)
    await postOcamba(url, manyGets(1))
    assert.deepEqual(upstream.requests.at(-1)?.values('x-key'), ['second'])
    await writeFile(key, ' bad\u0001value ')
    await command.logged(/can't stand in a header.*what was read before stays/)
    await postOcamba(url, manyGets(1))
    assert.deepEqual(upstream.requests.at(-1)?.values('x-key'), ['second'])
    assert.doesNotMatch(command.stdout, /bad.{0,8}value/)
  })

  it('are checked, and never shown', async () => {
    const bad: readonly (readonly [string, RegExp])[] = [
      ['{ headers: { "X Key": a } }', /is not the name of a header/],
      ['{ headers: { Content-Length: "7" } }', /always set per part or per connection/],
      ['{ headers: { X-Key: "secret\\u0001" } }', /has a value that no header may have/],
      ['{ headers: { X-Key: { file: nowhere.key } } }', /nowhere\.key: there is no such file/],
      ['{ headers: { X-Key: [secret] } }', /what stands there/],
    ]
    for (const [index, [credentials, reason]] of bad.entries()) {
      const path = await file(`bad-${index}.yaml`, configWith('http://127.0.0.1:1', credentials))
      const { code, stderr } = await runCommand(['check', path])
      assert.equal(code, 1, credentials)
      assert.match(stderr, reason)
      assert.doesNotMatch(stderr, /secret/)
    }
  })
})
