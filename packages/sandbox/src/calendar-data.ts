import type { DatabaseSync } from 'node:sqlite'
import { insertRow } from './table.ts'
import type { Table } from './table.ts'

/** Events of all calendars; the primary key is the calendar's id and the event's. */
export const CALENDAR_EVENTS: Table = {
  name: 'calendar_events',
  key: 'key',
  columns: new Map([
    ['key', 'text'],
    ['calendar', 'text'],
    ['id', 'text'],
    ['summary', 'text'],
    ['location', 'text'],
    ['start', 'json'],
    ['end', 'json'],
    ['sequence', 'number'],
  ]),
}

/** The calendars that there are. */
export const CALENDARS: ReadonlyMap<string, string> = new Map([
  ['primary', 'Mira Holt'],
  ['team@example.com', 'Team'],
])

/** SQL that makes the table of the events. */
export const CALENDAR_SCHEMA = `
CREATE TABLE calendar_events (
  key TEXT PRIMARY KEY, calendar TEXT NOT NULL, id TEXT NOT NULL, summary TEXT NOT NULL,
  location TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, sequence INTEGER NOT NULL
);
`

const EVENTS: readonly (readonly [id: string, summary: string, day: string])[] = [
  ['standup1', 'Stand-up', '2026-11-30'],
  ['review1', 'Review', '2026-12-01'],
]

/** Adds the seed data to the empty table. */
export function fillCalendar(database: DatabaseSync): void {
  for (const [id, summary, day] of EVENTS) {
    const date = JSON.stringify({ date: day })
    insertRow(database, CALENDAR_EVENTS, {
      key: keyOf('primary', id),
      calendar: 'primary',
      id,
      summary,
      location: '',
      start: date,
      end: date,
      sequence: 0,
    })
  }
}

/** The key of an event's row. */
export function keyOf(calendar: string, id: string): string {
  return JSON.stringify([calendar, id])
}
