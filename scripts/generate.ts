import { writeFile } from 'node:fs/promises'
import { generatedFiles } from './generated.ts'

const root = new URL('../', import.meta.url)
for (const [file, text] of generatedFiles()) {
  await writeFile(new URL(file, root), text)
  console.log(`wrote ${file}`)
}
