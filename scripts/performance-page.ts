import { globSync, readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)

/** A result of the bench. */
export interface BenchResult {
  /** Such as `2026-11-27`, or `2026-11-27-quick`. */
  readonly name: string
  readonly text: string
}

/** The latest full result; where there is none, the latest of a quick run. */
export function latestResult(): BenchResult {
  const files = globSync('bench/results/*.md', { cwd: root }).toSorted()
  const full = files.filter((file) => !file.endsWith('-quick.md'))
  const file = full.at(-1) ?? files.at(-1)
  if (file === undefined) throw new Error('there is no result: "npm run bench" makes one')
  const name = file.replace(/^.*[\\/]|\.md$/g, '')
  return { name, text: readFileSync(new URL(file, root), 'utf8') }
}

/** `docs/performance.md`: explanations, and every number as it stands in the result. */
export function performancePage({ name, text }: BenchResult): string {
  const { head, sections } = readSections(text)
  const take = (title: string): string => {
    const found = sections.get(title)
    sections.delete(title)
    return found ?? 'Not measured in this run.'
  }
  const machine = take('Machine')
  const goals = take('Goals')
  const link = take('Over a slow link')
  const processes = take('Memory of the processes')
  const memory = take('Memory under load')
  const fairness = take('Fairness')
  const limits = take('Limits in force')
  const notes = take('What is different or left out')
  // What is left are the workloads, one table each.
  const lines = [...sections].map(([title, table]) => `### ${title}\n\n${table}`).join('\n\n')
  return `# Performance

What a batch costs the server, beside what the same requests cost one by one, beside the least that it could cost, and beside what other batch libraries take. All numbers on this page are copied from [a result of the bench](../bench/results/${name}.md) by \`npm run generate\`; none is typed.

${head}

${machine}

## How it was measured

Every line of the tables does the same work: an API with two reads (about 200 bytes and 4 KiB of JSON) and one write (about 200 bytes in and out), whose handlers do nothing but make an object. Before anything is measured, the status and the body of every part are compared with what they must be; under load, the length of every answer is.

- Each server is a process of its own. The load comes from another process, over kept-alive connections, each of which sends the next batch when the last one is answered. Behind the gateways stands one API, again in a process of its own.
- What a goal is about is warmed up longer than the rest, and so is what it is compared with. Before a gateway or its bound is measured, load that does not count lets it open its connections to the API.
- All lines are measured in turns, round after round; what is compared stands close to each other in a round, so that what else the machine does falls on both. **CPU per part** is the CPU time of the server's process, user and system, divided by the parts that it answered. It is the number to compare: unlike throughput, it hardly depends on what else the machine does.
- Cells read *median (least–most)* of the rounds. A **ratio** is taken within each round, and the median is taken of these ratios.
- The gateway is the real command with its defaults; apps use the library's defaults. Every limit is on ([which](#limits-in-force)).

## The goals

${goals}

- A **bound** is the least that the work can cost, written by hand without limits and errors ([bench/bounds](../bench/bounds)). In process: parse the batch, call the functions, print the answer. Gateway: send each part with undici, with the fields that ours sends and on as many connections, gather the answers and their fields, splice them; validating ones parse each answer once to see that it is JSON.
- **÷ single requests to the same app** says what an API team saves, or pays, when clients batch: below 1 the server works less than for the same requests one by one.
- **÷ \`inject\`, ÷ \`app.fetch(new Request)\`** compare with the batch routes that people write by hand today.
- **At 1000 parts ÷ at 50** says that a large batch costs no more per part than a small one.
- **A batch of 1** is what a client pays that always batches.
- What stands between us and the goals that are missed, by profiles: [decision 012](decisions/012-what-a-part-costs-in-process.md).

## All lines

Times are microseconds of CPU per part. *p50* and *p99* are what a caller waits for a whole batch (or for its single request) while the server is saturated by the other callers: compare them within a table, and do not take them for the latency of a server that has time. *CPU of the API* is what the API behind a gateway spent on the same part.

${lines}

## Over a slow link

For a client far away it is not the server's CPU that counts but the round trips. The same calls one by one on a few connections, as a browser makes them, and in one batch:

${link}

## Memory

What the processes of the tables had at most:

${processes}

Many large batches at once at the gateway, with the default budget. Batches that do not fit are refused with 503, and answers that do not fit are that part's 503; [how to choose a budget](operations.md#memory). Sizes are MiB; *heap* is that of JavaScript, bodies are outside of it:

${memory}

## Fairness

Counted in turns, not in time, so that it is the same on every machine; [what it means](operations.md).

${fairness}

## Limits in force

${limits}

## What is different or left out

${notes}

## What the numbers are not

- They are not the time that your API takes: handlers here do no I/O. Where a handler takes a millisecond, what a batch adds or saves is small beside it.
- They are not absolute. Another machine, another Node, a neighbour on the same machine change every microsecond; the ratios change much less.
- They are not a comparison of features. Most peers have no limits, return no statuses or headers, or take GETs only; a line that does less may cost less.
- They are without TLS, and network, load and servers share one machine.
- Throughput of the fastest lines is bounded by the load process and by the number of cores, not by the server.

## Print it again

\`\`\`sh
npm ci && npm run bench      # everything, less than 15 minutes on 2 cores
npm run generate             # this page, from the result that the bench wrote
\`\`\`

\`npm run bench -- --only gateway --quick\` looks at one line, and at what its goals compare it with, in a few seconds; \`npm run bench -- --help\` names all lines and tests. The peers are installed into \`bench/node_modules\` when a line needs them, with the versions of [bench/package-lock.json](../bench/package-lock.json).
`
}

/** What stands below the title, and the sections by their titles, in their order. */
function readSections(text: string): {
  readonly head: string
  readonly sections: Map<string, string>
} {
  const [top = '', ...rest] = text.split(/^## /m)
  const head = top.replace(/^# .*\n/, '').trim()
  const sections = rest.map((section): [string, string] => {
    const end = section.indexOf('\n')
    return [section.slice(0, end), section.slice(end).trim()]
  })
  return { head, sections: new Map(sections) }
}
