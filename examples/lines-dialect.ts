import type { Batch, Dialect, Part, PartOutcome } from '@batchway/core'
import { BatchError, outcomeStatus } from '@batchway/core'

const line = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)(?: (.+))?$/

/** A batch is a text with one request a line: `POST /orders {"item":"Lamp"}`. */
function readLines(text: string, most: number): readonly Part[] {
  const lines = text.split(/\r?\n/).filter((one) => one !== '')
  if (lines.length > most) {
    throw new BatchError(
      'too-many-parts',
      `There are ${lines.length} lines; at most ${most} are allowed.`,
    )
  }
  return lines.map((one, index) => {
    const [, method, target, body] = line.exec(one) ?? []
    if (method === undefined || target === undefined) {
      throw new BatchError('invalid-part', `must be METHOD /path, and JSON where there is a body`, {
        part: index,
        where: `Line ${index + 1}`,
      })
    }
    const part: Part = { index, method, target, headers: [] }
    return body === undefined ? part : { ...part, body: Buffer.from(body) }
  })
}

/** The answer is a JSON array. JSON bodies stand in it byte for byte, all others in base64. */
function writeOutcome(outcome: PartOutcome): Buffer {
  const status = outcomeStatus(outcome)
  if (outcome.kind !== 'answered') {
    const message = outcome.kind === 'failed' ? outcome.message : 'Not run.'
    return Buffer.from(JSON.stringify({ status, message }))
  }
  const { body } = outcome.response
  const head = `{"status":${status}`
  if (body.length === 0) return Buffer.from(`${head}}`)
  if (!isJson(body)) {
    return Buffer.from(`${head},"base64":"${Buffer.from(body).toString('base64')}"}`)
  }
  return Buffer.concat([Buffer.from(`${head},"body":`), body, Buffer.from('}')])
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return true
  } catch {
    return false
  }
}

/** What the gateway calls, with `options` of the configuration. */
export function createDialect(options: { readonly order?: 'parallel' | 'serial' }): Dialect {
  const { order = 'serial' } = options
  const json = [['content-type', 'application/json']] as const
  return {
    name: 'lines',
    limits: { parts: 20 },
    methods: ['POST'],
    mediaType: 'text/plain',
    challenge: 'Bearer',
    accepts: (type) => /^text\/plain *(?:;|$)/i.test(type ?? ''),
    readBatch(_outer, body, { limits }): Batch {
      return {
        parts: readLines(Buffer.from(body).toString(), limits.parts),
        order,
        stopOnError: false,
        isFailure: (status) => status >= 400,
        targets: 'root',
        inheritance: {
          inherits: (name) => name === 'accept-language',
          identity: 'caller',
          defaults: [['accept', 'application/json']],
          contentType: 'application/json',
        },
        placeOf: (part, field) => `Line ${part + 1}: its ${field}`,
      }
    },
    writeResults(_batch, outcomes) {
      const written = outcomes.flatMap((outcome, index) => [
        Buffer.from(index === 0 ? '[' : ','),
        writeOutcome(outcome),
      ])
      const body = Buffer.concat([
        ...(written.length === 0 ? [Buffer.from('[')] : written),
        Buffer.from(']'),
      ])
      return { status: 200, headers: json, body }
    },
    writeError({ code, status, where, message, headers }) {
      const text = where === undefined ? message : `${where} ${message}.`
      const body = Buffer.from(JSON.stringify({ code, message: text }))
      return { status, headers: [...json, ...headers], body }
    },
  }
}
