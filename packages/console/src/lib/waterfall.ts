import type { PartRecord } from 'batchway'

/** What a part does during a stretch of time. */
export type Stretch =
  /** It waits for other parts of its batch. */
  | 'blocked'
  /** Its turn in the batch has come: it waits for its turn at the API, or for a connection. */
  | 'queued'
  /** It was sent, and no answer has begun. */
  | 'waiting'
  /** Its answer arrives. */
  | 'receiving'
  /** It never ran, because another part failed. */
  | 'skipped'
  /** It failed before it was sent. */
  | 'refused'

/** A stretch of time in milliseconds. */
export interface Span {
  readonly kind: Stretch
  readonly start: number
  readonly end: number
}

/** A part that another one waits for. */
export interface Edge {
  readonly from: number
  readonly to: number
}

/** A bar in pixels. */
export interface Bar {
  readonly kind: Stretch
  readonly x: number
  readonly width: number
}

/** An arrow in pixels, as the commands of an SVG path, and its head as points of a polygon. */
export interface Arrow {
  readonly from: number
  readonly to: number
  readonly line: string
  readonly head: string
}

/** How large a waterfall is drawn, in pixels. */
export interface Frame {
  readonly width: number
  readonly rowHeight: number
  readonly barHeight: number
  /** The middle of a bar, from the top of its row. */
  readonly middle: number
}

/** A waterfall in pixels. */
export interface Picture {
  /** One list for each part. */
  readonly bars: readonly (readonly Bar[])[]
  readonly arrows: readonly Arrow[]
  readonly ticks: readonly { readonly x: number; readonly time: number }[]
  readonly height: number
}

/** The least width of a bar, so that it can be seen. */
const leastWidth = 3
const headSize = 4

/** What each part did when. `end`: milliseconds that the batch took, or takes so far. */
export function spansOf(records: readonly PartRecord[], end: number): readonly (readonly Span[])[] {
  const start = Math.min(end, ...records.flatMap(({ times }) => times.ready ?? []))
  return records.map((part) => {
    const { ready, sent, received, done } = part.times
    if (ready === undefined) return [neverRan(part, records, start, end)]
    const spans: Span[] = [
      { kind: 'blocked', start, end: ready },
      { kind: 'queued', start: ready, end: sent ?? done ?? end },
    ]
    if (sent === undefined) {
      if (part.state === 'failed')
        spans.push({ kind: 'refused', start: done ?? end, end: done ?? end })
    } else {
      spans.push({ kind: 'waiting', start: sent, end: received ?? done ?? end })
      if (received !== undefined)
        spans.push({ kind: 'receiving', start: received, end: done ?? end })
    }
    return spans.filter((span) => span.kind === 'refused' || span.end > span.start)
  })
}

function neverRan(
  { state, because }: PartRecord,
  records: readonly PartRecord[],
  start: number,
  end: number,
): Span {
  if (state === 'queued' || state === 'sent') return { kind: 'blocked', start, end }
  const cause = because === undefined ? undefined : records[because]?.times.done
  const at = cause ?? start
  return { kind: state === 'skipped' ? 'skipped' : 'refused', start: at, end: at }
}

/** Who waits for whom, without what follows from the rest: of a chain only its links are drawn. */
export function edgesOf(records: readonly PartRecord[]): readonly Edge[] {
  const all = records.map(() => new Set<number>())
  const closed = new Set<number>()
  const close = (part: number): ReadonlySet<number> => {
    const known = all[part] ?? new Set<number>()
    if (closed.has(part)) return known
    closed.add(part)
    for (const needed of records[part]?.needs ?? []) {
      known.add(needed)
      for (const further of close(needed)) known.add(further)
    }
    return known
  }
  return records.flatMap(({ index, needs }) =>
    needs
      .filter((from) => !needs.some((other) => other !== from && close(other).has(from)))
      .map((from) => ({ from, to: index })),
  )
}

/** Lays a waterfall out. `end`: milliseconds that the batch took, or takes so far. */
export function drawWaterfall(records: readonly PartRecord[], end: number, frame: Frame): Picture {
  const { width, rowHeight } = frame
  const whole = Math.max(end, ...records.map(({ times }) => times.done ?? 0), 0.1)
  const scale = (time: number): number =>
    Math.round((time / whole) * (width - leastWidth) * 10) / 10
  const bars = spansOf(records, whole).map((spans) =>
    spans.map(({ kind, start, end: until }) => {
      const x = scale(start)
      return { kind, x, width: Math.max(leastWidth, scale(until) - x) }
    }),
  )
  const arrows = edgesOf(records).flatMap((edge) => drawArrow(edge, bars, frame) ?? [])
  const ticks = tickTimes(whole, width).map((time) => ({ x: scale(time), time }))
  return { bars, arrows, ticks, height: records.length * rowHeight }
}

/** From the end of one bar to where the other part could begin. */
function drawArrow(
  { from, to }: Edge,
  bars: readonly (readonly Bar[])[],
  { rowHeight, barHeight, middle }: Frame,
): Arrow | undefined {
  const last = bars[from]?.at(-1)
  const first = bars[to]?.find(({ kind }) => kind !== 'blocked') ?? bars[to]?.at(-1)
  if (last === undefined || first === undefined) return undefined
  const down = to > from
  const side = down ? 1 : -1
  const x = Math.max(0, last.x + last.width - 1)
  const top = from * rowHeight + middle + (side * barHeight) / 2
  const y = to * rowHeight + middle
  if (first.x - x < headSize * 3) {
    // It begins where the other one ends, or nearly: straight into its bar.
    const target = Math.max(x, first.x + 1)
    const tip = y - (side * barHeight) / 2
    const bend = top + side * 4
    const line = `M${x} ${top}V${bend}H${target}V${tip - side * headSize}`
    const head = `${target},${tip} ${target - headSize},${tip - side * headSize * 1.5} ${target + headSize},${tip - side * headSize * 1.5}`
    return { from, to, line, head }
  }
  const tip = first.x - 1
  const line = `M${x} ${top}V${y - side * 5}Q${x} ${y} ${x + 5} ${y}H${tip - headSize}`
  const head = `${tip},${y} ${tip - headSize * 1.5},${y - headSize} ${tip - headSize * 1.5},${y + headSize}`
  return { from, to, line, head }
}

/** Round times for the axis, about one for every 80 pixels. */
export function tickTimes(whole: number, width: number): readonly number[] {
  const wanted = Math.max(1, Math.floor(width / 80))
  const rough = whole / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough
  const count = Math.floor(whole / step)
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)))
}
