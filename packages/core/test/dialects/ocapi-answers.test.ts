import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { HeaderList, PartOutcome } from '@batchway/core'
import { readMultipartPart, splitMultipart } from '../../src/wire/multipart.ts'
import { answered } from '../support/model.ts'
import { readWithDicer } from '../support/multipart.ts'
import {
  faultOf,
  headerOf,
  openOcapi,
  sectionsOf,
  textOf,
  writeSection,
} from '../support/multipart-ocapi.ts'

const path = '/dw/shop/v24_5/x'

const bytes = fc.oneof(
  fc.constant(new Uint8Array()),
  fc.uint8Array({ maxLength: 60 }),
  fc
    .array(fc.constantFrom('\n', '\r\n', '\r', '--b', '--b--', '--bx', 'b', '{"a":1}', '\n--b\n'), {
      maxLength: 10,
    })
    .map((pieces) => Uint8Array.from(Buffer.from(pieces.join('')))),
)

const reply = fc.record({ status: fc.constantFrom(200, 201, 204, 302, 404, 409, 503), body: bytes })
const replies = fc.array(reply, { minLength: 1, maxLength: 6 })

type Reply = { readonly status: number; readonly body: Uint8Array }

/** A batch of as many parts as there are replies, and what came back. */
async function exchange(
  given: readonly Reply[],
  lineEnds: 'lf' | 'crlf',
): Promise<{ readonly body: Uint8Array; readonly boundary: string; readonly text: string }> {
  const api = openOcapi({ lineEnds }, ({ part }) => {
    const { status, body } = given[part.index] ?? assert.fail()
    return answered(status, body)
  })
  const sections = given.map((_, index) => writeSection(path, [`x-dw-content-id: id${index}`]))
  const answer = await api.post(`${sections.join('')}--b--`)
  const read = sectionsOf(answer, lineEnds === 'lf' ? '\n' : '\r\n')
  assert.deepEqual(
    read,
    given.map(({ status, body }, index) => ({
      lines: [`x-dw-content-id: id${index}`, `x-dw-status-code: ${status}`],
      body: Buffer.from(body),
    })),
  )
  const type = headerOf(answer, 'content-type') ?? ''
  const boundary = type.slice('multipart/mixed; boundary='.length)
  return { body: answer.body, boundary, text: textOf(answer) }
}

function isForged({ body }: Reply): boolean {
  return /[\n\r]--b/.test(`\n${Buffer.from(body).toString('latin1')}`)
}

function checkBoundary(given: readonly Reply[], boundary: string): void {
  if (given.some(isForged)) assert.match(boundary, /^batchway-[0-9a-f-]{36}$/)
  else assert.equal(boundary, 'b')
}

