import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Question } from '../support/compared-app.ts'
import { startFastify } from '../support/fastify-app.ts'
import { StepRecorder } from '../support/step-recorder.ts'

type Line = Readonly<Record<string, unknown>>

/** What an app logs of one request, alone and as a part of a batch that it does not log. */
async function linesOf(
  question: Question,
): Promise<{ readonly alone: readonly Line[]; readonly part: readonly Line[] }> {
  const recorder = new StepRecorder()
  const lines: Line[] = []
  const write = (text: string): void => {
    const line = JSON.parse(text) as Line
    // The batch is a request of its own, with lines of its own.
    if (line['reqId'] !== 'one') return
    lines.push(line)
    recorder.add(String(line['msg']))
  }
  await using compared = await startFastify(
    (app) => {
      app.get('/good', async (request) => {
        request.log.info({ extra: 1 }, 'a line of the handler')
        return 'good'
      })
      app.get('/bad', async () => {
        throw new Error('broken')
      })
    },
    { server: { logger: { stream: { write } }, requestIdHeader: 'x-request-id' } },
  )
  const marked = { ...question, headers: { 'x-request-id': 'one' } }
  await compared.alone(marked)
  await recorder.take('request completed')
  const alone = lines.splice(0)
  await compared.asPart(marked)
  await recorder.take('request completed')
  return { alone, part: lines.splice(0) }
}

/** The names of all members, also of those in `req`, `res` and `err`. */
function keysOf(line: Line): readonly string[] {
  return Object.entries(line)
    .flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? Object.keys(value).map((inner) => `${name}.${inner}`)
        : [name],
    )
    .toSorted()
}

/** A line without what is of its moment and its connection. */
function timeless(line: Line): Line {
  const { time: _time, responseTime: _took, req, err: _error, ...rest } = line
  return { ...rest, req: { ...(req as Line | undefined), remotePort: 0 } }
}

describe('Fastify 5: what it logs of a part', () => {
  for (const path of ['/good', '/bad', '/nowhere']) {
    it(`has the keys that it has for a request alone (${path})`, async () => {
      const { alone, part } = await linesOf({ path })
      assert.ok(alone.length >= 2)
      assert.deepEqual(part.map(keysOf), alone.map(keysOf))
    })

    it(`says what it says for a request alone (${path})`, async () => {
      const { alone, part } = await linesOf({ path })
      assert.deepEqual(part.map(timeless), alone.map(timeless))
    })
  }
})
