import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { isObject } from './json-body.ts'

/** The members of a document, without those whose names begin with `_`. */
export type Members = Readonly<Record<string, unknown>>

/** A document as it is stored. */
export interface Stored {
  readonly id: string
  /** Changes with every change of the document: 64 hexadecimal digits. */
  readonly state: string
  readonly members: Members
}

/** The documents of one kind in one site, library or customer, in the order of their creation. */
export interface Collection {
  find(id: string): Stored | undefined
  list(): readonly Stored[]
  /** Creates or replaces. */
  save(id: string, members: Members): Stored
  /** Nothing happens when there is none. */
  remove(id: string): void
}

/** SQL that makes the table of the OCAPI documents. */
export const OCAPI_SCHEMA = `
CREATE TABLE ocapi_documents (
  number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, scope TEXT NOT NULL,
  id TEXT NOT NULL, revision INTEGER NOT NULL, members TEXT NOT NULL CHECK (json_valid(members)),
  UNIQUE (kind, scope, id)
);
`

/** The documents of one kind in one scope. */
export function openCollection(database: DatabaseSync, kind: string, scope: string): Collection {
  const own = 'FROM ocapi_documents WHERE kind = ? AND scope = ?'
  const find = (id: string): Stored | undefined => {
    const row = database.prepare(`SELECT * ${own} AND id = ?`).get(kind, scope, id)
    return row && toStored(row)
  }
  return {
    find,
    list: () => database.prepare(`SELECT * ${own} ORDER BY number`).all(kind, scope).map(toStored),
    save(id, members) {
      database
        .prepare(
          `INSERT INTO ocapi_documents (kind, scope, id, revision, members) VALUES (?, ?, ?, 1, ?)
           ON CONFLICT (kind, scope, id)
           DO UPDATE SET revision = revision + 1, members = excluded.members`,
        )
        .run(kind, scope, id, JSON.stringify(members))
      const saved = find(id)
      if (saved === undefined) throw new Error(`${kind} ${id} was not saved`)
      return saved
    },
    remove(id) {
      database.prepare(`DELETE ${own} AND id = ?`).run(kind, scope, id)
    },
  }
}

function toStored(row: Record<string, unknown>): Stored {
  const { number, revision, id, members: text } = row
  const members: unknown = JSON.parse(String(text))
  if (!isObject(members)) throw new TypeError(`Document ${String(id)} is not an object`)
  const identity = JSON.stringify([number, revision, id, text])
  const state = createHash('sha256').update(identity).digest('hex')
  return { id: String(id), state, members }
}
