import type { BatchRecord, BatchSummary } from 'batchway'
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { BatchDetails } from '../parts/batch-details.tsx'
import { Icon } from '../parts/icon.tsx'
import type { Filter } from '../lib/filters.ts'
import { hasFailed, isShown } from '../lib/filters.ts'
import { formatClock, formatTime } from '../lib/format.ts'
import { writeRoute } from '../lib/route.ts'
import { batches, connection, fetchRecord, filter } from '../store.ts'

const kinds: readonly (readonly [Filter['kind'], string])[] = [
  ['all', 'All'],
  ['failed', 'Failed'],
  ['slow', 'Slow'],
  ['limited', 'Rate-limited'],
]

const slowTimes = [50, 100, 250, 500, 1000, 5000]

/** The last batches that passed, and one of them in full. */
export function TrafficView({ number }: { readonly number: number | undefined }): JSX.Element {
  return (
    <div class={`traffic ${number === undefined ? '' : 'with-batch'}`}>
      <section class="panel list-panel" aria-label="Batches">
        <Filters />
        <List number={number} />
      </section>
      <section class="panel detail-panel" aria-label="Batch">
        <Detail number={number} />
      </section>
    </div>
  )
}

function set(change: Partial<Filter>): void {
  filter.value = { ...filter.value, ...change }
}

function Filters(): JSX.Element {
  const { kind, slow, text } = filter.value
  return (
    <div class="filters">
      <div class="segments" role="group" aria-label="Which batches">
        {kinds.map(([name, title]) => (
          <button
            key={name}
            type="button"
            aria-pressed={kind === name}
            onClick={() => set({ kind: name })}
          >
            {title}
            <span class="count">
              {
                batches.value.filter((batch) => isShown(batch, { kind: name, slow, text: '' }))
                  .length
              }
            </span>
          </button>
        ))}
      </div>
      <label class="inline">
        Slow from
        <select value={slow} onChange={(event) => set({ slow: Number(event.currentTarget.value) })}>
          {slowTimes.map((time) => (
            <option key={time} value={time}>
              {formatTime(time)}
            </option>
          ))}
        </select>
      </label>
      <input
        type="search"
        aria-label="Search endpoint, dialect, status or id"
        placeholder="Search"
        value={text}
        onInput={(event) => set({ text: event.currentTarget.value })}
      />
    </div>
  )
}

/** While the reader is in the list, it stands still: what is new waits above it. */
function List({ number }: { readonly number: number | undefined }): JSX.Element {
  const [held, setHeld] = useState<number>()
  const all = batches.value
  const newest = all[0]?.number ?? 0
  const shown = all.filter(
    (batch) => isShown(batch, filter.value) && (held === undefined || batch.number <= held),
  )
  const waiting = held === undefined ? 0 : Math.max(0, newest - held)
  const hold = (): void => setHeld((before) => before ?? newest)
  const whole = useRef<HTMLDivElement>(null)
  const goesToNew = useRef(false)
  const showNew = (): void => {
    setHeld(newest)
    goesToNew.current = true
  }
  // The button is gone then; who uses the keyboard goes on in the list.
  useLayoutEffect(() => {
    if (goesToNew.current) whole.current?.querySelector('a')?.focus()
    goesToNew.current = false
  }, [held])
  return (
    <div
      ref={whole}
      onMouseEnter={hold}
      onMouseLeave={({ currentTarget }) => {
        if (currentTarget.querySelector(':focus-visible') === null) setHeld(undefined)
      }}
      onFocusCapture={hold}
      onBlurCapture={({ currentTarget, relatedTarget }) => {
        if (!isInside(relatedTarget, currentTarget)) setHeld(undefined)
      }}
    >
      <p class="new-batches" role="status">
        {waiting === 0 ? (
          ' '
        ) : (
          <button class="link" type="button" onClick={showNew}>
            {waiting} new
          </button>
        )}
      </p>
      {shown.length === 0 ? (
        <Empty />
      ) : (
        <ul class="batches">
          {shown.map((batch) => (
            <Line key={batch.number} batch={batch} isOpen={batch.number === number} />
          ))}
        </ul>
      )}
    </div>
  )
}

function isInside(target: EventTarget | null, element: Element): boolean {
  return target instanceof Node && element.contains(target)
}

