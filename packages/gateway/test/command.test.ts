import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { configSchema } from '../src/index.ts'
import { manyGets, postJournyx, postOcamba } from './support/batch-client.ts'
import { RunningCommand, runCommand } from './support/command.ts'
import { connectRaw } from './support/raw-connection.ts'
import {
  findDeadPort,
  openHolding,
  openSandbox,
  openTcp,
  openUpstream,
} from './support/test-upstream.ts'

const ocamba = ['--dialect', 'ocamba', '--path', '/v2/ocamba/batch', '--listen', '127.0.0.1:0']

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchway-command-'))
})
after(() => rm(folder, { recursive: true }))

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

function configFor(upstream: string, more = ''): string {
  return `listen: 127.0.0.1:0
upstreams:
  api: { url: '${upstream}' }
endpoints:
  - { path: /v2/ocamba/batch, dialect: ocamba, upstream: api }
  - { path: /api/v1/batch, dialect: journyx, upstream: api }
${more}`
}

describe('batchway: help and version', { concurrency: 2 }, () => {
  it('explains every option and every key of the configuration', async () => {
    const { code, stdout, stderr } = await runCommand(['--help'])
    assert.equal(code, 0)
    assert.equal(stderr, '')
    const options = ['config', 'upstream', 'dialect', 'path', 'base', 'listen', 'no-forward']
    for (const option of [...options, 'help', 'version']) {
      assert.match(stdout, new RegExp(`--${option}\\b`), option)
    }
    for (const key of Object.keys(configSchema['properties'])) {
      if (key !== '$schema') assert.match(stdout, new RegExp(`^ +${key}\\b`, 'm'), key)
    }
    assert.match(stdout, /^ +endpoints\[\]\.limits\.batchBytes +\S/m)
    assert.match(stdout, /^ +upstreams\.<name>\.url +\S/m)
    assert.match(stdout, /check <file>/)
    assert.match(stdout, /ocamba/)
    assert.match(stdout, /journyx/)
  })

  it('prints its version', async () => {
    const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
    const { version } = JSON.parse(text) as { version: string }
    const { code, stdout } = await runCommand(['--version'])
    assert.equal(code, 0)
    assert.equal(stdout, `${version}\n`)
  })
})

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
    assert.match(directory.stderr, /EISDIR/)
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

describe('batchway: used wrongly', { concurrency: 2 }, () => {
  it('suggests the nearest option', misuse(['--upstrem', 'http://x'], /Did you mean --upstream\?/))
  it('refuses an unknown option', misuse(['--zzz'], /unknown option '--zzz'/))
  it('refuses an unknown command', misuse(['chekc', 'x'], /chekc/))
  it(
    'names what is missing of the one-line form',
    misuse(['--upstream', 'http://x', '--path', '/a/b'], /--dialect/),
  )
  it('asks for something when nothing is given', misuse([], /--config/))
  it(
    'names the dialects',
    misuse(['-u', 'http://x', '-d', 'ocmaba', '-p', '/a/b'], /ocmaba.*ocamba, journyx/),
  )
  it(
    'refuses --config together with the one-line form',
    misuse(['--config', 'x.yaml', '--upstream', 'http://x'], /--upstream .*--config/),
  )
  it(
    'refuses --config together with --no-forward, which would say nothing',
    misuse(['--config', join(tmpdir(), 'x.yaml'), '--no-forward'], /--no-forward .*--config/),
  )
  it(
    'refuses an upstream that is no URL',
    misuse(['-u', 'text', '-d', 'ocamba', '-p', '/a/b'], /URL/),
  )
  it(
    'refuses an upstream with a path, by the name of the option',
    misuse(['-u', 'http://x/v1', '-d', 'ocamba', '-p', '/a/b'], /--upstream.*no path/),
  )
  it(
    'refuses a path that is none, by the name of the option',
    misuse(['-u', 'http://x', '-d', 'ocamba', '-p', 'batch'], /--path/),
  )
  it(
    'refuses an address that is none',
    misuse(['-u', 'http://x', '-d', 'ocamba', '-p', '/a/b', '-l', 'nowhere'], /listen.*"nowhere"/),
  )
})

