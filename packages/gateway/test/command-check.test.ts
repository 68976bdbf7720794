import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { runCommand } from './support/command.ts'
import { openTcp } from './support/test-upstream.ts'

const { folder, file } = makeConfigFolder()

describe('batchway check', { concurrency: 2 }, () => {
  it('says in one line that a file is good, and opens nothing', async () => {
    let connections = 0
    await using server = await openTcp(() => {
      connections += 1
    })
    const path = await file('good.yaml', configFor(server.url, 'forward: api\n'))
    const { code, stdout, stderr } = await runCommand(['check', path])
    assert.equal(code, 0)
    assert.equal(stderr, '')
    assert.equal(stdout.trimEnd().split('\n').length, 1)
    assert.match(stdout, /good\.yaml is valid: ocamba at \/v2\/ocamba\/batch, journyx at/)
    assert.equal(connections, 0)
  })

  it('says each problem in a line with its place', async () => {
    const text = configFor('http://x').replace('journyx', 'journix').concat('forwrd: api\n')
    const path = await file('bad.yaml', text)
    const { code, stdout, errors } = await runCommand(['check', path])
    assert.equal(code, 1)
    assert.equal(stdout, '')
    assert.equal(errors.length, 2)
    for (const line of errors) assert.match(line, /^\S+bad\.yaml:\d+:\d+: .*did you mean "/)
  })

  it('says the place of a value that only shows when the gateway is made', async () => {
    const path = await file('zero.yaml', configFor('http://x', 'trustedProxies: [nowhere]\n'))
    const { code, errors } = await runCommand(['check', path])
    assert.equal(code, 1)
    assert.equal(errors.length, 1)
    assert.match(errors[0] ?? '', /^\S+zero\.yaml:7:\d+: .*"nowhere"/)
  })

  it('finds what the gateway would only find when it listens', async () => {
    const text = configFor('http://x').replace('127.0.0.1:0', 'nowhere')
    const path = await file('address.yaml', text)
    const { code, errors } = await runCommand(['check', path])
    assert.equal(code, 1)
    assert.match(errors[0] ?? '', /nowhere/)
  })

  it('reads variables of the environment', async () => {
    const path = await file('env.yaml', configFor('${API_URL}'))
    const unset = await runCommand(['check', path])
    assert.equal(unset.code, 1)
    assert.match(unset.stderr, /env\.yaml:3:\d+: the environment variable API_URL is not set/)
    const set = await runCommand(['check', path], { env: { API_URL: 'http://127.0.0.1:3000' } })
    assert.equal(set.code, 0)
  })

  it('says in one line that there is no file, or that it is none', async () => {
    const missing = await runCommand(['check', join(folder, 'missing.yaml')])
    assert.equal(missing.code, 1)
    assert.equal(missing.errors.length, 1)
    assert.match(missing.stderr, /missing\.yaml: there is no such file/)
    const directory = await runCommand(['check', folder])
    assert.equal(directory.code, 1)
    assert.equal(directory.errors.length, 1)
    assert.match(directory.stderr, /it is a folder, and not a file/)
  })

  it('says in one line that an alias has no anchor', async () => {
    const path = await file('alias.yaml', configFor('http://x', 'forward: *nowhere\n'))
    const { code, errors } = await runCommand(['check', path])
    assert.equal(code, 1)
    assert.equal(errors.length, 1)
    assert.match(errors[0] ?? '', /nowhere/)
  })

  it('wants a file', async () => {
    const { code, stderr } = await runCommand(['check'])
    assert.equal(code, 2)
    assert.match(stderr, /missing required argument 'file'/)
  })
})
