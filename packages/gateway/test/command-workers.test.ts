import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { ocambaOptions, runCommand, RunningCommand } from './support/command.ts'
import { assertDrains } from './support/draining.ts'
import { openHolding, openTcp, openUpstream } from './support/test-upstream.ts'

const { file } = makeConfigFolder()
const twoBefore = (url: string): readonly string[] => ['-u', url, '-w', '2', ...ocambaOptions]
const alone = { connection: 'close' }

interface About {
  readonly worker: number
  readonly workers: number
  readonly config: string
}

/** What a worker says of itself; each connection gets the next one. */
async function about(url: string): Promise<About> {
  return (await (await fetch(`${url}/readyz`, { headers: alone })).json()) as About
}

/** What each of so many workers says of itself. */
async function aboutAll(url: string, count: number): Promise<readonly About[]> {
  const found = new Map<number, About>()
  while (found.size < count) {
    // oxlint-disable-next-line no-await-in-loop -- the next worker
    const one = await about(url)
    found.set(one.worker, one)
  }
  return [...found.values()].toSorted((a, b) => a.worker - b.worker)
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
}

/** Process ids of the workers, in the order in which they came to serve. */
function pidsOf({ stdout }: RunningCommand): readonly { worker: number; pid: number }[] {
  return [...stdout.matchAll(/"worker":(\d+),"pid":(\d+),"msg":"worker serves"/g)].map(
    ([, worker, pid]) => ({ worker: Number(worker), pid: Number(pid) }),
  )
}

async function pidOf(command: RunningCommand, worker: number): Promise<number> {
  await command.logged(new RegExp(`"worker":${worker},"pid":`))
  return pidsOf(command).findLast((one) => one.worker === worker)?.pid ?? 0
}

