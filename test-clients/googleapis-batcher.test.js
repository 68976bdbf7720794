import { calendar as calendar16 } from '@googleapis/calendar'
import { batchFetchImplementation } from '@jrmdayn/googleapis-batcher'
import { calendar as calendar9 } from 'googleapis-calendar-9'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startGateway } from './support/servers.js'

const gateway = await startGateway()
const day = { date: '2026-12-24' }

for (const [version, calendar] of [
  ['16.0.0', calendar16],
  ['9.8.0', calendar9],
]) {
  const connect = () =>
    calendar({
      version: 'v3',
      rootUrl: `${gateway.url}/`,
      fetchImplementation: batchFetchImplementation({ maxBatchSize: 50 }),
    })

  describe(`@jrmdayn/googleapis-batcher with @googleapis/calendar ${version}`, () => {
    it('reads and writes, each answer to its own call', async () => {
      const { calendars, events } = connect()
      const calendarId = 'primary'
      const [own, list, made, changed, gone] = await Promise.all([
        calendars.get({ calendarId }),
        events.list({ calendarId, maxResults: 1 }),
        events.insert({ calendarId, requestBody: { summary: 'Käse', start: day, end: day } }),
        events.patch({ calendarId, eventId: 'review1', requestBody: { location: 'Room 1' } }),
        events.delete({ calendarId, eventId: 'standup1' }),
      ])
      assert.equal(own.data.summary, 'Mira Holt')
      assert.deepEqual(
        list.data.items.map(({ summary }) => summary),
        ['Review'],
      )
      assert.deepEqual([made.data.summary, made.data.start], ['Käse', day])
      assert.deepEqual([changed.data.id, changed.data.location], ['review1', 'Room 1'])
      assert.equal(gone.status, 204)
      const { body } = await gateway.read('/calendar/v3/calendars/primary/events')
      assert.deepEqual(body.items.map(({ summary }) => summary).toSorted(), ['Käse', 'Review'])
    })

    it('is told of the call that failed', async () => {
      const { events } = connect()
      const [found, missing] = await Promise.allSettled([
        events.get({ calendarId: 'primary', eventId: 'review1' }),
        events.get({ calendarId: 'primary', eventId: 'nope' }),
      ])
      assert.equal(found.value.data.summary, 'Review')
      assert.equal(missing.status, 'rejected')
      assert.match(missing.reason.message, /Not Found/)
    })
  })
}
