import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { ocambaOptions, runCommand, RunningCommand } from './support/command.ts'
import { connectRaw } from './support/raw-connection.ts'
import { findDeadPort, openSandbox, openTcp, openUpstream } from './support/test-upstream.ts'

const { file } = makeConfigFolder()

describe('batchway: serving', { concurrency: 2 }, () => {
  it('serves batches in the one-line form and forwards everything else', async () => {
    await using sandbox = await openSandbox()
    await using command = new RunningCommand(['--upstream', sandbox.url, ...ocambaOptions])
    const url = await command.url()
    assert.match(command.stderr, /ocamba batches at http:\/\/\S+\/v2\/ocamba\/batch -> http/)
    assert.match(command.stderr, /everything else -> http/)
    const headers = { authorization: 'Bearer T' }
    const { codes } = await postOcamba(
      url,
      [
        { method: 'POST', relative_url: '/roles', body: { name: 'r1', permissions: [] } },
        { method: 'GET', relative_url: 'roles/r1' },
      ],
      { headers, path: '/v2/ocamba/batch?mode=serial' },
    )
    assert.deepEqual(codes, [201, 200])
    const forwarded = await fetch(`${url}/v2/ocamba/roles/r1`, { headers })
    assert.equal(forwarded.status, 200)
    await command.logged(/"status":200.*"parts":2/)
  })

  it('answers 404 to everything else with --no-forward', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand(['-u', upstream.url, ...ocambaOptions, '--no-forward'])
    const url = await command.url()
    assert.doesNotMatch(command.stderr, /everything else/)
    assert.equal((await fetch(`${url}/v2/ocamba/members`)).status, 404)
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [200])
  })

  it('keeps parts below --base', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand([
      '-u',
      upstream.url,
      ...ocambaOptions,
      '--base',
      '/other',
    ])
    await postOcamba(await command.url(), manyGets(1))
    assert.deepEqual(
      upstream.requests.map(({ target }) => target),
      ['/other/members/0'],
    )
  })

  it('serves an endpoint at the root of the server', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand([
      '-u',
      upstream.url,
      '-d',
      'ocamba',
      '-p',
      '/batch',
      '-l',
      '127.0.0.1:0',
    ])
    await postOcamba(await command.url(), manyGets(1), { path: '/batch' })
    assert.deepEqual(
      upstream.requests.map(({ target }) => target),
      ['/members/0'],
    )
  })

  it('serves a file, with --listen before what the file says', async () => {
    await using upstream = await openUpstream()
    const text = configFor(upstream.url, 'forward: api\nlogLevel: silent\n')
    const path = await file('serve.yaml', text.replace('127.0.0.1:0', '127.0.0.1:1'))
    await using command = new RunningCommand(['--config', path, '--listen', '127.0.0.1:0'])
    const url = await command.url()
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [200])
    const requests = [{ method: 'GET', url: '/api/v1/users' }]
    assert.deepEqual((await postJournyx(url, { requests })).codes, [200])
    assert.equal((await fetch(`${url}/x`)).status, 200)
    assert.equal(command.stdout, '')
  })

  it('serves a file of JSON', async () => {
    await using upstream = await openUpstream()
    const config = {
      listen: '127.0.0.1:0',
      upstreams: { api: { url: upstream.url } },
      endpoints: [{ path: '/v2/ocamba/batch', dialect: 'ocamba', upstream: 'api' }],
    }
    const path = await file('serve.json', JSON.stringify(config))
    await using command = new RunningCommand(['-c', path])
    assert.deepEqual((await postOcamba(await command.url(), manyGets(1))).codes, [200])
  })

  it('says in one line that a file is bad, and ends', async () => {
    const path = await file('unfit.yaml', configFor('http://x').replace('ocamba,', 'ocmaba,'))
    const { code, errors } = await runCommand(['--config', path])
    assert.equal(code, 1)
    assert.equal(errors.length, 1)
    assert.match(errors[0] ?? '', /unfit\.yaml:5:\d+: .*did you mean "ocamba"/)
  })

  it('says in one line that its port is taken, names it and ends', async () => {
    await using taken = await openTcp(() => {})
    const args = ['-u', 'http://127.0.0.1:1', '-d', 'ocamba', '-p', '/a/batch']
    const { code, errors } = await runCommand([...args, '-l', `127.0.0.1:${taken.port}`])
    assert.equal(code, 1)
    assert.equal(errors.length, 1)
    assert.match(errors[0] ?? '', new RegExp(`127\\.0\\.0\\.1:${taken.port} is taken`))
  })

  it('warns in one line of an upstream that is not there, and serves', async () => {
    const port = await findDeadPort()
    await using command = new RunningCommand(['-u', `http://127.0.0.1:${port}`, ...ocambaOptions])
    const url = await command.url()
    await command.says(/"api" does not answer at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\).*\n/)
    assert.equal(command.stderr.match(/does not answer/g)?.length, 1)
    const { status, codes } = await postOcamba(url, manyGets(2))
    assert.equal(status, 200)
    assert.deepEqual(codes, [502, 502])
    assert.equal((await fetch(`${url}/x`)).status, 502)
  })

  it('survives callers that reset their connections after they asked for an upgrade', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand(['-u', upstream.url, ...ocambaOptions])
    const url = await command.url()
    for (let round = 0; round < 20; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const caller = await connectRaw(Number(new URL(url).port)).catch(() => undefined)
      caller?.socket.write(
        'GET /chat HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nmore',
        () => caller.socket.resetAndDestroy(),
      )
    }
    const alive = fetch(`${url}/x`).then(({ status }) => status)
    const fate = await Promise.race([alive, command.ended])
    assert.equal(fate, 200)
  })
})