function Empty(): JSX.Element {
  if (batches.value.length > 0) {
    return (
      <div class="nothing">
        <h2>Nothing like that</h2>
        <p>No batch that is kept fits the filter.</p>
      </div>
    )
  }
  if (connection.value !== 'live') {
    return (
      <div class="nothing">
        <h2>Waiting for the gateway</h2>
        <p>The list comes as soon as it answers.</p>
      </div>
    )
  }
  return (
    <div class="nothing">
      <h2>No batches yet</h2>
      <p>
        Every batch that passes the gateway appears here. <a href="#/compose">Compose one</a>, or
        post one to an <a href="#/endpoints">endpoint</a>.
      </p>
    </div>
  )
}

function Line({
  batch,
  isOpen,
}: {
  readonly batch: BatchSummary
  readonly isOpen: boolean
}): JSX.Element {
  const { number, endpoint, dialect, status, duration, parts, failed, skipped, limited } = batch
  const tone = duration === undefined ? 'running' : hasFailed(batch) ? 'bad' : 'good'
  return (
    <li>
      <a
        class="line"
        href={writeRoute({ view: 'traffic', batch: number })}
        aria-current={isOpen ? 'true' : undefined}
      >
        <span class={`pill ${tone}`}>{status ?? '…'}</span>
        <span class="line-main">
          <span class="line-path">{endpoint}</span>
          <span class="line-more">
            {dialect} · {parts === 1 ? '1 part' : `${parts} parts`}
            {failed > 0 && <span class="bad-text"> · {failed} failed</span>}
            {skipped > 0 && ` · ${skipped} skipped`}
            {limited > 0 && <span class="bad-text"> · rate-limited</span>}
            {batch.refused !== undefined && limited === 0 && (
              <span class="bad-text"> · {batch.refused.code}</span>
            )}
          </span>
        </span>
        <span class="line-end">
          <b>{duration === undefined ? 'running' : formatTime(duration)}</b>
          <span>{formatClock(batch.startedAt)}</span>
        </span>
      </a>
    </li>
  )
}

type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'there'; readonly record: BatchRecord }

function Detail({ number }: { readonly number: number | undefined }): JSX.Element {
  const loaded = useRecord(number)
  if (number === undefined) {
    return (
      <div class="nothing">
        <h2>Choose a batch</h2>
        <p>Its parts appear here as a waterfall, with their requests and answers.</p>
      </div>
    )
  }
  return (
    <>
      <header class="detail-head">
        <a class="button back" href="#/traffic">
          <Icon name="back" /> All batches
        </a>
        <h2>
          Batch {number}
          {loaded.kind === 'there' && <code>{loaded.record.endpoint}</code>}
        </h2>
      </header>
      <Content loaded={loaded} />
    </>
  )
}

function Content({ loaded }: { readonly loaded: Loaded }): JSX.Element {
  switch (loaded.kind) {
    case 'loading':
      return <p class="empty">Loading …</p>
    case 'gone':
      return (
        <div class="nothing">
          <h2>It is not kept any more</h2>
          <p>The gateway keeps only the last batches.</p>
        </div>
      )
    case 'failed':
      return (
        <p class="note bad" role="alert">
          <b>not loaded</b> {loaded.message}
        </p>
      )
    case 'there':
      return <BatchDetails key={loaded.record.number} record={loaded.record} />
  }
}

/** Milliseconds between two looks at a batch that runs: that time passes is told by nobody. */
const lookTime = 500

/** A batch, fetched again when the gateway says that something has changed, and while it runs. */
export function useRecord(number: number | undefined): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' })
  const [looks, setLooks] = useState(0)
  useEffect(() => {
    if (loaded.kind !== 'there' || loaded.record.duration !== undefined) return undefined
    const timer = setTimeout(() => setLooks((before) => before + 1), lookTime)
    return () => clearTimeout(timer)
  }, [loaded])
  const summary = batches.value.find((batch) => batch.number === number)
  const version = useMemo(() => `${summary?.done} ${summary?.duration}`, [summary])
  useEffect(() => {
    if (number === undefined) return undefined
    let isCurrent = true
    setLoaded((before) =>
      before.kind === 'there' && before.record.number === number ? before : { kind: 'loading' },
    )
    const settle = (next: Loaded): void => {
      if (isCurrent) setLoaded(next)
    }
    fetchRecord(number).then(
      (record) => settle(record === undefined ? { kind: 'gone' } : { kind: 'there', record }),
      (error: unknown) =>
        settle({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    )
    return () => {
      isCurrent = false
    }
  }, [number, version, looks])
  return loaded
}
