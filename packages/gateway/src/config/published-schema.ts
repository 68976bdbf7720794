import { createRequire } from 'node:module'

/** A JSON Schema, as far as anybody looks into it. */
export interface ConfigSchema {
  readonly properties: Readonly<Record<string, object>>
}

/**
 * The JSON Schema of the configuration file: what editors check it with is what the command checks it
 * with. Made of `schema.ts` by `npm run generate`.
 */
export const configSchema: ConfigSchema = createRequire(import.meta.url)('../../config.schema.json')
