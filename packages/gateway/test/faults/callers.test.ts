import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { makeConfigFolder } from '../support/command-config.ts'
import { ocambaOk } from '../support/fault-answers.ts'
import type { FaultGateway } from '../support/fault-gateway.ts'
import { faultLimits, logLines, openFaultGateway, paths } from '../support/fault-gateway.ts'
import type { FaultyUpstream } from '../support/faulty-upstream.ts'
import { openFaulty } from '../support/faulty-upstream.ts'
import { hasProcessFigures, residentMemory } from '../support/process-figures.ts'
import type { RawConnection } from '../support/raw-connection.ts'
import { connectRaw } from '../support/raw-connection.ts'
import { createFlood } from '../support/slow-faults.ts'

const folder = makeConfigFolder()
const flood = createFlood()
const mebibyte = 2 ** 20
const budget = 96 * mebibyte
/** More than the kernel takes for a connection that nobody reads. */
const largeAnswer = Buffer.alloc(12 * mebibyte, 'x')

let upstream: FaultyUpstream
let gateway: FaultGateway

before(async () => {
  upstream = await openFaulty({
    ...flood.scripts,
    'never-answers': { play: () => {} },
    large: {
      play: ({ socket }) => {
        const head = `HTTP/1.1 200 OK\r\nContent-Length: ${largeAnswer.length}\r\n\r\n`
        socket.write(head)
        socket.write(largeAnswer)
      },
    },
  })
  const ocamba = { dialect: 'ocamba', base: '/v2/ocamba', upstream: 'api' }
  gateway = await openFaultGateway(folder, upstream, {
    config: {
      budget,
      endpoints: [
        { ...ocamba, path: paths.ocamba, limits: { ...faultLimits, answerBytes: '16MiB' } },
      ],
    },
  })
})
beforeEach(() => {
  upstream.intercept = undefined
})
after(async () => {
  await gateway[Symbol.asyncDispose]()
  await upstream[Symbol.asyncDispose]()
})

