// Runs the README's first command, pastes the curl lines that it prints and those of the dialects'
// pages into a shell, and checks what comes back.
import { spawn, spawnSync } from 'node:child_process'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What stands in the answers of a page's examples, where that is not usual. */
const answers = new Map([
  ['graph.md', '"status":201.*"status":200'],
  ['google.md', 'HTTP/1.1 200[^]*HTTP/1.1 201'],
  ['odata.md', '"status":201[^]*"status":201[^]*Lamp'],
  ['ocapi.md', 'x-dw-status-code|HTTP/1.1 204'],
  ['endpoints.md', '"batchway":."version":1'],
  ['quick-start.md', '"success_counter":2[^]*"code":404|"status":201[^]*"status":201'],
])

const root = fileURLToPath(new URL('..', import.meta.url))
const start = spawn('npm', ['start', '--', '127.0.0.1:0'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
})
start.stdout.setEncoding('utf8')

let text = ''
await new Promise((resolve, reject) => {
  start.stdout.on('data', (chunk) => {
    text += chunk
    if (text.includes('Ctrl-C ends it.')) resolve()
  })
  start.once('exit', () => reject(new Error(`npm start ended early:\n${text}`)))
})

try {
  checkPrinted()
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? []
  const pages = readdirSync(`${root}docs/dialects`).map((page) => `dialects/${page}`)
  for (const page of [...pages, 'quick-start.md', 'endpoints.md']) checkPage(page, url)
} finally {
  if (start.pid !== undefined) process.kill(-start.pid, 'SIGTERM')
}

function checkPrinted() {
  const lines = text.split('\n').filter((line) => line.trim().startsWith('curl '))
  assert.equal(lines.length, 8, `expected eight curl lines in:\n${text}`)
  for (const line of lines) {
    const answer = bash(`${line} --fail`)
    assert.ok(countSucceeded(answer) >= 2, `${line}\n${answer}`)
    process.stdout.write(`works: ${line.trim().slice(0, 60)}...\n`)
  }
}

/** Every `sh` block of a page; what stands as `XException`: before it must be in the answer. */
function checkPage(page, url) {
  const markdown = readFileSync(`${root}docs/${page}`, 'utf8')
  let count = 0
  for (const match of markdown.matchAll(/```sh\n(.*?)```/gs)) {
    const [, block = ''] = match
    // The command that runs already.
    if (!block.includes('curl')) continue
    const before = markdown.slice(0, match.index).trimEnd().split('\n\n').at(-1) ?? ''
    const fault = /^`(\w+Exception)`:/.exec(before)?.[1]
    const answer = bash(block.replaceAll('http://127.0.0.1:8080', url))
    const expected = fault ?? answers.get(page.replace(/^.*\//, '')) ?? 'counter|results'
    assert.match(answer, new RegExp(expected), `${page}: ${block}\n${answer}`)
    count += 1
  }
  assert.ok(count > 0, `${page} has no example to run`)
  process.stdout.write(`works: ${count} examples of ${page}\n`)
}

function countSucceeded(answer) {
  if (answer.startsWith('--')) {
    return answer.match(/^(?:x-dw-status-code: 200|HTTP\/1\.1 200 OK\r)$/gm)?.length ?? 0
  }
  const { success_counter: parts, results, responses, items } = JSON.parse(answer)
  const answered = responses?.filter(({ status }) => status < 300)
  return parts ?? (results ?? answered ?? items)?.length ?? 0
}

function bash(command) {
  const result = spawnSync('bash', ['-c', command], { encoding: 'utf8' })
  assert.equal(result.status, 0, `${command}\n${result.stderr}${result.stdout}`)
  return result.stdout
}
