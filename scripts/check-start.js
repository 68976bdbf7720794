// Runs the README's first command, pastes the curl lines that it prints into a shell, and checks
// what comes back.
import { spawn, spawnSync } from 'node:child_process'
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'

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
  const lines = text.split('\n').filter((line) => line.trim().startsWith('curl '))
  assert.equal(lines.length, 4, `expected four curl lines in:\n${text}`)
  for (const line of lines) {
    const result = spawnSync('bash', ['-c', `${line} --fail`], { encoding: 'utf8' })
    assert.equal(result.status, 0, `${line}\n${result.stderr}${result.stdout}`)
    assert.ok(countSuccesses(result.stdout) >= 2, `${line}\n${result.stdout}`)
    process.stdout.write(`works: ${line.trim().slice(0, 60)}...\n`)
  }
} finally {
  if (start.pid !== undefined) process.kill(-start.pid, 'SIGTERM')
}

/** Parts that succeeded, or items of a list; an answer of several parts begins with a delimiter. */
function countSuccesses(output) {
  if (output.startsWith('--')) return output.match(/^x-dw-status-code: 2\d\d$/gm)?.length ?? 0
  const answer = JSON.parse(output)
  return answer.success_counter ?? answer.results?.length ?? answer.items?.length
}
