import type { DatabaseSync } from 'node:sqlite'
import type { EntitySet } from './entity-set.ts'
import { anyText, flag, someText } from './json-body.ts'
import { insertRow } from './table.ts'

/** The user whom `/me` means. */
export const GRAPH_ME = '7f1d2c3b-0000-4000-8000-000000000001'

/** Users. */
export const GRAPH_USERS: EntitySet = {
  name: 'users',
  type: 'user',
  table: {
    name: 'graph_users',
    key: 'id',
    columns: new Map([
      ['id', 'text'],
      ['displayName', 'text'],
      ['mail', 'text'],
      ['jobTitle', 'text'],
      ['accountEnabled', 'flag'],
      ['version', 'number'],
    ]),
  },
  shape: {
    fields: new Map([
      ['displayName', someText],
      ['mail', anyText],
      ['jobTitle', anyText],
      ['accountEnabled', flag],
    ]),
    readOnly: ['id'],
  },
  required: ['displayName'],
  defaults: { mail: '', jobTitle: '', accountEnabled: 1 },
}

/** Messages of `/me`. */
export const GRAPH_MESSAGES: EntitySet = {
  name: 'me/messages',
  type: 'message',
  table: {
    name: 'graph_messages',
    key: 'id',
    columns: new Map([
      ['id', 'text'],
      ['subject', 'text'],
      ['bodyPreview', 'text'],
      ['isRead', 'flag'],
      ['version', 'number'],
    ]),
  },
  shape: {
    fields: new Map([
      ['subject', anyText],
      ['bodyPreview', anyText],
      ['isRead', flag],
    ]),
    readOnly: ['id'],
  },
  required: [],
  defaults: { subject: '', bodyPreview: '', isRead: 0 },
}

/** SQL that makes the tables of the Graph-like API; the photo is kept as base64. */
export const GRAPH_SCHEMA = `
CREATE TABLE graph_users (
  id TEXT PRIMARY KEY, displayName TEXT NOT NULL, mail TEXT NOT NULL, jobTitle TEXT NOT NULL,
  accountEnabled INTEGER NOT NULL, version INTEGER NOT NULL
);
CREATE TABLE graph_messages (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, bodyPreview TEXT NOT NULL, isRead INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE TABLE graph_photos (user TEXT PRIMARY KEY, type TEXT NOT NULL, base64 TEXT NOT NULL);
`

/** A picture of one pixel. */
const PHOTO =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

const USERS: readonly (readonly [id: string, name: string, title: string])[] = [
  [GRAPH_ME, 'Mira Holt', 'Lead'],
  ['7f1d2c3b-0000-4000-8000-000000000002', 'Jon Doe', 'Clerk'],
  ['7f1d2c3b-0000-4000-8000-000000000003', 'Lin Chen', 'Engineer'],
]

/** Adds the seed data to the empty tables. */
export function fillGraph(database: DatabaseSync): void {
  for (const [id, displayName, jobTitle] of USERS) {
    const mail = `${displayName.replace(' ', '.').toLowerCase()}@example.com`
    const row = { id, displayName, mail, jobTitle, accountEnabled: 1, version: 1 }
    insertRow(database, GRAPH_USERS.table, row)
  }
  for (const [index, subject] of ['Welcome', 'Your invoice'].entries()) {
    const id = `AAMk${index + 1}`
    const row = { id, subject, bodyPreview: `About: ${subject}`, isRead: 0, version: 1 }
    insertRow(database, GRAPH_MESSAGES.table, row)
  }
  savePhoto(database, GRAPH_ME, { type: 'image/png', bytes: Buffer.from(PHOTO, 'base64') })
}

/** A user's picture. */
export interface Photo {
  readonly type: string
  readonly bytes: Buffer
}

/** Stores a user's picture in place of the one before. */
export function savePhoto(database: DatabaseSync, user: string, { type, bytes }: Photo): void {
  database
    .prepare('INSERT OR REPLACE INTO graph_photos (user, type, base64) VALUES (?, ?, ?)')
    .run(user, type, bytes.toString('base64'))
}

/** A user's picture, or `undefined`. */
export function findPhoto(database: DatabaseSync, user: string): Photo | undefined {
  const row = database.prepare('SELECT type, base64 FROM graph_photos WHERE user = ?').get(user)
  if (row === undefined) return undefined
  return { type: String(row['type']), bytes: Buffer.from(String(row['base64']), 'base64') }
}