describe('batchway: serving', { concurrency: 2 }, () => {
  it('serves batches in the one-line form and forwards everything else', async () => {
    await using sandbox = await openSandbox()
    await using command = new RunningCommand(['--upstream', sandbox.url, ...ocamba])
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
    await using command = new RunningCommand(['-u', upstream.url, ...ocamba, '--no-forward'])
    const url = await command.url()
    assert.doesNotMatch(command.stderr, /everything else/)
    assert.equal((await fetch(`${url}/v2/ocamba/members`)).status, 404)
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [200])
  })

  it('keeps parts below --base', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand(['-u', upstream.url, ...ocamba, '--base', '/other'])
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
    await using command = new RunningCommand(['-u', `http://127.0.0.1:${port}`, ...ocamba])
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
    await using command = new RunningCommand(['-u', upstream.url, ...ocamba])
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

describe('batchway: signals', { concurrency: 2 }, () => {
  it('finishes the running batch after SIGTERM, takes no more, and ends with 0', async () => {
    await using holding = await openHolding()
    await using command = new RunningCommand(['-u', holding.url, ...ocamba])
    const url = await command.url()
    const running = postOcamba(url, manyGets(2))
    await holding.first
    command.process.kill('SIGTERM')
    await command.says(/finishing what runs/)
    await becomesRefused(Number(new URL(url).port))
    holding.release()
    assert.deepEqual((await running).codes, [200, 200])
    assert.equal((await command.ended).code, 0)
  })

  it('ends with 0 after SIGTERM when nothing runs, also with idle connections', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand(['-u', upstream.url, ...ocamba])
    const url = await command.url()
    await using idle = await connectRaw(Number(new URL(url).port))
    await idle.write('GET /x HTTP/1.1\r\nHost: x\r\n\r\n')
    assert.equal((await idle.answer()).status, 200)
    command.process.kill('SIGTERM')
    assert.equal((await command.ended).code, 0)
  })

  it('aborts what does not end within the grace time, and ends with 0', async () => {
    await using holding = await openHolding()
    const path = await file('grace.yaml', configFor(holding.url, 'shutdownTime: 100ms\n'))
    await using command = new RunningCommand(['--config', path])
    const lost = assert.rejects(postOcamba(await command.url(), manyGets(1)))
    await holding.first
    command.process.kill('SIGTERM')
    await lost
    assert.equal((await command.ended).code, 0)
  })

  it('ends at once after a second SIGINT', async () => {
    await using holding = await openHolding()
    await using command = new RunningCommand(['-u', holding.url, ...ocamba])
    const lost = assert.rejects(postOcamba(await command.url(), manyGets(1)))
    await holding.first
    command.process.kill('SIGINT')
    await command.says(/finishing what runs/)
    command.process.kill('SIGINT')
    const { code } = await command.ended
    assert.notEqual(code, 0)
    await lost
  })
})

describe('batchway: a Node that is too old', () => {
  const refusal = /^batchway needs Node 22\.19 or newer; this is \d+\.\d+\.\d+\./
  const system = spawnSync('/usr/bin/node', ['--version'], { encoding: 'utf8' }).stdout ?? ''
  const [major = 99] = system.replace('v', '').split('.').map(Number)

  it(
    'says so in one line, on a real one',
    { skip: major >= 22 ? 'the system has no old Node' : false },
    async () => {
      const { code, stdout, errors } = await runCommand(['--help'], { node: ['/usr/bin/node'] })
      assert.equal(code, 1)
      assert.equal(stdout, '')
      assert.equal(errors.length, 1)
      assert.match(errors[0] ?? '', refusal)
    },
  )

  it('says so in one line for versions just below, and not for the first good one', async () => {
    const old = await runCommand(['--version'], { node: pretending('22.18.9') })
    assert.equal(old.code, 1)
    assert.equal(old.errors.length, 1)
    assert.match(old.errors[0] ?? '', refusal)
    const good = await runCommand(['--version'], { node: pretending('22.19.0') })
    assert.equal(good.code, 0)
  })
})

/** A test: the command says so on standard error and ends with 2. */
function misuse(args: readonly string[], pattern: RegExp): () => Promise<void> {
  return async () => {
    const { code, stdout, stderr } = await runCommand(args)
    assert.match(stderr, pattern)
    assert.doesNotMatch(stderr, /\n +at /)
    assert.equal(code, 2)
    assert.equal(stdout, '')
  }
}

/** Resolves once connections to a port are refused. The words on standard error come a bit before. */
async function becomesRefused(port: number): Promise<void> {
  for (;;) {
    try {
      await using connection = await connectRaw(port)
      await connection.untilOver()
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') return
    }
  }
}

/** This Node, saying that it is another version. */
function pretending(version: string): readonly string[] {
  const versions = `{ ...process.versions, node: '${version}' }`
  const code = `Object.defineProperty(process, 'versions', { value: ${versions} })`
  const preload = `data:text/javascript,${encodeURIComponent(code)}`
  return [process.execPath, '--conditions=batchway-source', '--import', preload]
}
