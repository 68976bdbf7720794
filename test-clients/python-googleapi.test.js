import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startGateway } from './support/servers.js'

const gateway = await startGateway()
const program = fileURLToPath(new URL('support/calendar_batch.py', import.meta.url))
const day = { date: '2026-12-24' }

/** Each call is `[request id, method, arguments, headers]`. */
async function send(...calls) {
  const args = [program, `${gateway.url}/`, JSON.stringify(calls)]
  // Debian's own, which has Debian's packages.
  const { stdout } = await promisify(execFile)('/usr/bin/python3', args)
  return JSON.parse(stdout)
}

describe('python3-googleapi', () => {
  it('reads and writes, each answer to its own id, however long and odd', async () => {
    const odd = `my id/2 + ${'long '.repeat(20)}ü`
    const answers = await send(
      ['list', 'list', { calendarId: 'primary', maxResults: 1 }, {}],
      [
        odd,
        'insert',
        { calendarId: 'primary', body: { summary: 'Käse', start: day, end: day } },
        {},
      ],
      [
        '3',
        'patch',
        { calendarId: 'primary', eventId: 'review1', body: { location: 'Room 1' } },
        { 'If-Match': '"review1-0"' },
      ],
      [
        '4',
        'patch',
        { calendarId: 'primary', eventId: 'review1', body: { location: 'Room 2' } },
        { 'If-Match': '"old"' },
      ],
      ['5', 'delete', { calendarId: 'primary', eventId: 'standup1' }, {}],
      ['6', 'get', { calendarId: 'primary', eventId: 'nope' }, {}],
    )
    assert.deepEqual(Object.keys(answers).toSorted(), ['3', '4', '5', '6', 'list', odd].toSorted())
    assert.equal(answers.list.items[0].summary, 'Review')
    assert.deepEqual([answers[odd].summary, answers[odd].start], ['Käse', day])
    assert.equal(answers['3'].location, 'Room 1')
    assert.deepEqual(answers['4'], { status: 412, message: 'Precondition Failed' })
    // What it makes of a 204.
    assert.deepEqual(answers['5'], {})
    assert.deepEqual(answers['6'], { status: 404, message: 'Not Found' })
    const { body } = await gateway.read('/calendar/v3/calendars/primary/events')
    const events = body.items.map(({ summary, location }) => `${summary}: ${location}`)
    assert.deepEqual(events.toSorted(), ['Käse: ', 'Review: Room 1'])
  })

  it('gets fifty answers in one batch', async () => {
    const calls = Array.from({ length: 50 }, (_, index) => {
      const summary = `event ${index}`
      return [
        summary,
        'insert',
        { calendarId: 'primary', body: { summary, start: day, end: day } },
        {},
      ]
    })
    const answers = await send(...calls)
    assert.equal(Object.keys(answers).length, 50)
    for (const [id, { summary }] of Object.entries(answers)) assert.equal(summary, id)
  })
})
