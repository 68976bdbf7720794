import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dialectTargets } from '../../../../fuzz/dialects.ts'
import { parserTargets } from '../../../../fuzz/parsers.ts'
import { Random } from '../../../../fuzz/random.ts'
import { runOnce } from '../../../../fuzz/target.ts'

/** How many inputs each target gets; `npm run fuzz` gives them far more. */
const executions: Readonly<Record<string, number>> = {
  ocapi: 7000,
  multipart: 4000,
  boundary: 9000,
}

describe('fuzzing, for a short time', () => {
  const targets = [...parserTargets, ...dialectTargets]
  for (const [name, count] of Object.entries(executions)) {
    it(`finds nothing in ${name}`, async () => {
      const target = targets.find((one) => one.name === name) ?? assert.fail(`there is no ${name}`)
      for (let index = 0; index < count; index += 1) {
        const finding = await runOnce(target, target.generate(new Random(1, index)))
        const shown = Buffer.from(finding?.input ?? []).toString('latin1')
        if (finding !== undefined) assert.fail(`${finding.message} for ${JSON.stringify(shown)}`)
      }
    })
  }
})
