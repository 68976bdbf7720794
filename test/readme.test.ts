import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from 'batchway'
import { blocksIn, readText } from './support/pages.ts'
import { exitCode, match, run } from './support/programs.ts'

const readme = readText('README.md')

function textsIn(language: string): readonly string[] {
  return blocksIn(readme, language)
}

function example(name: string): string {
  return readText(`examples/${name}`)
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

test('the one-line form serves where it says, as the README and the quick start write it', async () => {
  const lines = [...textsIn('sh'), ...blocksIn(readText('docs/quick-start.md'), 'sh')].filter(
    (text) => text.startsWith('batchway '),
  )
  assert.equal(lines.length, 2)
  for (const line of lines) {
    const [, ...words] = line.trim().split(' ')
    const path = words.at(-1) ?? ''
    const bin = 'packages/gateway/bin/batchway.js'
    const program = run([bin, ...words, '--listen', '127.0.0.1:0'], {}, 'stderr')
    try {
      const origin = await match(program, /listens on (http:\S+)/)
      const answer = await fetch(`${origin}${path}`, { method: 'OPTIONS' })
      const { dialect } = (await answer.json()) as { readonly dialect: string }
      assert.equal(dialect, 'ocamba')
    } finally {
      program.child.kill()
      await exitCode(program)
    }
  }
})

test('npm start prints requests that work, one per dialect and one that is forwarded', async () => {
  const program = run(['scripts/start.ts', '127.0.0.1:0'])
  try {
    await match(program, /(Ctrl-C ends it)/)
    const lines = program
      .output()
      .split('\n')
      .filter((line) => line.trim().startsWith('curl '))
    assert.equal(lines.length, 8)
    const [odata, group, ...answers] = await Promise.all(lines.map(async (line) => runCurl(line)))
    assert.deepEqual(
      [odata, group, ...answers].map((answer) => answer?.status),
      lines.map(() => 200),
    )
    assert.deepEqual(statusesIn(odata?.text), [201, 201, 200])
    assert.match(odata?.text ?? '', /"Item":"Lamp"\}\]/)
    assert.deepEqual(statusesIn(group?.text), [204, 204])
    assert.match(answers[0]?.text ?? '', /^\{"total_counter":2,"success_counter":2,/)
    assert.match(answers[1]?.text ?? '', /^\{"success":true,"results":\[/)
    assert.deepEqual(
      [...(answers[2]?.text ?? '').matchAll(/^x-dw-(?:content-id|status-code): (.*)$/gm)].map(
        ([, value]) => value,
      ),
      ['create', '200', 'read', '200', 'other-site', '200'],
    )
    assert.deepEqual(statusesIn(answers[3]?.text), [200, 200])
    assert.deepEqual(
      [...(answers[4]?.text ?? '').matchAll(/^(?:Content-ID: |HTTP\/1\.1 )(.*)\r$/gm)].map(
        ([, value]) => value,
      ),
      ['<response-1>', '200 OK', '<response-2>', '200 OK'],
    )
    assert.match(answers[5]?.text ?? '', /^\{"total":3,"items":\[/)
    program.child.kill('SIGINT')
    assert.equal(await exitCode(program), 0)
  } finally {
    program.child.kill()
  }
})

/** Statuses of the answers in an OData or Graph batch. */
function statusesIn(text = ''): readonly number[] {
  const { responses } = JSON.parse(text) as { responses: { status: number }[] }
  return responses.map(({ status }) => status)
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
