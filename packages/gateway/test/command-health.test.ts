import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { ocambaOptions, runCommand, RunningCommand } from './support/command.ts'
import { becomesRefused } from './support/raw-connection.ts'
import { findDeadPort, openHolding, openUpstream } from './support/test-upstream.ts'

const { file } = makeConfigFolder()

interface Page {
  readonly status: number
  readonly json: Readonly<Record<string, unknown>>
}

async function page(url: string, path: string): Promise<Page> {
  const response = await fetch(`${url}${path}`)
  return { status: response.status, json: (await response.json()) as Page['json'] }
}

describe('batchway: health', { concurrency: 2 }, () => {
  it('is alive and ready, and names its version and the file that it runs', async () => {
    await using upstream = await openUpstream()
    const path = await file('health.yaml', configFor(upstream.url, 'forward: api\n'))
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    const { version } = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    ) as { version: string }
    const config = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
    assert.deepEqual(await page(url, '/healthz'), {
      status: 200,
      json: { status: 'alive', version, config },
    })
    assert.deepEqual(await page(url, '/readyz'), {
      status: 200,
      json: { status: 'ready', version, config, upstreams: { api: { status: 'reachable' } } },
    })
    assert.equal((await fetch(`${url}/readyz`, { method: 'POST' })).status, 405)
    assert.deepEqual(upstream.requests, [], 'nothing of it was forwarded')
    assert.equal(command.stdout, '', 'nothing of it was logged')
  })

  it('is alive and not ready without one of its upstreams, and says which and why', async () => {
    const port = await findDeadPort()
    const text = configFor(
      `http://127.0.0.1:${port}`,
      'forward: other\nhealth: { upstreams: all, cacheTime: 1ms }\n',
    )
    await using upstream = await openUpstream()
    const other = `upstreams:\n  other: { url: '${upstream.url}' }`
    const path = await file('unready.yaml', text.replace('upstreams:', other))
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    assert.equal((await page(url, '/healthz')).status, 200)
    const { status, json } = await page(url, '/readyz')
    assert.equal(status, 503)
    assert.deepEqual(
      [json['status'], json['upstreams']],
      [
        'not-ready',
        {
          other: { status: 'reachable' },
          api: { status: 'unreachable', cause: 'ECONNREFUSED' },
        },
      ],
    )
  })

  it('shows an open breaker, and is ready where one upstream of several is enough', async () => {
    await using upstream = await openUpstream()
    const port = await findDeadPort()
    const text = configFor(upstream.url, 'health: { upstreams: any }\n')
      .replace(
        'upstreams:',
        `upstreams:\n  broken: { url: 'http://127.0.0.1:${port}', breaker: { failures: 1, openTime: 10m } }`,
      )
      .replace('ocamba, upstream: api', 'ocamba, upstream: broken')
    const path = await file('breaker.yaml', text)
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [502])
    const { status, json } = await page(url, '/readyz')
    assert.equal(status, 200)
    assert.deepEqual(json['upstreams'], {
      broken: { status: 'unreachable', cause: 'breaker-open', breaker: 'open' },
      api: { status: 'reachable' },
    })
  })

  it('is not ready without its state store, unless that may fail open', async () => {
    await using upstream = await openUpstream()
    const port = await findDeadPort()
    for (const [onFailure, wanted] of [
      ['closed', 503],
      ['open', 200],
    ] as const) {
      const store = `stateStore: { url: 'redis://127.0.0.1:${port}', onFailure: ${onFailure} }\n`
      const path = await file(`store-${onFailure}.yaml`, configFor(upstream.url, store))
      await using command = new RunningCommand(['--config', path])
      const { status, json } = await page(await command.url(), '/readyz')
      assert.equal(status, wanted, onFailure)
      assert.deepEqual(json['stateStore'], { status: 'unreachable', cause: 'ECONNREFUSED' })
    }
  })

  it('serves its pages at other paths, or nowhere', async () => {
    await using upstream = await openUpstream()
    const more = 'forward: api\nhealth: { live: /-/live, ready: /-/ready }\n'
    const path = await file('paths.yaml', configFor(upstream.url, more))
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    assert.equal((await page(url, '/-/live')).json['status'], 'alive')
    assert.equal((await page(url, '/-/ready')).json['status'], 'ready')
    assert.deepEqual((await page(url, '/healthz')).json, { ok: true })
    const none = await file('none.yaml', configFor(upstream.url, 'forward: api\nhealth: false\n'))
    await using silent = new RunningCommand(['--config', none])
    assert.deepEqual((await page(await silent.url(), '/readyz')).json, { ok: true })
  })

  it('serves them and the metrics on a listener of their own, and only there', async () => {
    await using upstream = await openUpstream()
    const more = 'forward: api\nmetrics: /metrics\nadmin: 127.0.0.1:0\n'
    const path = await file('admin.yaml', configFor(upstream.url, more))
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    const [, admin = ''] = await command.says(/health and metrics at (http:\S+)\n/)
    assert.notEqual(admin, url)
    assert.equal((await page(admin, '/healthz')).json['status'], 'alive')
    assert.equal((await page(admin, '/readyz')).json['status'], 'ready')
    assert.match(await (await fetch(`${admin}/metrics`)).text(), /batchway_batches_total/)
    assert.equal((await fetch(`${admin}/v2/ocamba/batch`)).status, 404)
    for (const target of ['/healthz', '/readyz', '/metrics']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      assert.deepEqual((await page(url, target)).json, { ok: true }, 'that is the API')
    }
  })

  it('is not ready before it shuts down, and serves on until then', async () => {
    await using upstream = await openUpstream()
    const path = await file('wait.yaml', configFor(upstream.url, 'shutdownDelay: 10m\n'))
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    command.process.kill('SIGTERM')
    await command.says(/finishing what runs/)
    const ready = await page(url, '/readyz')
    assert.deepEqual([ready.status, ready.json['status']], [503, 'shutting-down'])
    assert.equal((await page(url, '/healthz')).status, 200)
    assert.deepEqual((await postOcamba(url, manyGets(1))).codes, [200])
    command.process.kill('SIGTERM')
    assert.equal((await command.ended).code, 1, 'the second signal ends it at once')
  })

  it('accepts no more after that, and keeps its pages on the other listener to the end', async () => {
    await using holding = await openHolding()
    const more = 'forward: api\nshutdownDelay: 1ms\nadmin: 127.0.0.1:0\n'
    const path = await file('delay.yaml', configFor(holding.url, more))
    await using command = new RunningCommand(['--config', path])
    const url = await command.url()
    const [, admin = ''] = await command.says(/health and metrics at (http:\S+)\n/)
    const running = postOcamba(url, manyGets(1))
    await holding.first
    command.process.kill('SIGTERM')
    await becomesRefused(Number(new URL(url).port))
    assert.equal((await page(admin, '/readyz')).status, 503)
    assert.equal((await page(admin, '/healthz')).status, 200)
    holding.release()
    assert.deepEqual((await running).codes, [200])
    assert.equal((await command.ended).code, 0)
  })

  it('refuses paths that are taken', async () => {
    const text = configFor('http://127.0.0.1:1', 'health: { live: /api/v1/batch }\n')
    const { code, errors } = await runCommand(['check', await file('taken.yaml', text)])
    assert.equal(code, 1)
    assert.match(errors.join('\n'), /health\.live is the same as the path of endpoints\[1\]/)
    const twice = configFor('http://127.0.0.1:1', 'health: { live: /a, ready: /a }\n')
    const second = await runCommand(['check', await file('twice.yaml', twice)])
    assert.match(second.errors.join('\n'), /health\.ready is the same as that of health\.live/)
  })

  it('is there in the one-line form as well', async () => {
    await using upstream = await openUpstream()
    await using command = new RunningCommand(['-u', upstream.url, ...ocambaOptions])
    assert.equal((await page(await command.url(), '/readyz')).status, 200)
  })
})
