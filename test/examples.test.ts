import assert from 'node:assert/strict'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  assertAllOrNothing,
  assertApart,
  codesOf,
  itemsOf,
  placeOrder,
  postBatch,
} from './support/orders.ts'
import { readText } from './support/pages.ts'
import type { ExampleServer } from './support/programs.ts'
import { exitCode, run, startExample } from './support/programs.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

function filesIn(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: root }).toSorted()
}

test('examples/fetch-app.ts answers a batch inside the app', async () => {
  const parts = `[${orderPart(1)},${orderPart(2)}]`
  assert.equal(
    await printed('fetch-app.ts'),
    `{"total_counter":2,"success_counter":2,"parts":${parts}}\n`,
  )
})

test('examples/openapi.ts prints the OpenAPI document of an endpoint', async () => {
  const document = JSON.parse(await printed('openapi.ts')) as { openapi: string; paths: object }
  assert.equal(document.openapi, '3.1.0')
  assert.deepEqual(Object.keys(document.paths), ['/v1/batch'])
})

test('examples/verify-tokens.ts makes an endpoint without asking for keys', async () => {
  assert.equal(await printed('verify-tokens.ts'), '')
})

for (const name of ['hono', 'h3', 'elysia']) {
  test(`examples/${name}.ts answers a batch inside the app`, async () => {
    const answer = (await printed(`${name}.ts`)).replace(/;charset=UTF-8/i, '')
    assert.equal(
      answer,
      '{"success":true,"results":[{"response_code":200,"headers":{"Content-Type":"application/json"},"body":{"id":"1","total":1234.5}}]}\n',
    )
  })
}

for (const name of ['node-http', 'express', 'fastify', 'nestjs-express', 'nestjs-fastify']) {
  test(`examples/${name}.ts answers a batch inside the app`, async () => {
    await using server = await startExample(`${name}.ts`)
    const answer = await postBatch(server.origin, [
      { method: 'GET', url: '/api/v1/orders/1' },
      { method: 'GET', url: '/api/v1/nothing' },
    ])
    assert.deepEqual(codesOf(answer), [200, 404])
    assert.deepEqual(answer.results[0]?.body, { id: '1', total: 1234.5 })
  })
}

describe('examples/transaction-sqlite.ts', () => {
  it('places the orders of a batch all together or not at all', async () => {
    await using server = await startOrders()
    await assertAllOrNothing(server.origin)
  })

  it('keeps batches and single requests at the same time apart', async () => {
    await using server = await startOrders()
    await assertApart(server.origin)
  })

  it('goes on after a batch that asked for what it does not know', async () => {
    await using server = await startOrders()
    const odd = { method: 'GET', url: '/api/v1/nothing' }
    const answer = await postBatch(server.origin, [placeOrder('a'), odd, placeOrder('b')])
    assert.deepEqual(codesOf(answer), [424, 404])
    assert.deepEqual(codesOf(await postBatch(server.origin, [placeOrder('c')])), [201])
    assert.deepEqual(await itemsOf(server.origin), ['c'])
  })
})

describe('the documentation', () => {
  it('leads to every example', () => {
    const text = ['README.md', ...filesIn('docs/**/*.md')].map(readText).join('\n')
    const unseen = filesIn('examples/*').filter((file) => !text.includes(file))
    assert.deepEqual(unseen, [])
  })
})

function orderPart(id: number): string {
  const body = `{"path":"/v1/orders/${id}","total":1234.5}`
  return `{"code":200,"headers":{"Content-Type":"application/json"},"body":${body}}`
}

/** Starts the example with SQLite on a file of its own. */
async function startOrders(): Promise<ExampleServer> {
  const folder = mkdtempSync(join(tmpdir(), 'batchway-'))
  const server = await startExample('transaction-sqlite.ts', {
    DATABASE: join(folder, 'orders.db'),
  })
  return {
    origin: server.origin,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true })
    },
  }
}

async function printed(example: string): Promise<string> {
  const program = run([`examples/${example}`])
  assert.equal(await exitCode(program), 0)
  return program.output()
}
