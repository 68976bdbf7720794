import { writeFile } from 'node:fs/promises'
import { configSchema } from 'batchway'

// The JSON Schema that editors use; a test checks that it is up to date.
const file = new URL('../packages/gateway/config.schema.json', import.meta.url)
const schema = { $schema: 'http://json-schema.org/draft-07/schema#', ...configSchema }
await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`)
