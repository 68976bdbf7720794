import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openBatchServer } from './support/batch-server.ts'
import { makeConfigFolder } from './support/command-config.ts'
import { RunningCommand, runCommand } from './support/command.ts'

const { folder, file } = makeConfigFolder()

const batch = JSON.stringify([
  { method: 'POST', relative_url: '/members', body: { name: 'Ada' } },
  { method: 'GET', relative_url: 'roles?page=2' },
])
const json = 'application/json'

function answerOf(...parts: readonly object[]): readonly [number, string, string] {
  const counters = { total_counter: parts.length, success_counter: parts.length }
  return [200, json, JSON.stringify({ ...counters, parts })]
}

const good = answerOf({ code: 201, body: { id: 1 } }, { code: 200, body: [] })
const bad = answerOf(
  { code: 201, body: { id: 1 } },
  { code: 404, error: { code: 404, title: 'Not found.', message: 'no \u001b[31mroles\u202e' } },
)
const plain = { NO_COLOR: '1' }

describe('batchway send', { concurrency: 2 }, () => {
  it('sends a file as it is, and shows a table of the results', async () => {
    await using server = await openBatchServer(good)
    const path = await file('good.json', `${batch}\n`)
    const { code, stdout, stderr } = await runCommand(
      ['send', path, '--to', `${server.url}/v2/batch?a=1`, '-H', 'Authorization: Bearer t'],
      { env: plain },
    )
    assert.equal(stderr, '')
    assert.equal(code, 0)
    assert.match(
      stdout,
      /^#  method  target        status  bytes\n1  POST    \/members      201         8\n2  GET     roles\?page=2  200         2\n\n2 of 2 succeeded in \d+ ms\n$/,
    )
    const [got] = server.received
    assert.equal(got?.body, `${batch}\n`)
    assert.equal(got?.url, '/v2/batch?a=1')
    assert.equal(got?.headers.authorization, 'Bearer t')
    assert.equal(got?.headers['content-type'], json)
  })

  it('ends with 1 when a part failed, and shows its message, which commands no terminal', async () => {
    await using server = await openBatchServer(bad)
    const path = await file('bad.json', batch)
    const { code, stdout } = await runCommand(['send', path, '--to', server.url], { env: plain })
    assert.equal(code, 1)
    assert.match(stdout, /^2 .* 404 +\d+  no \ufffd\[31mroles\ufffd$/m)
    assert.match(stdout, /^1 of 2 succeeded/m)
  })

  it('has colours where they are asked for, and not in a pipe', async () => {
    await using server = await openBatchServer(bad)
    const path = await file('colours.json', batch)
    const args = ['send', path, '--to', server.url]
    const piped = await runCommand(args)
    assert.ok(!piped.stdout.includes('\u001B'))
    const forced = await runCommand(args, { env: { FORCE_COLOR: '1' } })
    assert.ok(forced.stdout.includes('\u001B[31m404'))
    assert.ok(forced.stdout.includes('\u001B[32m201'))
  })

  it('prints JSON for programs, and writes the raw answer to a file', async () => {
    await using server = await openBatchServer(bad)
    const path = await file('json.json', batch)
    const output = join(folder, 'answer.json')
    const args = ['send', path, '--to', server.url, '--json', '--output', output]
    const { code, stdout } = await runCommand(args)
    assert.equal(code, 1)
    const { time, results, ...rest } = JSON.parse(stdout) as Record<string, unknown>
    assert.equal(typeof time, 'number')
    assert.deepEqual(rest, { status: 200, succeeded: 1, failed: 1, notes: [] })
    const part = { index: 0, method: 'POST', target: '/members', outcome: 'answered' }
    assert.deepEqual((results as object[])[0], { ...part, failed: false, status: 201, bytes: 8 })
    assert.equal(await readFile(output, 'utf8'), bad[2])
  })

  it('translates a file into the dialect of the endpoint, and says what is lost', async () => {
    const answer = {
      responses: [
        { id: '2', status: 200 },
        { id: '1', status: 201 },
      ],
    }
    await using server = await openBatchServer([200, json, JSON.stringify(answer)])
    const text = `POST /v2/batch?mode=serial HTTP/1.1\nContent-Type: application/json\nHost: x\n\n${batch}`
    const path = await file('other.http', text)
    const args = ['send', path, '--to', `${server.url}/v2/$batch`, '--dialect', 'graph']
    const { code, stdout, errors } = await runCommand(args, { env: plain })
    assert.equal(code, 0)
    assert.deepEqual(errors, ['lost: Its requests run all at once, and not in their order.'])
    assert.match(stdout, /^1 .* 201 /m)
    const { requests } = JSON.parse(server.received[0]?.body ?? '') as { requests: object[] }
    const type = { 'Content-Type': json }
    const first = { id: '1', method: 'POST', url: '/members', headers: type, body: { name: 'Ada' } }
    assert.deepEqual(requests[0], first)
    assert.match(server.received[0]?.headers.host ?? '', /^127\.0\.0\.1:/)
    const strict = await runCommand([...args, '--strict'])
    assert.equal(strict.code, 2)
    assert.equal(server.received.length, 1)
  })

  it('reads standard input', async () => {
    await using server = await openBatchServer(good)
    const { code } = await runCommand(['send', '-', '--to', server.url], { input: batch })
    assert.equal(code, 0)
    assert.equal(server.received[0]?.body, batch)
  })

  it('ends with 3 when the batch was refused, with the reason', async () => {
    await using server = await openBatchServer([401, json, '{"errors":["Say who you are."]}'])
    const path = await file('refused.json', batch)
    const { code, stdout, errors } = await runCommand(['send', path, '--to', server.url])
    assert.equal(code, 3)
    assert.equal(stdout, '')
    assert.deepEqual(errors, ['batchway: the batch was refused with 401: Say who you are.'])
  })

  it('ends with 3 when what comes is no answer to a batch', async () => {
    await using server = await openBatchServer([200, 'text/html', '<html>'])
    const path = await file('html.json', batch)
    const { code, errors } = await runCommand(['send', path, '--to', server.url])
    assert.equal(code, 3)
    assert.match(errors[0] ?? '', /the answer is not that of a batch in ocamba/)
  })

  it('ends with 3 when nobody answers, or not in time', async () => {
    const closed = await openBatchServer(good)
    await closed[Symbol.asyncDispose]()
    const path = await file('alone.json', batch)
    const refused = await runCommand(['send', path, '--to', closed.url])
    assert.equal(refused.code, 3)
    assert.deepEqual(refused.errors, [`batchway: ${closed.url}: nothing listens there`])
    await using silent = await openBatchServer(undefined)
    const late = await runCommand(['send', path, '--to', silent.url, '--timeout', '300ms'])
    assert.equal(late.code, 3)
    assert.match(late.errors[0] ?? '', /did not answer within 0\.3 s; .* not known.*--timeout/)
  })

  it('stops at Ctrl-C, and says what is known then', async () => {
    await using silent = await openBatchServer(undefined)
    const path = await file('stopped.json', batch)
    await using command = new RunningCommand(['send', path, '--to', silent.url])
    await silent.first
    command.process.kill('SIGINT')
    const { code, errors } = await command.ended
    assert.equal(code, 130)
    assert.deepEqual(errors, ['batchway: stopped; which requests took effect is not known'])
  })

  it('ends with 2, before anything is sent, when the file or an option is wrong', async () => {
    await using server = await openBatchServer(good)
    const wrong = await file('wrong.json', '[{"method":"GTE","relative_url":"/a"}]')
    const none = await file('none.json', '{"a":1}')
    const right = await file('right.json', batch)
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[join(folder, 'missing.json')], /missing\.json: there is no such file/],
      [[folder], /it is a folder/],
      [[wrong], /wrong\.json: \[0\]\.method must be one of GET, .*"GTE"/],
      [[none], /none\.json: it looks like a batch of no dialect; say --from/],
      [[right, '--dialect', 'graff'], /graff.*odata, graph/],
      [[right, '--timeout', 'soon'], /soon.*such as 500ms, 30s/],
      [[right, '--header', 'x'], /'x' is invalid.*Name: value/],
      [[right, '--base', 'v2', '-d', 'graph'], /--base must be an absolute path.*"v2"/],
    ]
    for (const [args, message] of cases) {
      const { code, stdout, stderr } = await runCommand(['send', ...args, '--to', server.url])
      assert.equal(code, 2, stderr)
      assert.match(stderr, message)
      assert.equal(stdout, '')
      assert.doesNotMatch(stderr, /\n +at /)
    }
    assert.equal(server.received.length, 0)
    const nowhere = await runCommand(['send', right])
    assert.equal(nowhere.code, 2)
    assert.match(nowhere.stderr, /--to <url>' not specified/)
  })

  it('explains itself with an example', async () => {
    const { code, stdout } = await runCommand(['send', '--help'])
    assert.equal(code, 0)
    assert.match(stdout, /Exit code: 0 all requests succeeded, 1 some failed, 2/)
    assert.match(stdout, /batchway send batch\.json --to http/)
  })
})
