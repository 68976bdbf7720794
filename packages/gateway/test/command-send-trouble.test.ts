import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openBatchServer } from './support/batch-server.ts'
import { makeConfigFolder } from './support/command-config.ts'
import { RunningCommand, runCommand } from './support/command.ts'

const { folder, file } = makeConfigFolder()

const batch = JSON.stringify([{ method: 'GET', relative_url: '/a' }])
const answer = '{"total_counter":1,"success_counter":1,"parts":[{"code":200,"body":[1.0]}]}'
const good = [200, 'application/json', answer] as const

describe('batchway send: what may go wrong', { concurrency: 2 }, () => {
  it('sends nothing where the answer can not be kept, and leaves the file until there is one', async () => {
    await using server = await openBatchServer(good)
    const path = await file('kept.json', batch)
    const lost = join(folder, 'none', 'answer.json')
    const { code, errors } = await runCommand(['send', path, '--to', server.url, '-o', lost])
    assert.equal(code, 2)
    assert.match(errors[0] ?? '', /none\/answer\.json: there is no such file or folder$/)
    assert.equal(server.received.length, 0)
    const old = await file('old.json', 'old')
    const closed = await openBatchServer(good)
    await closed[Symbol.asyncDispose]()
    assert.equal((await runCommand(['send', path, '--to', closed.url, '-o', old])).code, 3)
    assert.equal(await readFile(old, 'utf8'), 'old')
  })

  it('writes the answer alone to standard output where that is asked for', async () => {
    await using server = await openBatchServer(good)
    const path = await file('alone.json', batch)
    const args = ['send', path, '--to', server.url, '--output', '-']
    const { code, stdout } = await runCommand(args, { cwd: folder })
    assert.deepEqual([code, stdout], [0, answer])
    assert.ok(!existsSync(join(folder, '-')))
    const both = await runCommand([...args, '--json'])
    assert.equal(both.code, 2)
    assert.match(both.stderr, /--json and "--output -" would both write/)
  })

  it('says in JSON as well why there is no answer', async () => {
    const closed = await openBatchServer(good)
    await closed[Symbol.asyncDispose]()
    const path = await file('json.json', batch)
    const { code, stdout } = await runCommand(['send', path, '--to', closed.url, '--json'])
    assert.equal(code, 3)
    assert.deepEqual(JSON.parse(stdout), { error: `${closed.url}: nothing listens there` })
  })

  it('goes on when the reader of its output has had enough', async () => {
    await using server = await openBatchServer(good)
    const path = await file('piped.json', batch)
    await using command = new RunningCommand(['send', path, '--to', server.url])
    await server.first
    command.process.stdout?.destroy()
    const { code, stderr } = await command.ended
    assert.deepEqual([code, stderr], [0, ''])
  })

  it('takes the name and password of the URL, unless a header says who calls', async () => {
    await using server = await openBatchServer(good)
    const path = await file('user.json', batch)
    const url = new URL(server.url)
    url.username = 'ada'
    url.password = 'p@ss:w'
    await runCommand(['send', path, '--to', url.href])
    await runCommand(['send', path, '--to', url.href, '-H', 'Authorization: Bearer t'])
    const got = server.received.map(({ headers }) => headers.authorization)
    assert.deepEqual(got, [`Basic ${btoa('ada:p@ss:w')}`, 'Bearer t'])
  })

  it('shows the targets that the endpoint makes of a file for another place', async () => {
    const responses = '{"responses":[{"id":"1","status":200,"headers":{}}]}'
    await using server = await openBatchServer([200, 'application/json', responses])
    const head = 'POST /svc/$batch HTTP/1.1\nContent-Type: application/json\n\n'
    const text = `${head}{"requests":[{"id":"1","method":"get","url":"Orders"}]}`
    const path = await file('elsewhere.http', text)
    const url = `${server.url}/odata/$batch`
    const args = ['send', path, '--from', 'odata', '--to', url, '--json']
    const { stdout } = await runCommand(args)
    const { results } = JSON.parse(stdout) as { readonly results: readonly { target: string }[] }
    assert.equal(results[0]?.target, '/odata/Orders')
  })

  it('says where else the endpoint is, and sends nothing on', async () => {
    const path = await file('moved.json', batch)
    let count = 0
    const server = createServer((request, response) => {
      count += 1
      request.resume()
      response.writeHead(308, { location: '/v3/batch' }).end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const { code, errors } = await runCommand(['send', path, '--to', `http://127.0.0.1:${port}`])
    server.close()
    assert.equal(code, 3)
    assert.match(
      errors[0] ?? '',
      /refused with 308: the endpoint is at \/v3\/batch; say so with --to/,
    )
    assert.equal(count, 1)
  })

  it('says in plain words that a server speaks no TLS', async () => {
    await using server = await openBatchServer(good)
    const path = await file('plain.json', batch)
    const { port } = new URL(server.url)
    const { code, errors } = await runCommand(['send', path, '--to', `https://127.0.0.1:${port}`])
    assert.equal(code, 3)
    assert.deepEqual(errors, [
      `batchway: https://127.0.0.1:${port}: what answers there does not speak TLS; it may be http and not https`,
    ])
  })

  it('tells a broken file from one of no dialect, and an empty one', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['[{"method":"GET",}]', /broken\.json: it is not valid JSON: .*position 17/],
      ['', /broken\.json: It is empty$/],
    ]
    for (const [text, message] of cases) {
      const path = await file('broken.json', text)
      const { code, errors } = await runCommand(['send', path, '--to', 'http://127.0.0.1:1'])
      assert.equal(code, 2)
      assert.match(errors[0] ?? '', message)
    }
  })

  it('refuses a form where a dialect has only one', async () => {
    const path = await file('form.json', batch)
    const sent = await runCommand(['send', path, '--to', 'http://127.0.0.1:1', '--form', 'json'])
    const written = await runCommand(['convert', path, '--to', 'graph', '--form', 'multipart'])
    for (const { code, stderr } of [sent, written]) {
      assert.equal(code, 2)
      assert.match(stderr, /--form is for batches in odata, and not in (?:ocamba|graph)/)
    }
  })

  it('ends at Ctrl-C while it waits for its file', async () => {
    await using command = new RunningCommand(['send', '-', '--to', 'http://127.0.0.1:1'], {
      input: null,
    })
    // More than a pipe holds: once it is taken, the command reads.
    const { stdin } = command.process
    await new Promise((taken) => {
      stdin?.write(' '.repeat(1 << 20), taken)
    })
    command.process.kill('SIGINT')
    const { stderr } = await command.ended
    assert.deepEqual([command.process.signalCode, stderr], ['SIGINT', ''])
  })
})
