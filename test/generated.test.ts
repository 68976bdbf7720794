import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { generatedFiles } from '../scripts/generated.ts'

const root = new URL('../', import.meta.url)

for (const [file, text] of generatedFiles()) {
  test(`${file} is what the code makes (npm run generate)`, async () => {
    assert.equal(await readFile(new URL(file, root), 'utf8'), text)
  })
}
