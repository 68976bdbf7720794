import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readConfig } from 'batchway'
import { manyGets, postOcamba } from './support/batch-client.ts'
import { configFor } from './support/command-config.ts'
import { openGateway } from './support/running-gateway.ts'
import { openUpstream } from './support/test-upstream.ts'

const root = new URL('../../../', import.meta.url)
const page = readFileSync(new URL('docs/observability.md', root), 'utf8')
const dashboard = readFileSync(new URL('docs/grafana/batchway.json', root), 'utf8')
const name = /\b(?:batchway|process|nodejs)_[a-z0-9_]+/g

/** The names and labels of all metrics of a gateway that has everything. */
async function exported(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  await using upstream = await openUpstream()
  await using gateway = await openGateway({
    metrics: '/metrics',
    upstreams: { api: { url: upstream.url, breaker: {}, bulkhead: {} } },
  })
  await postOcamba(gateway.url, manyGets(1))
  const text = await (await fetch(`${gateway.url}/metrics`)).text()
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, found = '']) => found)
  return new Map(names.map((metric) => [metric, labelsOf(text, metric)]))
}

function labelsOf(text: string, metric: string): ReadonlySet<string> {
  const lines = text.matchAll(new RegExp(`^${metric}(?:_bucket|_sum|_count)?\\{(.*)\\} `, 'gm'))
  return new Set(
    [...lines].flatMap(([, labels = '']) =>
      [...labels.matchAll(/(\w+)="/g)].map(([, label = '']) => label),
    ),
  )
}

interface Panel {
  readonly type: string
  readonly title: string
  readonly gridPos: {
    readonly x: number
    readonly y: number
    readonly w: number
    readonly h: number
  }
  readonly targets?: readonly { readonly expr: string }[]
}

const { panels } = JSON.parse(dashboard) as { readonly panels: readonly Panel[] }

describe('the dashboard', () => {
  it('asks for metrics and labels that there are', async () => {
    const metrics = await exported()
    const asked = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))
    assert.ok(asked.length > 30)
    const wrong = asked.flatMap((expr) =>
      [...expr.matchAll(/\b((?:batchway|process|nodejs)_[a-z0-9_]+)(?:\{(.*?)\})?/g)].flatMap(
        ([, found = '', selector = '']) => {
          const labels = metrics.get(found.replace(/_(?:bucket|sum|count)$/, ''))
          if (labels === undefined) return [found]
          const used = [...selector.matchAll(/(\w+)[=!]/g)].map(([, label = '']) => label)
          // Prometheus adds those.
          return used.filter((label) => label !== 'job' && !labels.has(label))
        },
      ),
    )
    assert.deepEqual(wrong, [])
  })

  it('shows every metric of ours', async () => {
    const ours = [...(await exported()).keys()].filter((metric) => metric.startsWith('batchway_'))
    assert.deepEqual(
      ours.filter((metric) => !dashboard.includes(metric)),
      [],
    )
  })

  it('lays no panel over another one', () => {
    const cells = panels.flatMap(({ title, gridPos: { x, y, w, h } }) => {
      assert.ok(x + w <= 24, title)
      return Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`)
    })
    assert.equal(new Set(cells).size, cells.length)
  })
})

describe('the page of metrics', () => {
  it('shows a configuration of traces that is one', () => {
    const [, yaml = ''] = /```yaml\n([^]*?)```/.exec(page) ?? []
    const text = configFor('http://127.0.0.1:3000', yaml)
    const { tracing } = readConfig(text, 'page.yaml', { COLLECTOR_KEY: 'key' })
    assert.equal(tracing?.headers?.['authorization'], 'Bearer key')
  })

  it('names every one that there is, and no other', async () => {
    const metrics = await exported()
    const named = new Set(page.match(name))
    const missing = [...metrics.keys()].filter((metric) => !named.has(metric))
    const invented = [...named].filter((metric) => !metrics.has(metric))
    assert.deepEqual({ missing, invented }, { missing: [], invented: [] })
  })

  it('names the labels of each of ours', async () => {
    for (const [metric, labels] of await exported()) {
      if (!metric.startsWith('batchway_')) continue
      const row = page.split('\n').find((line) => line.startsWith(`| \`${metric}\` |`))
      for (const label of labels) {
        if (label !== 'le') assert.ok(row?.includes(`\`${label}\``), `${metric}: ${label}`)
      }
    }
  })
})
