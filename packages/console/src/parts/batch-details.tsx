import type { BatchRecord } from 'batchway'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { formatCount, formatTime } from '../lib/format.ts'
import { PartDetails } from './part-details.tsx'
import { Legend, Waterfall } from './waterfall.tsx'

const orders = {
  parallel: 'all at once',
  serial: 'one after the other',
  'keep-effects': 'in order, reads side by side',
} as const

/** A batch: its waterfall, and the messages of the part that was chosen there. */
export function BatchDetails({ record }: { readonly record: BatchRecord }): JSX.Element {
  const [chosen, setChosen] = useState<number>()
  const part = chosen === undefined ? undefined : record.records[chosen]
  return (
    <div class="batch-details">
      <Facts record={record} />
      {record.refused !== undefined && (
        <p class="note bad" role="note">
          <b>refused: {record.refused.code}</b> {record.refused.message}
        </p>
      )}
      {record.warnings.map((warning) => (
        <p key={warning} class="note" role="note">
          {warning}
        </p>
      ))}
      {record.records.length === 0 ? (
        <p class="empty">No part of it was run.</p>
      ) : (
        <>
          <Waterfall record={record} chosen={chosen} onChoose={setChosen} />
          <Legend />
        </>
      )}
      {part !== undefined && <PartDetails part={part} />}
      {part === undefined && record.records.length > 0 && (
        <p class="empty hint">Choose a part to see its request and its answer.</p>
      )}
    </div>
  )
}

function Facts({ record }: { readonly record: BatchRecord }): JSX.Element {
  const { status, duration, parts, failed, skipped, order, stopsOnError, dialect } = record
  return (
    <div class="batch-facts">
      <span class={`pill ${status === undefined ? 'running' : status < 400 ? 'good' : 'bad'}`}>
        {status ?? 'running'}
      </span>
      <b>{duration === undefined ? 'running' : formatTime(duration)}</b>
      <span>{formatCount(parts, 'part')}</span>
      {failed > 0 && <span class="bad-text">{failed} failed</span>}
      {skipped > 0 && <span>{skipped} skipped</span>}
      <span>{dialect}</span>
      {order !== undefined && <span>{orders[order]}</span>}
      {stopsOnError === true && <span>stops at the first failure</span>}
    </div>
  )
}
