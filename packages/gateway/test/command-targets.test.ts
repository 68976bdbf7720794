import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { ocambaOptions, runCommand, RunningCommand } from './support/command.ts'
import type { TestUpstream } from './support/test-upstream.ts'
import { findDeadPort, openHolding, openTcp, openUpstream } from './support/test-upstream.ts'

const { file, folder } = makeConfigFolder()

/** A configuration with an upstream of several targets, and more keys of it. */
function configWith(targets: readonly string[], more = ''): string {
  const list = targets.map((target) => `'${target}'`).join(', ')
  const text = configFor('', 'forward: api\n')
  return text.replace("url: ''", `targets: [${list}]${more}`)
}

function countOf(upstreams: readonly TestUpstream[]): readonly number[] {
  return upstreams.map(({ requests }) => requests.length)
}

describe('batchway: several targets of an upstream', { concurrency: 2 }, () => {
  it('get parts and forwarded requests in turns', async () => {
    await using first = await openUpstream()
    await using second = await openUpstream()
    const text = configWith([first.url, second.url], ', balance: round-robin')
    await using command = new RunningCommand(['-c', await file('turns.yaml', text)])
    const url = await command.url()
    assert.equal(new Set((await postOcamba(url, manyGets(10))).codes).size, 1)
    assert.deepEqual(countOf([first, second]), [5, 5])
    for (let count = 0; count < 4; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      assert.equal((await fetch(`${url}/x`)).status, 200)
    }
    assert.deepEqual(countOf([first, second]), [7, 7])
  })

  it('get what comes by how much they have under way', async () => {
    await using slow = await openHolding()
    await using quick = await openUpstream()
    const text = configWith([slow.url, quick.url])
    await using command = new RunningCommand(['-c', await file('load.yaml', text)])
    const url = await command.url()
    const first = postOcamba(url, manyGets(2))
    await slow.first
    for (let count = 0; count < 5; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [200])
    }
    assert.deepEqual([slow.requests.length, quick.requests.length], [1, 6])
    slow.release()
    assert.deepEqual((await first).codes, [200, 200])
  })

  it('that are not there are left out, and their parts go to another one', async () => {
    await using alive = await openUpstream()
    const dead = `http://127.0.0.1:${await findDeadPort()}`
    for (const [name, more] of Object.entries({ plain: '', lanes: ', pipelining: 4' })) {
      const text = configWith([dead, alive.url], `, balance: round-robin, restTime: 10m${more}`)
      await using command = new RunningCommand(['-c', await file(`dead-${name}.yaml`, text)])
      const url = await command.url()
      await command.says(/does not answer at .*; its other targets get all parts until it does/)
      const posts = manyGets(4).map((part) => ({ ...part, method: 'POST', body: {} }))
      const { codes } = await postOcamba(url, [...manyGets(4), ...posts])
      assert.deepEqual(new Set(codes), new Set([200]), 'what never left may go, whatever it is')
      assert.equal((await fetch(`${url}/x`)).status, 200)
      assert.equal((await fetch(`${url}/x`)).status, 200)
      const ready = await fetch(`${url}/readyz`)
      assert.equal(ready.status, 200, 'one of them is enough')
    }
    assert.equal(alive.requests.length, 20)
  })

  it('whose connection breaks: a safe part goes elsewhere once, an unsafe one does not', async () => {
    await using alive = await openUpstream()
    let broken = 0
    await using breaking = await openTcp((socket) => {
      socket.once('data', () => {
        broken += 1
        socket.destroy()
      })
    })
    const text = configWith([breaking.url, alive.url], ', balance: round-robin')
    await using command = new RunningCommand(['-c', await file('breaks.yaml', text)])
    const url = await command.url()
    assert.deepEqual((await postOcamba(url, manyGets(2))).codes, [200, 200])
    assert.equal(alive.requests.length, 2)
    const posts = manyGets(2).map((part) => ({ ...part, method: 'POST', body: {} }))
    const { codes, text: said } = await postOcamba(url, posts)
    assert.deepEqual(
      codes.toSorted((a, b) => a - b),
      [200, 502],
    )
    assert.match(said, /unknown whether it took effect/)
    assert.equal(broken, 2)
  })

  it('that are all gone fail as one does', async () => {
    const dead = `http://127.0.0.1:${await findDeadPort()}`
    const other = `http://127.0.0.1:${await findDeadPort()}`
    const path = await file('gone.yaml', configWith([dead, other]))
    await using command = new RunningCommand(['-c', path])
    const url = await command.url()
    await command.says(/(?:parts get 502 until it does\n.*){2}/)
    assert.deepEqual((await postOcamba(url, manyGets(3))).codes, [502, 502, 502])
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [502])
    assert.equal((await fetch(`${url}/x`)).status, 502)
    assert.equal((await fetch(`${url}/readyz`)).status, 503)
  })

  it('are refused where one is no origin, or where there is an url as well', async () => {
    const bad = configWith(['http://127.0.0.1:1/path', 'unix:run/api.sock'])
    const { code, stderr } = await runCommand(['check', await file('bad.yaml', bad)])
    assert.equal(code, 1)
    assert.match(stderr, /upstreams\.api\.targets\[0\] must have no path/)
    assert.match(stderr, /targets\[1\] must have an absolute path such as unix:\/run\/api\.sock/)
    const both = configWith(['http://127.0.0.1:1'], ", url: 'http://127.0.0.1:2'")
    const second = await runCommand(['check', await file('both.yaml', both)])
    assert.match(second.stderr, /upstreams\.api\.targets can't be there beside "url"/)
    const none = configFor('').replace("url: ''", 'connections: 3')
    const third = await runCommand(['check', await file('none.yaml', none)])
    assert.match(third.stderr, /upstreams\.api lacks "url"/)
  })
})

describe('batchway: an upstream at a unix socket', () => {
  it('gets parts and forwarded requests, and is probed', async () => {
    const path = join(folder, 'api.sock')
    const seen: string[] = []
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.host}`)
      request.resume()
      response.setHeader('Content-Type', 'application/json')
      response.end('{"ok":true}')
    })
    await new Promise<void>((resolve) => {
      server.listen(path, resolve)
    })
    try {
      await using command = new RunningCommand(['-u', `unix:${path}`, ...ocambaOptions])
      const url = await command.url()
      assert.match(command.stderr, /-> unix:\S+api\.sock/)
      assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [200])
      assert.equal((await fetch(`${url}/x`)).status, 200)
      assert.equal((await fetch(`${url}/readyz`)).status, 200)
      assert.deepEqual(seen, ['GET /v2/ocamba/members/0 localhost', 'GET /x localhost'])
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
      rmSync(path, { force: true })
    }
  })

  it('is 502 where nobody is', async () => {
    const nowhere = `unix:${join(folder, 'nobody.sock')}`
    await using command = new RunningCommand(['-u', nowhere, ...ocambaOptions])
    const url = await command.url()
    await command.says(/does not answer at unix:\S+ \(ENOENT\)/)
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [502])
  })
})
