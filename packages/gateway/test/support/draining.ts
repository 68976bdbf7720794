import assert from 'node:assert/strict'
import { manyGets, postOcamba } from './batch-client.ts'
import { RunningCommand } from './command.ts'
import { becomesRefused } from './raw-connection.ts'
import { openHolding } from './test-upstream.ts'

/**
 * Ends the command with SIGTERM while a batch runs: that one is answered, no connection is taken any
 * more, and the exit code is 0. `argsFor` makes its arguments of the URL of its upstream.
 */
export async function assertDrains(
  argsFor: (upstream: string) => readonly string[],
): Promise<void> {
  await using holding = await openHolding()
  await using command = new RunningCommand(argsFor(holding.url))
  const url = await command.url()
  const running = postOcamba(url, manyGets(2))
  await holding.first
  command.process.kill('SIGTERM')
  await command.says(/finishing what runs/)
  await becomesRefused(Number(new URL(url).port))
  holding.release()
  assert.deepEqual((await running).codes, [200, 200])
  assert.equal((await command.ended).code, 0)
}
