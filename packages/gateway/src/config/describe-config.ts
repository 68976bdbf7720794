import { configSchema } from './schema.ts'

interface Schema {
  readonly type?: string
  readonly description?: string
  readonly default?: string | number | boolean | readonly unknown[]
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

const column = 44

/** Every key of the configuration file with its meaning, one line each, made from the schema. */
export function describeConfig(): string {
  const lines: string[] = []
  collect(configSchema, '', lines)
  return `Keys of the configuration file:\n${lines.join('\n')}\n`
}

function collect(schema: Schema, path: string, lines: string[]): void {
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (name === '$schema') continue
    const key = path === '' ? name : `${path}.${name}`
    lines.push(`  ${key.padEnd(column)}  ${summary(member)}`.trimEnd())
    collect(member, key, lines)
    if (member.items !== undefined) collect(member.items, `${key}[]`, lines)
    for (const entry of Object.values(member.patternProperties ?? {})) {
      collect(entry, `${key}.<name>`, lines)
    }
  }
}

function summary({ description = '', default: byDefault, enum: choices }: Schema): string {
  const notes = [
    ...(choices === undefined ? [] : [choices.join(' | ')]),
    ...(byDefault === undefined || Array.isArray(byDefault)
      ? []
      : [`default ${String(byDefault)}`]),
  ]
  return notes.length === 0 ? description : `${description} [${notes.join('; ')}]`
}
