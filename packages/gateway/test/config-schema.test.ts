import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

interface Schema {
  readonly $id?: string
  readonly description?: string
  readonly default?: unknown
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

const file = new URL('../config.schema.json', import.meta.url)
const published = JSON.parse(readFileSync(file, 'utf8')) as Schema

/** Calls `visit` for every option of a schema and what is below it. */
function walk(
  schema: Schema,
  path: string,
  visit: (path: string, option: Schema, isRequired: boolean) => void,
): void {
  const { properties = {}, patternProperties = {}, items, anyOf = [], required = [] } = schema
  for (const [name, option] of Object.entries(properties)) {
    visit(`${path}.${name}`, option, required.includes(name))
    walk(option, `${path}.${name}`, visit)
  }
  for (const entry of Object.values(patternProperties)) walk(entry, `${path}.<name>`, visit)
  for (const form of anyOf) walk(form, path, visit)
  if (items !== undefined) walk(items, `${path}[]`, visit)
}

/** Whether a reader learns what holds without the option: by its default, or in words. */
function tellsDefault({ default: byDefault, description = '', properties }: Schema): boolean {
  if (byDefault !== undefined || properties !== undefined) return true
  return /Default: |Without (?:it|them) |unless |ignored/.test(description)
}

describe('the published schema of the configuration', () => {
  it('has a name of its own', () => {
    assert.equal(published.$id, 'urn:batchway:config.schema.json')
  })

  it('says of every option what it is, and what holds without it', () => {
    const silent: string[] = []
    let count = 0
    walk(published, '', (path, option, isRequired) => {
      count += 1
      if (option.description === undefined) silent.push(`${path} has no description`)
      if (!isRequired && !tellsDefault(option)) silent.push(`${path} does not say its default`)
    })
    assert.deepEqual(silent, [])
    assert.ok(count > 100)
  })
})