describe('batchway: workers', { concurrency: 2 }, () => {
  it('do not hold up a reload when one hangs; it says which one', { timeout: 60_000 }, async () => {
    await using upstream = await openUpstream()
    const path = await file('hung.yaml', configFor(upstream.url))
    await using command = new RunningCommand(['--config', path, '--workers', '2'])
    await command.url()
    const pid = await pidOf(command, 2)
    process.kill(pid, 'SIGSTOP')
    try {
      await writeFile(path, configFor(upstream.url, 'logLevel: warn\n'))
      command.process.kill('SIGHUP')
      await command.says(/the configuration before stays in force/)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    const told = new RegExp(
      `^worker 2 \\(process ${pid}\\) did not answer within 10 s; end it`,
      'm',
    )
    assert.match(command.stderr, told)
    // It drops what it was asked to make meanwhile, and takes part again.
    command.process.kill('SIGHUP')
    await command.says(/configuration [0-9a-f]{16} is in force/)
  })

  it('serve at one address, say who they are, and count together', async () => {
    await using upstream = await openUpstream()
    const path = await file('three.yaml', configFor(upstream.url, 'metrics: /metrics\n'))
    await using command = new RunningCommand(['--config', path, '--workers', '3'])
    const url = await command.url()
    const all = await aboutAll(url, 3)
    assert.deepEqual(
      all.map(({ worker, workers, config }) => [worker, workers, config]),
      [1, 2, 3].map((worker) => [worker, 3, hashOf(path)]),
    )
    for (let batch = 0; batch < 6; batch += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      assert.deepEqual((await postOcamba(url, manyGets(2), { headers: alone })).codes, [200, 200])
    }
    const { headers, text } = await fetch(`${url}/metrics`).then(async (response) => ({
      headers: response.headers,
      text: await response.text(),
    }))
    assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
    assert.match(text, /^batchway_batches_total\{.*status_class="2xx",outcome="ok"\} 6$/m)
    assert.match(text, /^batchway_parts_total\{.*outcome="answered".*\} 12$/m)
    assert.match(text, /^batchway_build_info\{.*\} 1$/m)
    await command.logged(/(?:"worker":[123],[^\n]*"msg":"batch"[^]*){6}/)
    const lines = command.stdout.split('\n').filter((line) => line.includes('"msg":"batch"'))
    assert.equal(new Set(lines.map((line) => /"worker":(\d)/.exec(line)?.[1])).size, 3)
  })

  it('finish what runs after SIGTERM, take no more, and end with 0', async () => {
    await assertDrains(twoBefore)
  })

  it('end at once after a second signal', async () => {
    await using holding = await openHolding()
    await using command = new RunningCommand(twoBefore(holding.url))
    const lost = assert.rejects(postOcamba(await command.url(), manyGets(1)))
    await holding.first
    command.process.kill('SIGTERM')
    await command.says(/finishing what runs/)
    command.process.kill('SIGTERM')
    await lost
    assert.equal((await command.ended).code, 1)
  })

  it('are started again when they crash; the others go on', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand(twoBefore(upstream.url))
    const url = await command.url()
    const pid = await pidOf(command, 2)
    process.kill(pid, 'SIGKILL')
    await command.logged(/"worker":2,"code":null,"signal":"SIGKILL".*it is started again/)
    assert.deepEqual((await postOcamba(url, manyGets(1), { headers: alone })).codes, [200])
    await command.logged(/(?:"worker":2,"pid":[^]*){2}/)
    assert.notEqual(await pidOf(command, 2), pid)
    assert.deepEqual(
      (await aboutAll(url, 2)).map(({ worker }) => worker),
      [1, 2],
    )
  })

  it('all take a new configuration at SIGHUP, or none of them does', async () => {
    await using upstream = await openUpstream()
    const good = configFor(upstream.url, 'workers: 2\n')
    const path = await file('rolling.yaml', good)
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    const hash = hashOf(path)
    await writeFile(path, good.replace('ocamba, upstream', 'ocmaba, upstream'))
    command.process.kill('SIGHUP')
    await command.says(/did you mean "ocamba"[^]*stays in force/)
    assert.deepEqual(
      (await aboutAll(url, 2)).map(({ config }) => config),
      [hash, hash],
    )
    await command.logged(/the one before stays in force/)
    await writeFile(path, `${good}shutdownTime: 5s\nlogLevel: error\n`)
    command.process.kill('SIGHUP')
    await command.says(new RegExp(`configuration ${hashOf(path)} is in force`))
    const renewed = hashOf(path)
    assert.deepEqual(
      (await aboutAll(url, 2)).map(({ config }) => config),
      [renewed, renewed],
    )
    command.process.kill('SIGTERM')
    const { stdout } = await command.ended
    assert.doesNotMatch(stdout, /is in force/, 'its level holds for the first process too')
  })

  it('keep the old one when a worker ends while it makes the new one', async () => {
    await using upstream = await openUpstream()
    const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>()
    // It accepts connections and says nothing: the first worker waits for it.
    await using store = await openTcp(() => onAsked())
    const good = configFor(upstream.url, 'workers: 2\n')
    const path = await file('one-dies.yaml', good)
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    const hash = hashOf(path)
    const pid = await pidOf(command, 2)
    process.kill(pid, 'SIGSTOP')
    const held = `stateStore: { url: 'redis://127.0.0.1:${store.port}', connectTimeout: 100ms }\n`
    await writeFile(path, `${good}${held}`)
    command.process.kill('SIGHUP')
    await asked
    process.kill(pid, 'SIGKILL')
    await command.says(/worker 2 ended while it read[^]*stays in force/)
    await command.logged(/(?:"worker":2,"pid":[^]*){2}/)
    assert.deepEqual(
      (await aboutAll(url, 2)).map(({ config }) => config),
      [hash, hash],
    )
  })

  it('end when the process that started them is gone', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand(twoBefore(upstream.url))
    await command.url()
    command.process.kill('SIGKILL')
    // Its output ends with the last process that has it.
    assert.equal((await command.ended).code, null)
  })

  it('say in one line that the port is taken, and end', async () => {
    await using taken = await openTcp(() => {})
    const listen = ['-l', `127.0.0.1:${taken.port}`]
    const one = ['-u', 'http://127.0.0.1:1', '-d', 'ocamba', '-p', '/a/batch', '-w', '2']
    const { code, errors } = await runCommand([...one, ...listen])
    assert.equal(code, 1)
    assert.deepEqual(
      errors.map((line) => line.replace(/\d+/g, 'N')),
      ['batchway: N.N.N.N:N is taken by another program; choose another with --listen'],
    )
  })

  it('are refused where they could not keep what the configuration says', async () => {
    const rate = 'dialect: ocamba, rateLimit: { batches: A },'
    const text = configFor('http://127.0.0.1:1', 'workers: 4\n')
      .replace('dialect: ocamba,', rate)
      .replace("url: '", "partsInFlight: 3, url: '")
    const path = await file('refused.yaml', text)
    const { code, errors } = await runCommand(['check', path])
    assert.equal(code, 1)
    assert.match(errors.join('\n'), /endpoints\[0\]\.rateLimit needs a "stateStore" with 4 workers/)
    assert.match(errors.join('\n'), /upstreams\.api\.partsInFlight must be at least 4, not 3/)
    const flag = await runCommand(['-u', 'http://127.0.0.1:1', ...ocambaOptions, '-w', '0'])
    assert.equal(flag.code, 2)
    assert.match(flag.stderr, /--workers.*whole number of at least 1/s)
  })
})
