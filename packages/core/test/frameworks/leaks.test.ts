import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const script = fileURLToPath(new URL('../support/leak-check.ts', import.meta.url))

/** `npm run test:leaks` sends a hundred thousand. */
const parts = Number(process.env['LEAK_PARTS'] ?? 5000)
/** Bytes of the heap per part: anything that a part keeps is more. What settles once is allowed. */
const tolerance = 30 + 2_000_000 / parts

function leavesNothing(framework: string, name: string): void {
  it(`leaves nothing behind in ${framework}`, async () => {
    const args = ['--conditions=batchway-source', script, name, String(parts)]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    const { bytesPerPart, handles } = JSON.parse(stdout) as Record<string, number>
    assert.ok(Number(bytesPerPart) < tolerance, `the heap has grown: ${stdout}`)
    assert.ok(Number(handles) <= 0, `there are more handles: ${stdout}`)
  })
}

describe('a great many parts', () => {
  leavesNothing('a node:http listener', 'node')
  leavesNothing('Express 5', 'express')
  leavesNothing('Fastify 5', 'fastify')
  leavesNothing('Hono', 'hono')
})
