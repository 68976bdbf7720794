// Runs the tests that need npm only. What they compile is kept for the next process that needs it:
// there are hundreds, most of which load the same files.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../.cache/compiled', import.meta.url))
const files = ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts']
const { status, signal } = spawnSync(
  process.execPath,
  ['--conditions=batchway-source', '--test', '--test-concurrency=2', ...files],
  { stdio: 'inherit', env: { ...process.env, NODE_COMPILE_CACHE: cache } },
)
process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 1)
