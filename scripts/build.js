// Builds the packages into their dist folders, in the order in which they depend on each other, and
// the console into the gateway's.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

run('node', ['scripts/build-console.js'])
for (const name of ['core', 'sandbox', 'gateway']) {
  rmSync(`${root}packages/${name}/dist`, { recursive: true, force: true })
  run('tsc', ['-p', `packages/${name}/tsconfig.build.json`])
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (result.error) throw result.error
  if (result.status !== 0) process.exit(result.status ?? 1)
}
