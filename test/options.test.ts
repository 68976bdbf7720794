import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listConfigKeys } from 'batchway'
import { readText } from './support/pages.ts'

const table = [
  ...readText('docs/frameworks/README.md').matchAll(/^\| `(\w+)` \|.*\| (.*) \|$/gm),
].map(([, option = '', key = '']) => ({ option, key: /^`(.*?)`/.exec(key)?.[1] }))

/** The members of the interfaces of options, as they stand in the source. */
function optionsIn(file: string, ...interfaces: readonly string[]): readonly string[] {
  const text = readText(`packages/core/src/${file}`)
  return interfaces.flatMap((name) => {
    const body = new RegExp(`^export interface ${name} .*?^}`, 'ms').exec(text)?.[0] ?? ''
    return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, option = '']) => option)
  })
}

test('the table of options has every option of an endpoint inside an app', () => {
  const options = [
    ...optionsIn('endpoint-options.ts', 'BatchEndpointOptions'),
    ...optionsIn('access-options.ts', 'AccessOptions'),
    ...optionsIn('policies/access-rules.ts', 'AccessRuleOptions'),
    ...optionsIn('app-endpoint.ts', 'AppBatchOptions', 'NodeBatchOptions'),
  ]
  assert.ok(options.includes('path') && options.includes('dispatch'))
  assert.deepEqual(table.map(({ option }) => option).toSorted(), options.toSorted())
})

test('the table of options says which of them the configuration has by the same name', () => {
  const keys = listConfigKeys().map(({ key }) => key)
  for (const { option, key } of table) {
    const same = keys.filter((known) => known.split('.').at(-1) === option)
    if (key === undefined) assert.deepEqual([option, same], [option, []])
    else assert.ok(same.includes(key), `${option}: ${key}`)
  }
})
