import type { PartRecord } from 'batchway'
import { formatTime } from './format.ts'

/** The colour of a part: how it ended, or that it has not. */
export type Tone = 'good' | 'bad' | 'skipped' | 'running'

/** The colour of a part. */
export function toneOf({ state, bad }: PartRecord): Tone {
  if (state === 'skipped') return 'skipped'
  if (bad === true || state === 'failed') return 'bad'
  return state === 'answered' ? 'good' : 'running'
}

/** What a part is called: its own name, or its place, from 1. */
export function nameOf({ id, index }: Pick<PartRecord, 'id' | 'index'>): string {
  return id ?? String(index + 1)
}

/** How a part went, in one sentence for a screen reader. */
export function describePart(part: PartRecord): string {
  const { index, id, method, request, times, needs } = part
  const name = id === undefined ? `Part ${index + 1}` : `Part ${index + 1} "${id}"`
  const took =
    times.ready === undefined || times.done === undefined
      ? ''
      : `, ${formatTime(times.done - times.ready)}`
  const waited = needs.length === 0 ? '' : `, waits for ${needs.map((one) => one + 1).join(', ')}`
  return `${name}: ${method} ${request.path}, ${endOf(part)}${took}${waited}`
}

function endOf({ state, status, failure, because }: PartRecord): string {
  switch (state) {
    case 'queued':
      return 'queued'
    case 'sent':
      return 'sent, waiting for the answer'
    case 'answered':
      return `answered with ${status}`
    case 'failed':
      return `failed with ${status}, ${failure?.reason ?? 'unknown'}`
    case 'skipped':
      return because === undefined ? 'skipped' : `skipped because part ${because + 1} failed`
  }
}

/** A stretch of a part's time, for reading. */
export interface TimeLine {
  readonly name: string
  readonly time: number
}

/** How long a part did what. */
export function timesOf({ times }: PartRecord): readonly TimeLine[] {
  const { ready, sent, received, done } = times
  const lines: TimeLine[] = []
  if (ready === undefined) return lines
  const began = sent ?? done
  if (began !== undefined) lines.push({ name: 'Queued', time: began - ready })
  if (sent === undefined) return lines
  const first = received ?? done
  if (first !== undefined) lines.push({ name: 'Waiting', time: first - sent })
  if (received !== undefined && done !== undefined) {
    lines.push({ name: 'Receiving', time: done - received })
  }
  return lines
}
