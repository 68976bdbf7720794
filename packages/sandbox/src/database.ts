import { DatabaseSync } from 'node:sqlite'
import { CALENDAR_SCHEMA, fillCalendar } from './calendar-data.ts'
import { fillGraph, GRAPH_SCHEMA } from './graph-data.ts'
import { fillJournyx, JOURNYX_SCHEMA } from './journyx-data.ts'
import { fillOcamba, OCAMBA_SCHEMA } from './ocamba-data.ts'
import { OCAPI_SCHEMA } from './ocapi-collection.ts'
import { fillOcapi } from './ocapi-data.ts'
import { fillOdata, ODATA_SCHEMA } from './odata-data.ts'

const SCHEMA_VERSION = 3

/**
 * Opens the sandbox's database; a new one gets its tables and seed data in one transaction.
 *
 * Throws when the file cannot be opened or its schema version is not this one's.
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file)
  try {
    prepareDatabase(database, file)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** Makes the rows of the database the seed data again, in one transaction. */
export function resetDatabase(database: DatabaseSync): void {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
  database.exec('BEGIN')
  try {
    for (const { name } of tables) database.exec(`DELETE FROM ${String(name)}`)
    database.exec('DELETE FROM sqlite_sequence')
    fill(database)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function prepareDatabase(database: DatabaseSync, file: string): void {
  const version = database.prepare('PRAGMA user_version').get()?.['user_version']
  if (version === SCHEMA_VERSION) return
  if (version !== 0) {
    throw new Error(
      `${file} has schema version ${String(version)}, this sandbox needs ${SCHEMA_VERSION}: ` +
        'name a file that does not exist yet.',
    )
  }
  const apis = [OCAMBA_SCHEMA, JOURNYX_SCHEMA, OCAPI_SCHEMA]
  database.exec(`BEGIN; ${[...apis, ODATA_SCHEMA, GRAPH_SCHEMA, CALENDAR_SCHEMA].join(' ')}`)
  fill(database)
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`)
}

function fill(database: DatabaseSync): void {
  fillOcamba(database)
  fillJournyx(database)
  fillOcapi(database)
  fillOdata(database)
  fillGraph(database)
  fillCalendar(database)
}
