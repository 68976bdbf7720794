import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readText } from './support/pages.ts'

const page = readText('docs/clients.md')

/** Packages that only make a client run. */
const helpers = new Set(['@angular/common', '@angular/compiler', '@angular/core', 'rxjs'])

test('the page of the clients has each of them, in the version that is installed', () => {
  const text = readText('test-clients/package.json')
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> }
  const clients = Object.entries(dependencies).filter(([name]) => !helpers.has(name))
  assert.ok(clients.length > 10)
  for (const [name, range] of clients) {
    const version = range.replace(/^npm:.*@/, '')
    assert.match(version, /^\d+\.\d+\.\d+$/, `${name} is not pinned`)
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? ''
    assert.ok(row.includes(`| ${version} |`), `docs/clients.md lacks ${name} ${version}`)
  }
})
