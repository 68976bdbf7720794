import { readFileSync } from 'node:fs'
import type { BenchResult } from './performance-page.ts'

const readme = new URL('../README.md', import.meta.url)
const begin = /<!-- measured: [^>]*-->\n/
const end = '<!-- /measured -->'

/** Rows of the goals that tell most about whether to use it; those with a goal missed as well. */
const telling: readonly RegExp[] = [
  /^batch of 50 in process ÷ 50 single requests/,
  /^gateway, 50 (?:GETs|POSTs) ÷ /,
  /^a batch of 1 ÷ a single request/,
  /^a batch of 50 over 40 ms ÷ 50 single calls/,
]

/** `README.md` with the numbers of a result of the bench between its marks. */
export function readmePage(result: BenchResult): string {
  const page = readFileSync(readme, 'utf8')
  const start = begin.exec(page)
  const stop = page.indexOf(end)
  if (start === null || stop < start.index) throw new Error('README.md has no marks for numbers')
  const from = start.index + start[0].length
  return `${page.slice(0, from)}${numbersOf(result)}${page.slice(stop)}`
}

function numbersOf({ name, text }: BenchResult): string {
  const goals = /^## Goals\n\n(.*?)(?=^## )/ms.exec(text)?.[1] ?? ''
  const [head = '', rule = '', ...rows] = goals.trim().split('\n')
  const shown = rows.filter((row) => telling.some((pattern) => pattern.test(row.slice(2))))
  const quick = name.endsWith('-quick')
    ? 'This was a **quick run**, which shows that all runs; its numbers mean little. '
    : ''
  const [, date = ''] = /^(\d{4}-\d{2}-\d{2})/.exec(name) ?? []
  return `
Below 1 the server works less than for the same requests one by one; the gateway is compared with the least that forwarding can cost. \`npm run bench\` prints it again on your machine; goals that were missed are here too.

${[head, rule, ...shown].join('\n')}

${quick}Of ${date}; [all lines, the machine and the method](docs/performance.md).

`
}
