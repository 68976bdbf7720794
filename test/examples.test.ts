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
import { blocksIn, readText } from './support/pages.ts'
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

describe('the programs in the documentation', () => {
  const examples = filesIn('examples/*.ts').map(readText)
  const pages = [...filesIn('docs/frameworks/*.md'), 'docs/transactions.md', 'docs/cli.md']

  for (const page of pages) {
    it(`are excerpts of examples in ${page}, line by line`, () => {
      const strangers = blocksIn(readText(page), 'ts').filter(
        (block) => !examples.some((text) => isExcerpt(block, text)),
      )
      assert.deepEqual(strangers, [])
    })
  }

  it('lead to every example', () => {
    const text = ['README.md', ...pages].map(readText).join('\n')
    const unseen = filesIn('examples/*').filter((file) => !text.includes(file))
    assert.deepEqual(unseen, [])
  })

  it('link to nothing that is not there', () => {
    const broken = [...filesIn('docs/**/*.md'), 'README.md', 'CONTRIBUTING.md'].flatMap((page) => {
      const targets = [...readText(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      return targets
        .map(([, target = '']) => target)
        .filter((target) => filesIn(resolve(page, target)).length === 0)
        .map((target) => `${page}: ${target}`)
    })
    assert.deepEqual(broken, [])
  })
})

/** The path of a link from the root. */
function resolve(page: string, target: string): string {
  return new URL(target, `http://root/${page}`).pathname.slice(1).replace(/\/$/, '')
}

/** Whether a block stands in a text as it is, from the beginning of a line to the end of one. */
function isExcerpt(block: string, text: string): boolean {
  return `\n${text}`.includes(`\n${block}`)
}

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
