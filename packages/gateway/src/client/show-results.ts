import type { Batch, CarryNote, HeaderList, Part, PartResult } from '@batchway/core/translate'
import { errorText } from '@batchway/core/translate'
import type { Colour } from './terminal.ts'
import { colour, printable } from './terminal.ts'

/** What is to be shown of a batch that was answered. */
export interface ShownResults {
  readonly batch: Batch
  readonly results: readonly PartResult[]
  readonly status: number
  /** Milliseconds from the sending to the last byte. */
  readonly time: number
  readonly notes: readonly CarryNote[]
}

/** A line of the table, and a member of the JSON. */
interface Row {
  readonly index: number
  readonly id: string | undefined
  readonly method: string
  readonly target: string
  readonly outcome: PartResult['kind']
  readonly status: number | undefined
  readonly bytes: number
  readonly headers: HeaderList
  readonly message: string | undefined
  readonly failed: boolean
}

/** Whether any part failed, was not run, or has no result. */
export function anyFailed({ batch, results }: ShownResults): boolean {
  return results.some((result) => hasFailed(result, batch))
}

function hasFailed(result: PartResult, batch: Batch): boolean {
  return result.kind !== 'answered' || batch.isFailure(result.response.status)
}

function rowsOf({ batch, results }: ShownResults): readonly Row[] {
  return batch.parts.map((part, index) => rowOf(part, results[index] ?? { kind: 'missing' }, batch))
}

function rowOf(part: Part, result: PartResult, batch: Batch): Row {
  const { index, id, method, target } = part
  const head = { index, id, method, target, outcome: result.kind, failed: hasFailed(result, batch) }
  if (result.kind === 'answered') {
    const { status, headers, body } = result.response
    const message = head.failed ? errorText(body) : undefined
    return { ...head, status, headers, bytes: body.length, message }
  }
  const message =
    result.kind === 'not-run'
      ? 'Not run, because the batch had ended.'
      : 'The answer has no result for it.'
  return { ...head, status: undefined, headers: [], bytes: 0, message }
}

/** The results as JSON, for programs: one line. */
export function resultsJson(shown: ShownResults): string {
  const results = rowsOf(shown).map(({ headers, ...row }) => ({
    ...row,
    ...(headers.length === 0 ? {} : { headers: fieldsOf(headers) }),
  }))
  const failed = results.filter((row) => row.failed).length
  const { status, time, notes } = shown
  const document = { status, time: Math.round(time), succeeded: results.length - failed, failed }
  return `${JSON.stringify({ ...document, results, notes })}\n`
}

function fieldsOf(headers: HeaderList): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of headers) {
    const known = fields[name]
    fields[name] = known === undefined ? value : [known, value].flat()
  }
  return fields
}

const columns = ['#', 'id', 'method', 'target', 'status', 'bytes', ''] as const
const longestTarget = 60
const longestId = 20

/** The results as a table for people, and a line that sums them up. */
export function resultsTable(shown: ShownResults): string {
  const rows = rowsOf(shown)
  const withIds = rows.some(({ id }) => id !== undefined)
  const cells = rows.map((row) => [
    String(row.index + 1),
    cut(row.id ?? '', longestId),
    row.method,
    cut(row.target, longestTarget),
    row.status === undefined ? '-' : String(row.status),
    row.bytes.toLocaleString('en'),
    printable(row.message ?? ''),
  ])
  const widths = columns.map((name, column) =>
    Math.max(name.length, ...cells.map((line) => line[column]?.length ?? 0)),
  )
  const line = (texts: readonly string[], paint?: Colour): string => {
    const padded = texts.flatMap((text, column) => {
      if (column === 1 && !withIds) return []
      const width = column === texts.length - 1 ? 0 : (widths[column] ?? 0)
      const right = columns[column] === '#' || columns[column] === 'bytes'
      const cell = right ? text.padStart(width) : text.padEnd(width)
      return [paint !== undefined && column === 4 ? colour(paint, cell, process.stdout) : cell]
    })
    return `${padded.join('  ').trimEnd()}\n`
  }
  const head = colour('dim', line(columns).trimEnd(), process.stdout)
  const body = rows.map(({ failed }, index) => line(cells[index] ?? [], failed ? 'red' : 'green'))
  return `${head}\n${body.join('')}${summary(rows, shown)}`
}

function cut(text: string, most: number): string {
  const shown = printable(text)
  return shown.length > most ? `${shown.slice(0, most - 1)}…` : shown
}

function summary(rows: readonly Row[], { time }: ShownResults): string {
  const failed = rows.filter((row) => row.failed).length
  const good = rows.length - failed
  const text = `${good} of ${rows.length} succeeded in ${Math.round(time)} ms`
  return `\n${colour(failed === 0 ? 'green' : 'red', text, process.stdout)}\n`
}