describe('the answer of an OCAPI batch', () => {
  it('has the bytes of the API for the reader of a released client, and for our own', async () => {
    const property = fc.asyncProperty(replies, async (given) => {
      const { body, boundary } = await exchange(given, 'lf')
      checkBoundary(given, boundary)
      const own = splitMultipart(body, boundary).sections.map((section) => {
        const part = readMultipartPart(section)
        return 'line' in part ? assert.fail(part.line) : Buffer.from(part.body)
      })
      // With LF alone, a CR at the end of a body looks like one of the line break.
      const readable = given.map((one) => {
        return one.body.at(-1) === 0x0d ? Buffer.from(one.body).subarray(0, -1) : one.body
      })
      assert.deepEqual(
        own,
        readable.map((one) => Buffer.from(one)),
      )
    })
    await fc.assert(property, { numRuns: 500 })
  })

  it('has the bytes of the API for an independent reader, with CRLF', async () => {
    const property = fc.asyncProperty(replies, async (given) => {
      const { body, boundary } = await exchange(given, 'crlf')
      checkBoundary(given, boundary)
      const foreign = await readWithDicer(body, boundary)
      // That reader takes an empty line before a delimiter for the line break of the delimiter.
      const withBody = given.map((one) => (one.body.length === 0 ? Buffer.alloc(0) : one.body))
      assert.deepEqual(
        foreign.map((part) => part.body),
        withBody.map((one) => Buffer.from(one)),
      )
      for (const [index, { headers }] of foreign.entries()) {
        const one = given[index] ?? assert.fail()
        if (one.body.length === 0) continue
        assert.deepEqual(headers, [
          ['x-dw-content-id', `id${index}`],
          ['x-dw-status-code', String(one.status)],
        ])
      }
    })
    await fc.assert(property, { numRuns: 300 })
  })

  it('is laid out to the byte as documented', async () => {
    const given = [
      { status: 200, body: Buffer.from('{"a":1}') },
      { status: 204, body: Buffer.alloc(0) },
      { status: 404, body: Buffer.from('\n') },
    ]
    const expected = [
      '--b\nx-dw-content-id: id0\nx-dw-status-code: 200\n\n{"a":1}\n',
      '--b\nx-dw-content-id: id1\nx-dw-status-code: 204\n\n',
      '--b\nx-dw-content-id: id2\nx-dw-status-code: 404\n\n\n\n--b--\n',
    ].join('')
    assert.equal((await exchange(given, 'lf')).text, expected)
    const crlf = (await exchange(given.slice(0, 2), 'crlf')).text
    const lines = expected.replace(/--b\nx-dw-content-id: id2[^]*/, '--b--\n')
    assert.equal(crlf, lines.replaceAll('\n', '\r\n'))
  })

  it('takes a fresh boundary as long as a body has a line that begins with one', async () => {
    const boundaries = ['c', 'd', 'e']
    const created: string[] = []
    const createBoundary = (): string => {
      const next = boundaries[created.length] ?? assert.fail('too many boundaries')
      created.push(next)
      return next
    }
    const bodies = ['x\n--bcd', '--c', 'x\r\n--d--', 'x--e']
    const api = openOcapi({ createBoundary }, ({ part }) => {
      return answered(200, Buffer.from(bodies[part.index] ?? ''))
    })
    const answer = await api.post(`${writeSection(path).repeat(4)}--b--`)
    assert.equal(headerOf(answer, 'content-type'), 'multipart/mixed; boundary=e')
    assert.deepEqual(
      sectionsOf(answer).map(({ body }) => body.toString()),
      bodies,
    )
  })

  it('has the boundary of the batch, in quotes only if it came in quotes', async () => {
    const cases = [
      ['"b"', '"b"'],
      [' b ; charset=x', 'b'],
      ['#separator$_@', '#separator$_@'],
      ['"a \\"b\\\\"', '"a \\"b\\\\"', 'a "b\\'],
      ['b'.repeat(70), 'b'.repeat(70)],
    ]
    for (const [sent = '', shown = '', text = shown.replaceAll('"', '')] of cases) {
      const section = writeSection(path).replace('--b\n', `--${text}\n`)
      const answer = await openOcapi().post(`${section}--${text}--`, {
        headers: [
          ['content-type', `multipart/mixed; boundary=${sent}`],
          ['x-dw-client-id', 'cid'],
        ],
      })
      assert.equal(headerOf(answer, 'content-type'), `multipart/mixed; boundary=${shown}`)
      assert.equal(textOf(answer), `--${text}\nx-dw-status-code: 204\n\n--${text}--\n`)
    }
  })

  it('writes a boundary beyond ASCII with the bytes that it came with', async () => {
    const section = writeSection(path).replace('--b\n', '--\xe9\n')
    const answer = await openOcapi().post(`${section}--\xe9--`, {
      headers: [
        ['content-type', 'multipart/mixed; boundary=\xe9'],
        ['x-dw-client-id', 'cid'],
      ],
    })
    // Such a boundary may also be refused; what may not be is an answer that nobody can split.
    if (answer.status !== 200) faultOf(answer)
    else assert.equal(textOf(answer), '--\xe9\nx-dw-status-code: 204\n\n--\xe9--\n')
  })

  it('has headers of the API between id and status, where they are wanted', async () => {
    const headers: HeaderList = [
      ['location', '/a'],
      ['content-type', 'text/x-\xe9'],
      ['x-dw-resource-state', 'f00'],
    ]
    const outcome: PartOutcome = {
      kind: 'answered',
      response: { status: 201, headers, body: Buffer.from('y') },
    }
    const batch = `${writeSection(path, ['x-dw-content-id: caf\xe9'])}--b--`
    const answer = await openOcapi({ partHeaders: true }, () => outcome).post(batch)
    assert.equal(
      textOf(answer),
      '--b\nx-dw-content-id: caf\xe9\nLocation: /a\nContent-Type: text/x-\xe9\nX-Dw-Resource-State: f00\nx-dw-status-code: 201\n\ny\n--b--\n',
    )
    const plain = await openOcapi({}, () => outcome).post(batch)
    assert.equal(
      textOf(plain),
      '--b\nx-dw-content-id: caf\xe9\nx-dw-status-code: 201\n\ny\n--b--\n',
    )
  })

  it('has no header of the API that could be taken for id or status', async () => {
    const outcome: PartOutcome = {
      kind: 'answered',
      response: {
        status: 200,
        headers: [
          ['x-dw-content-id', 'other'],
          ['x-dw-status-code', '500'],
        ],
        body: new Uint8Array(),
      },
    }
    const api = openOcapi({ partHeaders: true }, () => outcome)
    const answer = await api.post(`${writeSection(path, ['x-dw-content-id: one'])}--b--`)
    assert.equal(textOf(answer), '--b\nx-dw-content-id: one\nx-dw-status-code: 200\n\n--b--\n')
  })

  it('has a fault document where the engine failed a part', async () => {
    const failed: PartOutcome = { kind: 'failed', reason: 'unreachable', message: 'No "API".' }
    const answer = await openOcapi({ version: '21.10' }, () => failed).post(
      `${writeSection(path)}--b--`,
    )
    assert.equal(
      textOf(answer),
      '--b\nx-dw-status-code: 502\n\n{"_v":"21.10","fault":{"arguments":{},"type":"BadGatewayException","message":"No \\"API\\"."}}\n--b--\n',
    )
  })
})
