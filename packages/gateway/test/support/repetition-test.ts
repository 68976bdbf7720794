import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { makeConfigFolder } from './command-config.ts'
import type { Figures } from './fault-repetition.ts'
import { openRepetition } from './fault-repetition.ts'
import { hasProcessFigures } from './process-figures.ts'

/**
 * MiB by which a process that leaks nothing may still grow. V8 takes more room for its heap at some
 * point, once, and keeps it: 2,000 repetitions end where 600 do. What is in the heap and in buffers
 * is the sharper measure.
 */
const tolerance = { resident: 128, residentAtLast: 48, heap: 3, external: 16 }

/** Defines the test of that many repetitions; what is left after a fifth of them is the measure. */
export function testRepetitions(count: number): void {
  const skip = hasProcessFigures ? false : 'this system does not tell of its processes'
  describe(`${count} repetitions of all faults, before one gateway`, { skip }, () => {
    const folder = makeConfigFolder()

    it('leave no socket, timer, memory or budget behind', async (test) => {
      await using repetition = await openRepetition(folder)
      const begin = await repetition.rest()
      await repetition.run(count / 5)
      const early = await repetition.rest()
      await repetition.run((count * 2) / 5)
      const middle = await repetition.rest()
      await repetition.run((count * 2) / 5)
      const late = await repetition.rest()
      for (const [when, figures] of Object.entries({ begin, early, middle, late })) {
        test.diagnostic(`${when}: ${describeFigures(figures)}`)
      }
      assert.equal(late.sockets, begin.sockets, 'sockets are left')
      assert.ok(late.descriptors <= early.descriptors, 'files are left')
      assert.equal(late.timers, begin.timers, 'timers are left')
      assert.ok(late.heap - early.heap < tolerance.heap, 'the heap has grown')
      assert.ok(late.external - early.external < tolerance.external, 'buffers are left')
      const grown = { all: late.resident - early.resident, last: late.resident - middle.resident }
      assert.ok(grown.all < tolerance.resident, 'the process has grown')
      assert.ok(grown.last < tolerance.residentAtLast, 'the process goes on growing')
      const { status, text } = await repetition.postLargest()
      assert.equal(status, 200, text)
      assert.match(text, /^\{"total_counter":1,"success_counter":1,/)
      assert.equal(repetition.gateway.command.process.exitCode, null)
    })
  })
}

function describeFigures(figures: Figures): string {
  const { sockets, descriptors, timers, resident, heap, external } = figures
  const [rss, used, buffers] = [resident, heap, external].map((value) => value.toFixed(1))
  const memory = `RSS ${rss} MiB, heap ${used} MiB, external ${buffers} MiB`
  return `${sockets} sockets, ${descriptors} descriptors, ${timers} timers, ${memory}`
}
