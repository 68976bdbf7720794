import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readConfig } from '../src/index.ts'

const page = readFileSync(new URL('../../../docs/access.md', import.meta.url), 'utf8')

describe('the page about access', () => {
  it('has examples that are valid', () => {
    const examples = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = '']) => text)
    assert.equal(examples.length, 3)
    for (const example of examples) readConfig(example, 'docs/access.md', {})
  })
})
