import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { makeConfigFolder } from '../support/command-config.ts'
import type { FaultGateway } from '../support/fault-gateway.ts'
import { openFaultGateway, paths } from '../support/fault-gateway.ts'
import type { FaultyUpstream } from '../support/faulty-upstream.ts'
import { okAnswer, openFaulty } from '../support/faulty-upstream.ts'

const folder = makeConfigFolder()

interface ReadPart {
  readonly code: number
  readonly body?: { readonly n: number }
  readonly error?: { readonly message: string }
}

describe('kept-alive connections that the upstream closes', () => {
  let upstream: FaultyUpstream
  let gateway: FaultGateway
  /** Every part has a number of its own, by which the upstream counts it. */
  let next = 0

  before(async () => {
    upstream = await openFaulty()
    gateway = await openFaultGateway(folder, upstream)
  })
  beforeEach(() => {
    upstream.intercept = undefined
  })
  after(async () => {
    await gateway[Symbol.asyncDispose]()
    await upstream[Symbol.asyncDispose]()
  })

  /** Posts a batch of parts with new numbers, and gives those and the parts of the answer. */
  async function send(
    path: string,
    method: 'GET' | 'POST',
    count: number,
  ): Promise<{ readonly numbers: readonly number[]; readonly parts: readonly ReadPart[] }> {
    const numbers = Array.from({ length: count }, () => next++)
    const batch = numbers.map((number) => ({
      method,
      relative_url: `/ok/${number}`,
      ...(method === 'POST' ? { body: { number } } : {}),
    }))
    const { text } = await gateway.post(path, batch)
    const { parts } = JSON.parse(text) as { parts: readonly ReadPart[] }
    return { numbers, parts }
  }

  /** How often the upstream has got a part. */
  function timesSeen(method: string, number: number): number {
    return upstream.seen.filter((request) => request === `${method} /v2/ocamba/ok/${number}`).length
  }

  function assertRead(numbers: readonly number[], parts: readonly ReadPart[]): void {
    assert.deepEqual(
      parts.map(({ code, body }) => [code, body?.n]),
      numbers.map((number) => [200, number]),
    )
    for (const number of numbers) assert.ok(timesSeen('GET', number) <= 2, `${number}`)
  }

  function assertWritten(numbers: readonly number[], parts: readonly ReadPart[]): void {
    parts.forEach(({ code, body, error }, index) => {
      const number = numbers[index] ?? -1
      if (code === 200) assert.equal(body?.n, number)
      else assert.match(`${code} ${error?.message}`, /^502 .*unknown whether it took effect/)
      assert.ok(timesSeen('POST', number) <= 1, `${number} was sent twice`)
    })
  }

  it('cost safe parts nothing: each is sent once more, over a new connection', async () => {
    upstream.intercept = ({ socket, before: count }) => {
      if (count > 0) socket.destroy()
      return count > 0
    }
    const { numbers, parts } = await send(paths.serial, 'GET', 20)
    assertRead(numbers, parts)
    assert.ok(numbers.some((number) => timesSeen('GET', number) === 2))
  })

  it('leave unsafe parts unknown: none is sent twice', async () => {
    upstream.intercept = ({ socket, before: count }) => {
      if (count > 0) socket.destroy()
      return count > 0
    }
    const { numbers, parts } = await send(paths.serial, 'POST', 20)
    assertWritten(numbers, parts)
    assert.ok(parts.some(({ code }) => code === 502))
    assert.ok(numbers.every((number) => timesSeen('POST', number) === 1))
  })

  it('may all close in the moment when a batch of safe parts reaches them', async () => {
    for (let round = 0; round < 3; round += 1) {
      await send(paths.ocamba, 'GET', 40)
      let closed = false
      upstream.intercept = () => {
        if (closed) return false
        closed = true
        upstream.closeAll()
        return true
      }
      const { numbers, parts } = await send(paths.ocamba, 'GET', 30)
      assertRead(numbers, parts)
      upstream.intercept = undefined
    }
  })

  for (const path of ['serial', 'ocamba'] as const) {
    it(`may close right behind each answer, in a batch at ${paths[path]}`, async () => {
      const closers = [
        (close: () => void) => close(),
        (close: () => void) => process.nextTick(close),
        (close: () => void) => void setImmediate(close),
        (close: () => void) => void setTimeout(close, 1),
        () => {},
      ]
      let turn = 0
      upstream.intercept = ({ socket, path: target }) => {
        const number = Number(target.slice(target.lastIndexOf('/') + 1))
        socket.write(okAnswer(number), () => {
          turn += 1
          closers[turn % closers.length]?.(() => socket.end())
        })
        return true
      }
      const read = await send(paths[path], 'GET', 100)
      assertRead(read.numbers, read.parts)
      const written = await send(paths[path], 'POST', 100)
      assertWritten(written.numbers, written.parts)
    })
  }
})
