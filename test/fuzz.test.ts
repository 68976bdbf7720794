import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dialectTargets } from '../fuzz/dialects.ts'
import { parserTargets } from '../fuzz/parsers.ts'
import { Random } from '../fuzz/random.ts'
import { runOnce } from '../fuzz/target.ts'

/** How many inputs each target gets; `npm run fuzz` gives them far more. */
const executions: Readonly<Record<string, number>> = {
  json: 3000,
  multipart: 4000,
  'media-type': 5000,
  boundary: 9000,
  target: 5000,
  'http-message': 9000,
  odata: 6000,
  graph: 4000,
  google: 5000,
  ocamba: 4000,
  journyx: 4000,
  ocapi: 5000,
}

describe('fuzzing, for a short time', () => {
  for (const target of [...parserTargets, ...dialectTargets]) {
    it(`finds nothing in ${target.name}`, async () => {
      const count = executions[target.name] ?? assert.fail('say how many inputs it gets')
      for (let index = 0; index < count; index += 1) {
        const finding = await runOnce(target, target.generate(new Random(1, index)))
        const shown = Buffer.from(finding?.input ?? []).toString('latin1')
        if (finding !== undefined) assert.fail(`${finding.message} for ${JSON.stringify(shown)}`)
      }
    })
  }
})
