import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readConfig } from 'batchway'

const root = new URL('../', import.meta.url)
const readme = readFileSync(new URL('README.md', root), 'utf8')
const blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language = '', text = '']) => ({
    language,
    text,
  }),
)

function textsIn(language: string): readonly string[] {
  return blocks.filter((block) => block.language === language).map(({ text }) => text)
}

function example(name: string): string {
  return readFileSync(new URL(`examples/${name}`, root), 'utf8')
}

test('the README shows nothing but the commands that tests and CI run', () => {
  assert.deepEqual(textsIn('sh'), [
    'npm ci && npm start\n',
    'npm ci && npm test\n',
    'batchway --upstream http://127.0.0.1:3000 --dialect ocamba --path /v2/ocamba/batch\n',
  ])
})

test('the programs and the configuration of the README are the examples, word for word', () => {
  assert.deepEqual(textsIn('ts'), [example('fetch-app.ts'), example('node-http.ts')])
  assert.deepEqual(textsIn('yaml'), [example('batchway.yaml')])
})

test('the configuration of the README is valid', () => {
  const config = readConfig(example('batchway.yaml'), 'batchway.yaml', {})
  assert.deepEqual(
    config.endpoints.map(({ path }) => path),
    ['/v2/ocamba/batch', '/api/v1/batch'],
  )
})

test('examples/fetch-app.ts answers a batch inside the app', async () => {
  const { child, output } = run(['examples/fetch-app.ts'])
  assert.equal(await exitCode(child), 0)
  assert.equal(
    output(),
    `{"total_counter":2,"success_counter":2,"parts":[${order(1)},${order(2)}]}\n`,
  )
})

for (const name of ['node-http', 'express', 'fastify']) {
  test(`examples/${name}.ts answers a batch inside the app`, async () => {
    const { child, output } = run([`examples/${name}.ts`], { PORT: '0' })
    try {
      const port = await match(child, output, /port: (\d+)/)
      const response = await post(`http://127.0.0.1:${port}/api/v1/batch`, {
        requests: [
          { method: 'GET', url: '/api/v1/orders/1' },
          { method: 'GET', url: '/api/v1/nothing' },
        ],
      })
      const answer = (await response.json()) as {
        results: { response_code: number; body?: unknown }[]
      }
      assert.deepEqual(
        answer.results.map((result) => result.response_code),
        [200, 404],
      )
      assert.deepEqual(answer.results[0]?.body, { id: '1', total: 1234.5 })
    } finally {
      child.kill()
    }
  })
}

test('examples/hono.ts answers a batch inside the app', async () => {
  const { child, output } = run(['examples/hono.ts'])
  assert.equal(await exitCode(child), 0)
  assert.equal(
    output(),
    '{"success":true,"results":[{"response_code":200,"headers":{"Content-Type":"application/json"},"body":{"id":"1","total":1234.5}}]}\n',
  )
})

test('npm start prints requests that work, one per dialect and one that is forwarded', async () => {
  const { child, output } = run(['scripts/start.ts', '127.0.0.1:0'])
  try {
    await match(child, output, /(Ctrl-C ends it)/)
    const lines = output()
      .split('\n')
      .filter((line) => line.trim().startsWith('curl '))
    assert.equal(lines.length, 4)
    const answers = await Promise.all(lines.map(async (line) => runCurl(line)))
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 200, 200, 200],
    )
    assert.match(answers[0]?.text ?? '', /^\{"total_counter":2,"success_counter":2,/)
    assert.match(answers[1]?.text ?? '', /^\{"success":true,"results":\[/)
    assert.deepEqual(
      [...(answers[2]?.text ?? '').matchAll(/^x-dw-(?:content-id|status-code): (.*)$/gm)].map(
        ([, value]) => value,
      ),
      ['create', '200', 'read', '200', 'other-site', '200'],
    )
    assert.match(answers[3]?.text ?? '', /^\{"total":3,"items":\[/)
    child.kill('SIGINT')
    assert.equal(await exitCode(child), 0)
  } finally {
    child.kill()
  }
})

function order(id: number): string {
  const body = `{"path":"/v1/orders/${id}","total":1234.5}`
  return `{"code":200,"headers":{"Content-Type":"application/json"},"body":${body}}`
}

/** Sends what a printed curl line says: a URL, -H, -d, --data-binary and -u. */
async function runCurl(line: string): Promise<{ status: number; text: string }> {
  const words = [...line.matchAll(/\$'((?:[^'\\]|\\.)*)'|'([^']*)'|(\S+)/g)].map(
    ([, escaped, quoted, plain]) => escaped?.replaceAll('\\n', '\n') ?? quoted ?? plain ?? '',
  )
  const url = words.find((word) => word.startsWith('http://')) ?? ''
  const headers: [string, string][] = []
  let body: string | undefined
  words.forEach((word, index) => {
    const next = words[index + 1] ?? ''
    if (word === '-H') headers.push([next.split(': ')[0] ?? '', next.split(': ')[1] ?? ''])
    if (word === '-u') headers.push(['Authorization', `Basic ${btoa(next)}`])
    if (word === '-d' || word === '--data-binary') body = next
  })
  const response = await fetch(
    url,
    body === undefined ? { headers } : { method: 'POST', headers, body },
  )
  return { status: response.status, text: await response.text() }
}

function post(url: string, batch: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(batch) })
}

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--conditions=batchway-source', ...args], {
    cwd: fileURLToPath(root),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return { child, output: () => text }
}

function match(child: ChildProcess, output: () => string, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = pattern.exec(output())
      if (found !== null) resolve(found[1] ?? '')
    })
    child.once('exit', (code) => reject(new Error(`ended early (${code}): ${output()}`)))
  })
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode === null) child.once('close', resolve)
    else resolve(child.exitCode)
  })
}