/** Posts a batch on a connection of its own. */
async function postRaw(path: string, batch: object): Promise<RawConnection> {
  const body = JSON.stringify(batch)
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json`
  const caller = await connectRaw(gateway.port)
  await caller.write(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
  return caller
}

/** Posts a serial batch whose second part is held, and leaves by some door. */
async function leaveMidway(
  number: number,
  leave: (caller: RawConnection) => void,
): Promise<RawConnection> {
  const held = `POST /v2/ocamba/ok/${number + 1}`
  let isHeld = false
  upstream.intercept = ({ method, path, socket }) => {
    if (`${method} ${path}` !== held) return false
    isHeld = true
    socket.once('close', () => {
      isHeld = false
    })
    return true
  }
  const caller = await postRaw(
    paths.serial,
    [0, 1, 2, 3].map((index) => ({
      method: 'POST',
      relative_url: `/ok/${number + index}`,
      body: {},
    })),
  )
  await upstream.until(() => isHeld)
  leave(caller)
  // The upstream sees it at the part that is under way.
  await upstream.until(() => !isHeld)
  // What the gateway would still have sent would have come before this.
  const { text } = await gateway.post(paths.ocamba, [{ method: 'GET', relative_url: '/ok/5' }])
  assert.equal(text, `{"total_counter":1,"success_counter":1,"parts":[${ocambaOk(5)}]}`)
  const sent = upstream.seen.filter((request) =>
    [0, 1, 2, 3].some((index) => request === `POST /v2/ocamba/ok/${number + index}`),
  )
  assert.equal(sent.length, 2, 'nothing more was sent')
  return caller
}

/** The reasons of the parts of such a batch that failed. */
async function reasonsOf(number: number): Promise<readonly (readonly unknown[])[]> {
  await gateway.command.logged(new RegExp(`"target":"/ok/${number + 3}".*\\n`))
  const lines = logLines(gateway.command).filter(({ msg }) => msg === 'part failed')
  return lines.slice(-3).map(({ part, reason, outcomeUnknown }) => [part, reason, outcomeUnknown])
}

const abandoned = [
  [1, 'cancelled', true],
  [2, 'not-started', undefined],
  [3, 'not-started', undefined],
]

describe('a caller that goes away in the middle of a batch', () => {
  it('by a reset: the part under way is aborted, and nothing more is sent', async () => {
    await using caller = await leaveMidway(100, ({ socket }) => socket.resetAndDestroy())
    assert.equal(caller.text, '')
    assert.deepEqual(await reasonsOf(100), abandoned)
  })

  it('by an end of its connection', async () => {
    await using caller = await leaveMidway(200, ({ socket }) => socket.destroy())
    assert.equal(caller.text, '')
    assert.deepEqual(await reasonsOf(200), abandoned)
  })

  it('by an end of its side alone, which can’t be told from that', async () => {
    await using caller = await leaveMidway(300, ({ socket }) => socket.end())
    await caller.untilOver()
    assert.equal(caller.text, '')
    assert.deepEqual(await reasonsOf(300), abandoned)
  })

  it('before the batch has come whole: nothing is sent', async () => {
    const earlier = upstream.seen.length
    await using caller = await connectRaw(gateway.port)
    const head = `POST ${paths.ocamba} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json`
    await caller.write(`${head}\r\nContent-Length: 99\r\n\r\n[{"method":"GET",`)
    caller.socket.resetAndDestroy()
    await gateway.command.logged(/"refused":"invalid-body".*\n/)
    assert.equal(upstream.seen.length, earlier)
  })
})

describe('callers that do not read', { skip: hasProcessFigures ? false : 'no figures' }, () => {
  it('hold what they were answered, within the budget, and others get 503', async (test) => {
    const atFirst = residentMemory(gateway.pid)
    const callers: RawConnection[] = []
    try {
      const batch = [{ method: 'GET', relative_url: '/fault/large' }]
      // Each holds 24 MiB: its answer, and the output made of it.
      for (let index = 0; index < 9; index += 1) {
        const caller = await postRaw(paths.ocamba, batch)
        callers.push(caller)
        await caller.until((text) => text.includes('"code":'))
        caller.socket.pause()
      }
      const refused = callers.filter(({ text }) => text.includes('"code":503')).length
      assert.ok(refused >= 5, `${refused} parts were 503`)
      const grown = residentMemory(gateway.pid) - atFirst
      test.diagnostic(
        `${callers.length} callers: RSS ${Math.round(atFirst)} + ${Math.round(grown)} MiB`,
      )
      assert.ok(grown < 300, `RSS grew by ${grown} MiB`)
    } finally {
      await Promise.all(callers.map((caller) => caller[Symbol.asyncDispose]()))
    }
    await roomIsBack()
  })

  it('hold back a forwarded answer of 1 GiB at its source', async (test) => {
    const atFirst = residentMemory(gateway.pid)
    await using caller = await connectRaw(gateway.port)
    await caller.write('GET /v2/ocamba/fault/flood-in-chunks HTTP/1.1\r\nHost: x\r\n\r\n')
    await caller.until((text) => text !== '')
    caller.socket.pause()
    await standsStill(() => flood.written('flood-in-chunks'))
    const grown = residentMemory(gateway.pid) - atFirst
    const poured = flood.written('flood-in-chunks') / mebibyte
    test.diagnostic(`RSS ${Math.round(atFirst)} + ${Math.round(grown)} MiB, ${poured} MiB poured`)
    assert.ok(poured < 64, `${poured} MiB were taken`)
    assert.ok(grown < 64, `RSS grew by ${grown} MiB`)
    caller.socket.destroy()
    await upstream.until(() => flood.running === 0)
  })
})

/** Batches are accepted again that need all of the budget. */
async function roomIsBack(): Promise<void> {
  const batch = Array.from({ length: 3 }, () => ({ method: 'GET', relative_url: '/fault/large' }))
  for (;;) {
    // A connection that was broken off gives back its room when the gateway learns of it.
    const { text } = await gateway.post(paths.ocamba, batch)
    if (text.includes('"success_counter":3')) return
  }
}

/** Resolves when batches go to and fro and a number stays the same. */
async function standsStill(read: () => number): Promise<void> {
  let same = 0
  let last = read()
  while (same < 50) {
    await gateway.post(paths.ocamba, [{ method: 'GET', relative_url: '/ok/5' }])
    const now = read()
    same = now === last ? same + 1 : 0
    last = now
  }
}
