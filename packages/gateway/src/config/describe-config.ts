import type { ConfigSchema } from './published-schema.ts'
import { configSchema } from './published-schema.ts'

interface Schema {
  readonly type?: string
  readonly description?: string
  readonly default?: string | number | boolean | object
  readonly enum?: readonly string[]
  readonly then?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

/** A key of the configuration file, such as `endpoints[].limits.parts`, and what it means. */
export interface ConfigKey {
  readonly key: string
  readonly meaning: string
}

const column = 44

/** Every key of the configuration file with its meaning, one line each. */
export function describeConfig(): string {
  const lines = listConfigKeys().map(({ key, meaning }) => `  ${key.padEnd(column)}  ${meaning}`)
  return `Keys of the configuration file:\n${lines.join('\n')}\n`
}

/** Every key of the configuration file, made from its schema. Default: the published one. */
export function listConfigKeys(schema: ConfigSchema = configSchema): readonly ConfigKey[] {
  const keys: ConfigKey[] = []
  collect(schema, '', keys)
  return keys
}

function collect(schema: Schema, path: string, keys: ConfigKey[]): void {
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (name === '$schema') continue
    const key = path === '' ? name : `${path}.${name}`
    keys.push({ key, meaning: summary(member) })
    collect(member, key, keys)
    if (member.items !== undefined) collect(member.items, `${key}[]`, keys)
    for (const entry of Object.values(member.patternProperties ?? {})) {
      collect(entry, `${key}.<name>`, keys)
    }
  }
}

function summary({ description = '', default: byDefault, ...schema }: Schema): string {
  const choices = schema.enum ?? schema.then?.enum
  const notes = [
    ...(choices === undefined ? [] : [choices.join(' | ')]),
    ...(byDefault === undefined || typeof byDefault === 'object'
      ? []
      : [`default ${String(byDefault)}`]),
  ]
  return notes.length === 0 ? description : `${description} [${notes.join('; ')}]`
}
