import type { BatchRecord, PartRecord } from 'batchway'
import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { formatTime } from '../lib/format.ts'
import { describePart, nameOf, toneOf } from '../lib/parts.ts'
import type { Frame, Picture, Stretch } from '../lib/waterfall.ts'
import { drawWaterfall } from '../lib/waterfall.ts'

interface WaterfallProps {
  readonly record: BatchRecord
  /** Index of the part whose messages are shown. */
  readonly chosen: number | undefined
  readonly onChoose: (part: number) => void
}

/** Below this width the name of a part stands above its bar; the style sheet knows it too. */
const narrow = 620
const besides: Omit<Frame, 'width'> = { rowHeight: 38, barHeight: 14, middle: 19 }
const below: Omit<Frame, 'width'> = { rowHeight: 56, barHeight: 12, middle: 40 }

/** The parts of a batch over time. Rows are buttons; the arrow keys go from one to the next. */
export function Waterfall({ record, chosen, onChoose }: WaterfallProps): JSX.Element {
  const track = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [isNarrow, setNarrow] = useState(false)
  // Before it is painted, so that nothing jumps.
  useLayoutEffect(() => {
    const element = track.current
    if (element === null) return undefined
    const measure = (): void => {
      setWidth(element.clientWidth)
      setNarrow((element.parentElement?.clientWidth ?? 0) < narrow)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const { records } = record
  const end = record.duration ?? record.elapsed ?? 0
  const picture = drawWaterfall(records, end, { width, ...(isNarrow ? below : besides) })
  const current = chosen ?? 0
  return (
    <div class="waterfall">
      <div class="axis" aria-hidden="true">
        {picture.ticks.map(({ x, time }) => (
          <span key={time} style={{ left: `${x}px` }}>
            {time === 0 ? '0' : formatTime(time)}
          </span>
        ))}
      </div>
      <ol class="rows" aria-label="Parts of the batch" onKeyDown={(event) => moveBetween(event)}>
        {records.map((part) => (
          <Row
            key={part.index}
            part={part}
            isChosen={part.index === chosen}
            isReachable={part.index === Math.min(current, records.length - 1)}
            onChoose={onChoose}
          />
        ))}
      </ol>
      <div class="track" ref={track} aria-hidden="true">
        {width > 0 && (
          <Drawing picture={picture} records={records} width={width} isNarrow={isNarrow} />
        )}
      </div>
    </div>
  )
}

interface RowProps {
  readonly part: PartRecord
  readonly isChosen: boolean
  readonly isReachable: boolean
  readonly onChoose: (part: number) => void
}

function Row({ part, isChosen, isReachable, onChoose }: RowProps): JSX.Element {
  const { index, method, request, group } = part
  return (
    <li>
      <button
        class={`row ${toneOf(part)}`}
        type="button"
        tabIndex={isReachable ? 0 : -1}
        aria-pressed={isChosen}
        aria-label={describePart(part)}
        onClick={() => onChoose(index)}
      >
        <span class="row-name">
          <b>{nameOf(part)}</b>
          {group !== undefined && <em title="Group">{group}</em>}
          <span class="method">{method}</span>
          <span class="path">{request.path}</span>
        </span>
        <span class="row-track" />
        <span class="row-end">
          <span class="pill">{part.status ?? '…'}</span>
          <span class="row-time">
            {part.times.done === undefined || part.times.ready === undefined
              ? '–'
              : formatTime(part.times.done - part.times.ready)}
          </span>
        </span>
      </button>
    </li>
  )
}

/** Up, down, home and end, in any list of buttons. */
function moveBetween(event: TargetedKeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const last = buttons.length - 1
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(at + 1, last),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: last,
  }
  const next = steps[event.key]
  if (at === -1 || next === undefined) return
  event.preventDefault()
  buttons[next]?.focus()
}

interface DrawingProps {
  readonly picture: Picture
  readonly records: readonly PartRecord[]
  readonly width: number
  readonly isNarrow: boolean
}

function Drawing({ picture, records, width, isNarrow }: DrawingProps): JSX.Element {
  const { rowHeight, barHeight, middle } = isNarrow ? below : besides
  return (
    <svg width={width} height={picture.height}>
      {picture.ticks.map(({ x, time }) => (
        <line key={time} class="grid" x1={x + 0.5} x2={x + 0.5} y1={0} y2={picture.height} />
      ))}
      {picture.bars.map((bars, part) => {
        const record = records[part]
        if (record === undefined) return null
        const y = part * rowHeight + middle
        return (
          <g key={record.index} class={toneOf(record)}>
            {bars.map(({ kind, x, width: length }) => (
              <Bar key={kind} kind={kind} x={x} y={y} length={length} height={barHeight} />
            ))}
          </g>
        )
      })}
      {picture.arrows.map(({ from, to, line, head }) => (
        <g key={`${from} ${to}`} class="arrow">
          <path d={line} />
          <polygon points={head} />
        </g>
      ))}
    </svg>
  )
}

interface BarProps {
  readonly kind: Stretch
  readonly x: number
  readonly y: number
  readonly length: number
  readonly height: number
}

function Bar({ kind, x, y, length, height }: BarProps): JSX.Element {
  const thickness = kind === 'blocked' ? 2 : kind === 'queued' ? height - 6 : height
  const around = kind === 'skipped' || kind === 'refused' ? height : length
  const left = kind === 'skipped' || kind === 'refused' ? Math.max(0, x - height / 2) : x
  return (
    <rect
      class={`bar ${kind}`}
      x={left}
      y={y - thickness / 2}
      width={around}
      height={thickness}
      rx={kind === 'blocked' ? 1 : 3}
    />
  )
}

const legend: readonly (readonly [string, string])[] = [
  ['blocked', 'waits for other parts'],
  ['queued', 'queued'],
  ['waiting', 'sent, waiting'],
  ['receiving', 'receiving'],
  ['bad', 'failed'],
  ['skipped', 'skipped'],
]

/** What the colours of a waterfall mean. */
export function Legend(): JSX.Element {
  return (
    <ul class="legend" aria-label="Colours">
      {legend.map(([kind, words]) => (
        <li key={kind}>
          <i class={`swatch ${kind}`} aria-hidden="true" />
          {words}
        </li>
      ))}
    </ul>
  )
}
