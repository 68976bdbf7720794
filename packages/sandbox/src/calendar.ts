import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { ApiError, toApiError } from './api-error.ts'
import { CALENDAR_EVENTS, CALENDARS, keyOf } from './calendar-data.ts'
import { matchesEntityTag } from './entity-tag.ts'
import { acceptJsonOnly, anyText, isObject, readFields } from './json-body.ts'
import type { BodyShape, Field } from './json-body.ts'
import { defineResource, pathParameter, queryOf } from './resource.ts'
import { deleteRow, insertRow, selectPage, selectRow, toObject, updateRow } from './table.ts'
import type { Row } from './table.ts'

const MAX_RESULTS = 2500
const STANDARD_RESULTS = 250

const time: Field = {
  expected: 'an object with "date" or "dateTime"',
  read: (value) =>
    isObject(value) && (value['date'] !== undefined || value['dateTime'] !== undefined)
      ? JSON.stringify(value)
      : undefined,
}

const EVENT: BodyShape = {
  fields: new Map([
    ['summary', anyText],
    ['location', anyText],
    ['start', time],
    ['end', time],
  ]),
  readOnly: ['kind', 'etag', 'id', 'status', 'sequence'],
}

const DEFAULTS: Row = { summary: '', location: '' }

const REASONS: ReadonlyMap<number, string> = new Map([
  [404, 'notFound'],
  [405, 'httpMethodNotAllowed'],
  [412, 'conditionNotMet'],
])

/** What the API's routes need. */
export interface CalendarOptions {
  readonly database: DatabaseSync
}

/**
 * A small API like Google Calendar's as a plugin: `calendars/{id}` and its `events`, with entity
 * tags and If-Match. Errors are `{error: {code, message, errors}}`.
 */
export function calendar(
  app: FastifyInstance,
  { database }: CalendarOptions,
  done: (error?: Error) => void,
): void {
  acceptJsonOnly(app)
  app.setErrorHandler(writeCalendarError)
  app.setNotFoundHandler(() => {
    throw new ApiError(404, 'Not Found')
  })
  const save = (request: FastifyRequest, replace: boolean): Row => {
    const current = findEvent(database, request)
    checkIfMatch(request, current)
    const fields = readFields(request.body, EVENT, replace ? ['start', 'end'] : [])
    const sequence = Number(current['sequence']) + 1
    const event = { ...current, ...(replace ? DEFAULTS : {}), ...fields, sequence }
    updateRow(database, CALENDAR_EVENTS, event)
    return event
  }
  defineResource(app, '/calendars/:calendar', {
    GET: (request) => {
      const id = calendarOf(request)
      return { kind: 'calendar#calendar', id, summary: CALENDARS.get(id) }
    },
  })
  defineResource(app, '/calendars/:calendar/events', {
    GET: (request) => listEvents(database, request),
    POST: (request, reply) => {
      const id = calendarOf(request)
      const fields = readFields(request.body, EVENT, ['start', 'end'])
      const event = { ...DEFAULTS, ...fields, ...newEvent(id) }
      insertRow(database, CALENDAR_EVENTS, event)
      return sendEvent(reply, event)
    },
  })
  defineResource(app, '/calendars/:calendar/events/:event', {
    GET: (request, reply) => sendEvent(reply, findEvent(database, request)),
    PATCH: (request, reply) => sendEvent(reply, save(request, false)),
    PUT: (request, reply) => sendEvent(reply, save(request, true)),
    DELETE: (request, reply) => {
      const event = findEvent(database, request)
      checkIfMatch(request, event)
      deleteRow(database, CALENDAR_EVENTS, event['key'] ?? '')
      return reply.code(204).send()
    },
  })
  done()
}

function listEvents(database: DatabaseSync, request: FastifyRequest): Record<string, unknown> {
  const id = calendarOf(request)
  const { rows } = selectPage(database, CALENDAR_EVENTS, {
    conditions: [{ column: 'calendar', comparison: 'eq', values: [id] }],
    order: [{ column: 'id', direction: 'ascending' }],
    limit: readMaxResults(request),
    offset: 0,
  })
  return { kind: 'calendar#events', summary: CALENDARS.get(id), items: rows.map(toEvent) }
}

function readMaxResults(request: FastifyRequest): number {
  const text = queryOf(request).get('maxResults') ?? String(STANDARD_RESULTS)
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (count >= 1 && count <= MAX_RESULTS) return count
  throw new ApiError(400, `maxResults is "${text}", but must be from 1 to ${MAX_RESULTS}.`)
}

function calendarOf(request: FastifyRequest): string {
  const id = pathParameter(request, 'calendar')
  if (CALENDARS.has(id)) return id
  throw new ApiError(404, 'Not Found')
}

function findEvent(database: DatabaseSync, request: FastifyRequest): Row {
  const key = keyOf(calendarOf(request), pathParameter(request, 'event'))
  const row = selectRow(database, CALENDAR_EVENTS, key)
  if (row !== undefined) return row
  throw new ApiError(404, 'Not Found')
}

function newEvent(calendarId: string): Row {
  const id = randomUUID().replaceAll('-', '').slice(0, 26)
  return { key: keyOf(calendarId, id), calendar: calendarId, id, sequence: 0 }
}

function checkIfMatch(request: FastifyRequest, event: Row): void {
  const ifMatch = request.headers['if-match']
  if (ifMatch === undefined || matchesEntityTag(ifMatch, entityTag(event))) return
  throw new ApiError(412, 'Precondition Failed')
}

function entityTag(event: Row): string {
  return `"${String(event['id'])}-${String(event['sequence'])}"`
}

function sendEvent(reply: FastifyReply, event: Row): FastifyReply {
  return reply.header('etag', entityTag(event)).send(toEvent(event))
}

function toEvent(row: Row): Record<string, unknown> {
  const { key: _key, calendar: _calendar, ...members } = toObject(CALENDAR_EVENTS, row)
  return { kind: 'calendar#event', etag: entityTag(row), status: 'confirmed', ...members }
}

function writeCalendarError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, message, headers } = toApiError(error)
  if (status >= 500) request.log.error({ err: error }, 'the request failed')
  const reason = REASONS.get(status) ?? (status < 500 ? 'badRequest' : 'backendError')
  const errors = [{ domain: 'global', reason, message }]
  reply
    .code(status)
    .headers(headers)
    .send({ error: { code: status, message, errors } })
}
