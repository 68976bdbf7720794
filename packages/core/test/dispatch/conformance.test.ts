import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type {
  Backend,
  FailureReason,
  HeaderList,
  PartOutcome,
  PartRequest,
  PartResponse,
} from '@batchway/core'
import { createFetchBackend } from '@batchway/core/fetch'
import { createNodeBackend } from '@batchway/core/node'
import { createUpstream } from '@batchway/core/upstream'
import { createOuter, createPart, createRequest } from '../support/model.ts'
import type { PartRunSetting, TestPartRun } from '../support/part-run.ts'
import { createPartRun } from '../support/part-run.ts'
import { startHttp } from '../support/servers.ts'
import type { AppAnswer, SeenRequest, SmallApp } from '../support/small-app.ts'
import { toFetchApp, toNodeListener } from '../support/small-app.ts'

/** A backend in front of a small app. */
interface Mounted extends AsyncDisposable {
  readonly backend: Backend
}

interface Implementation {
  readonly name: string
  mount(app: SmallApp): Promise<Mounted>
  /** How it calls the failure of an app that throws or breaks its connection before an answer. */
  readonly broken: FailureReason
  /** What does not hold here, by the test's name, and why. */
  readonly differences: Readonly<Record<string, string>>
}

const noDisposal = { async [Symbol.asyncDispose]() {} }

const implementations: readonly Implementation[] = [
  {
    name: 'fetch app',
    mount: async (app) => ({ backend: createFetchBackend(toFetchApp(app)), ...noDisposal }),
    broken: 'handler-failed',
    differences: {
      'keeps the order of fields': 'the Headers of the platform are sorted by name',
      'keeps repeated fields apart': 'the Headers of the platform join them',
      'keeps characters that a URL parser would encode': 'the URL of the platform encodes them',
      'fails the part when the app breaks the connection': 'a fetch app has no connection',
      'passes over interim answers': 'a Response has none',
      'passes over a 100 that nobody asked for': 'a Response has none',
    },
  },
  {
    name: 'node app',
    mount: async (app) => ({ backend: createNodeBackend(toNodeListener(app)), ...noDisposal }),
    broken: 'handler-failed',
    differences: {},
  },
  {
    name: 'upstream',
    mount: mountUpstream,
    broken: 'unreachable',
    differences: {
      'passes over a 100 that nobody asked for': 'undici takes it for a broken answer',
    },
  },
]

async function mountUpstream(app: SmallApp): Promise<Mounted> {
  const listener = toNodeListener(app)
  const server = await startHttp((request, response) => {
    response.sendDate = false
    Promise.resolve(listener(request, response)).catch(() => response.destroy())
  })
  const backend = createUpstream(server.origin)
  return {
    backend,
    async [Symbol.asyncDispose]() {
      await backend.destroy()
      await server[Symbol.asyncDispose]()
    },
  }
}

interface Sending {
  readonly method?: string
  readonly path?: string
  readonly headers?: HeaderList
  readonly body?: Uint8Array
}

function toRequest({ method = 'GET', ...changes }: Sending): PartRequest {
  return createRequest({ part: createPart({ method }), method, ...changes })
}

function coded(coding: string, body: Uint8Array): AppAnswer {
  const type = ['content-type', 'application/json'] as const
  return { headers: [type, ['content-encoding', coding]], body: [body] }
}

const throwSecret: SmallApp = () => Promise.reject(new Error('secret'))

async function* inPieces(): AsyncGenerator<string> {
  for (const piece of ['a', 'bc', 'd']) {
    yield piece
    await setImmediate()
  }
}

async function* breakOff(): AsyncGenerator<string> {
  yield 'begin'
  await setImmediate()
  throw new Error('broken')
}

/** An answer without end, for as long as somebody wants it. */
async function* untilGone(gone: Promise<void>, onEnd: () => void): AsyncGenerator<string> {
  try {
    for (;;) {
      yield 'x'.repeat(100)
      const wanted = await Promise.race([gone.then(() => false), setImmediate(true)])
      if (!wanted) return
    }
  } finally {
    onEnd()
  }
}

for (const implementation of implementations) {
  /** Names a test, skipped with its reason where it cannot hold. */
  const holds = (title: string, work: () => Promise<void>): void => {
    void it(title, { skip: implementation.differences[title] ?? false, timeout: 3000 }, work)
  }

  /** Sends one part to an app. */
  const send = async (
    app: SmallApp,
    sending: Sending = {},
    run: TestPartRun = createPartRun(),
  ): Promise<PartOutcome> => {
    await using mounted = await implementation.mount(app)
    return await mounted.backend.dispatch(toRequest(sending), run)
  }

  const responseTo = async (
    answer: AppAnswer,
    sending: Sending = {},
    setting: PartRunSetting = {},
  ): Promise<PartResponse> => {
    const outcome = await send(async () => answer, sending, createPartRun(setting))
    if (outcome.kind === 'answered') return outcome.response
    return assert.fail(`not answered: ${JSON.stringify(outcome)}`)
  }

  const reasonFor = async (answer: AppAnswer, answerLimit = 1024 * 1024): Promise<string> => {
    const outcome = await send(async () => answer, {}, createPartRun({ answerLimit }))
    return outcome.kind === 'failed' ? outcome.reason : outcome.kind
  }

  const seenFrom = async (sending: Sending, setting: PartRunSetting = {}): Promise<SeenRequest> => {
    let seen: SeenRequest | undefined
    const app: SmallApp = async (request) => {
      seen = request
      return {}
    }
    await send(app, sending, createPartRun(setting))
    return seen ?? assert.fail('the app was not asked')
  }

  describe(`${implementation.name}: the answer`, () => {
    holds('has the status of the app', async () => {
      const statuses: number[] = []
      for (const status of [200, 201, 299, 302, 404, 418, 500, 599]) {
        statuses.push((await responseTo({ status })).status)
      }
      assert.deepEqual(statuses, [200, 201, 299, 302, 404, 418, 500, 599])
    })

    holds('has the fields of the app, with names in lower case', async () => {
      const answer = {
        headers: [
          ['X-One', 'a, b'],
          ['ETag', '"x"'],
        ],
      } as const
      const { headers } = await responseTo(answer)
      const own = headers.filter(([name]) => name === 'x-one' || name === 'etag')
      assert.deepEqual(
        own.toSorted(([one], [other]) => one.localeCompare(other)),
        [
          ['etag', '"x"'],
          ['x-one', 'a, b'],
        ],
      )
    })

    holds('has each Set-Cookie for itself, in order', async () => {
      const cookies = [
        ['set-cookie', 'b=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
        ['set-cookie', 'a=2'],
      ] as const
      const { headers } = await responseTo({ headers: cookies })
      assert.deepEqual(
        headers.filter(([name]) => name === 'set-cookie'),
        cookies,
      )
    })

    holds('keeps the order of fields', async () => {
      const given = ['x-z', 'x-a', 'x-m'].map((name) => [name, '1'] as const)
      const { headers } = await responseTo({ headers: given })
      assert.deepEqual(
        headers.filter(([name]) => name.startsWith('x-')),
        given,
      )
    })

    holds('keeps repeated fields apart', async () => {
      const given = [
        ['link', '</a>'],
        ['link', '</b>'],
      ] as const
      const { headers } = await responseTo({ headers: given })
      assert.deepEqual(
        headers.filter(([name]) => name === 'link'),
        given,
      )
    })

    holds('keeps the bytes of field values beyond ASCII', async () => {
      const { headers } = await responseTo({ headers: [['x-name', 'caf\xe9']] })
      assert.deepEqual(
        headers.filter(([name]) => name === 'x-name'),
        [['x-name', 'caf\xe9']],
      )
    })

    holds('has no framing, coding and hop-by-hop fields', async () => {
      const { headers } = await responseTo({
        headers: [
          ['connection', 'close, x-hop'],
          ['x-hop', '1'],
          ['keep-alive', 'timeout=1'],
          ['content-encoding', 'identity'],
          ['content-type', 'a/b'],
          ['content-length', '1'],
        ],
        body: ['x'],
      })
      assert.deepEqual(headers, [['content-type', 'a/b']])
    })

    holds('has the exact bytes of the body', async () => {
      const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256))
      assert.deepEqual(Buffer.from((await responseTo({ body: [bytes] })).body), bytes)
    })

    holds('has an empty body when the app writes none', async () => {
      assert.equal((await responseTo({})).body.length, 0)
      assert.equal((await responseTo({ status: 204 })).body.length, 0)
    })

    holds('has the fields of a 304 and no body', async () => {
      const { status, headers, body } = await responseTo({
        status: 304,
        headers: [['etag', '"x"']],
      })
      assert.equal(status, 304)
      assert.ok(headers.some(([name, value]) => name === 'etag' && value === '"x"'))
      assert.equal(body.length, 0)
    })

    holds('has no body for HEAD, even if the app writes one', async () => {
      const answer = { headers: [['content-type', 'text/plain']], body: ['content'] } as const
      const { headers, body } = await responseTo(answer, { method: 'HEAD' })
      assert.ok(headers.some(([name]) => name === 'content-type'))
      assert.equal(body.length, 0)
    })

    holds('joins the pieces of a streamed body', async () => {
      assert.equal(Buffer.from((await responseTo({ body: inPieces() })).body).toString(), 'abcd')
    })

    holds('passes over interim answers', async () => {
      const { status, headers, body } = await responseTo({ interim: [102, 103], body: ['x'] })
      assert.equal(status, 200)
      assert.equal(Buffer.from(body).toString(), 'x')
      assert.ok(!headers.some(([name]) => name === 'link'))
    })

    holds('passes over a 100 that nobody asked for', async () => {
      const { status, body } = await responseTo({ interim: [100], body: ['x'] })
      assert.equal(status, 200)
      assert.equal(Buffer.from(body).toString(), 'x')
    })
  })

  describe(`${implementation.name}: the request`, () => {
    holds('has the method', async () => {
      const methods: string[] = []
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        methods.push((await seenFrom({ method })).method)
      }
      assert.deepEqual(methods, ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    })

    holds('has the bytes of path and query', async () => {
      const path = "/base/a%7eb//c;x=1/%252F-._~!$&'()*+,=:@/?q=%20&q=+a&=&r=../%2e%2e//"
      assert.equal((await seenFrom({ path })).url, path)
    })

    holds('keeps characters that a URL parser would encode', async () => {
      const path = '/base/{id}|"<>^`?{}|^`"<>\''
      assert.equal((await seenFrom({ path })).url, path)
    })

    holds('has the fields, with the bytes of their values', async () => {
      const headers = [
        ['accept-encoding', 'identity'],
        ['authorization', 'Bearer x'],
        ['x-empty', ''],
        ['x-name', 'caf\xe9 \t "x"'],
      ] as const
      const seen = await seenFrom({ headers })
      const names = new Set<string>(headers.map(([name]) => name))
      assert.deepEqual(
        seen.headers.filter(([name]) => names.has(name)),
        headers,
      )
    })

    holds('has no fields that nobody set but host and framing', async () => {
      const added = new Set(['host', 'connection', 'content-length'])
      const seen = await seenFrom({ method: 'POST', body: Buffer.from('x') })
      assert.deepEqual(
        seen.headers.filter(([name]) => !added.has(name)),
        [],
      )
    })

    holds('has the exact bytes of the body', async () => {
      const all = Buffer.from(Array.from({ length: 300 }, (_, index) => index % 256))
      const body = all.subarray(20, 280)
      assert.deepEqual((await seenFrom({ method: 'PUT', body })).body, body)
    })

    holds('may have an empty body', async () => {
      const seen = await seenFrom({ method: 'POST', body: new Uint8Array() })
      assert.equal(seen.body.length, 0)
    })

    holds('may be a DELETE with a body', async () => {
      const seen = await seenFrom({ method: 'DELETE', body: Buffer.from('[1]') })
      assert.equal(seen.body.toString(), '[1]')
    })

    holds('is reported as sent, once', async () => {
      const run = createPartRun()
      await send(async () => ({}), {}, run)
      assert.equal(run.timesSent, 1)
    })

    holds('is no batch that came back', async () => {
      await using mounted = await implementation.mount(async () => ({}))
      assert.equal(mounted.backend.isReentrant(createOuter()), false)
    })
  })

  describe(`${implementation.name}: limits`, () => {
    holds('let an answer have the last byte that is allowed', async () => {
      assert.equal(await reasonFor({ body: ['x'.repeat(60), 'x'.repeat(40)] }, 100), 'answered')
    })

    holds('fail an answer with one byte more', async () => {
      assert.equal(
        await reasonFor({ body: ['x'.repeat(60), 'x'.repeat(41)] }, 100),
        'answer-too-large',
      )
    })

    holds('stop an endless answer', async () => {
      const ended = Promise.withResolvers<void>()
      const app: SmallApp = async (request) => ({ body: untilGone(request.gone, ended.resolve) })
      const outcome = await send(app, {}, createPartRun({ answerLimit: 1000 }))
      assert.ok(outcome.kind === 'failed')
      assert.equal(outcome.reason, 'answer-too-large')
      await ended.promise
    })

    holds('count the bytes of an answer once', async () => {
      const run = createPartRun()
      await send(async () => ({ body: ['abc', 'de'] }), {}, run)
      assert.equal(run.claimed, 5)
    })
  })

  describe(`${implementation.name}: an answer with a coding that nobody asked for`, () => {
    const text = Buffer.from('{"a":"é"}'.repeat(100))

    holds('is decoded', async () => {
      const codings = [
        ['gzip', gzipSync(text)],
        ['x-gzip', gzipSync(text)],
        ['GZIP', gzipSync(text)],
        ['deflate', deflateSync(text)],
        ['br', brotliCompressSync(text)],
        ['zstd', zstdCompressSync(text)],
        ['br, gzip', gzipSync(brotliCompressSync(text))],
        ['identity', text],
      ] as const
      for (const [coding, body] of codings) {
        const response = await responseTo(coded(coding, body))
        assert.deepEqual(Buffer.from(response.body), text, coding)
      }
    })

    holds('loses the field that names it', async () => {
      const { headers } = await responseTo(coded('gzip', gzipSync(text)))
      assert.ok(!headers.some(([name]) => name === 'content-encoding'))
    })

    holds('fails when its coding is broken', async () => {
      const broken = gzipSync(text).subarray(0, 30)
      assert.equal(await reasonFor(coded('gzip', broken)), 'bad-answer')
      assert.equal(await reasonFor(coded('gzip', text)), 'bad-answer')
    })

    holds('fails when its coding is unknown', async () => {
      assert.equal(await reasonFor(coded('compress', text)), 'bad-answer')
    })

    holds('fails when it unfolds beyond the limit', async () => {
      const bomb = gzipSync(Buffer.alloc(1024 * 1024))
      assert.equal(await reasonFor(coded('gzip', bomb), 10_000), 'answer-too-large')
    })

    holds('may have the last byte that is allowed', async () => {
      const zeros = gzipSync(Buffer.alloc(10_000))
      const run = { answerLimit: 10_000 }
      assert.equal((await responseTo(coded('gzip', zeros), {}, run)).body.length, 10_000)
    })

    holds('is measured by what it is when decoded', async () => {
      const noise = randomBytes(800)
      const run = { answerLimit: 1000 }
      const response = await responseTo(coded('gzip', gzipSync(noise)), {}, run)
      assert.deepEqual(Buffer.from(response.body), noise)
    })

    holds('may have no body at all', async () => {
      const response = await responseTo(coded('gzip', gzipSync(text)), { method: 'HEAD' })
      assert.equal(response.body.length, 0)
    })
  })

  describe(`${implementation.name}: an app in trouble`, () => {
    holds('fails the part when the app throws, and keeps its words to itself', async () => {
      const outcome = await send(throwSecret)
      assert.ok(outcome.kind === 'failed')
      assert.equal(outcome.reason, implementation.broken)
      assert.doesNotMatch(outcome.message, /secret/)
    })

    holds('fails the part when the app breaks the connection', async () => {
      const outcome = await send(async () => 'destroy')
      assert.ok(outcome.kind === 'failed')
      assert.equal(outcome.reason, implementation.broken)
    })

    holds('fails the part when the answer breaks off', async () => {
      const outcome = await send(async () => ({ body: breakOff() }))
      assert.equal(outcome.kind, 'failed')
    })

    holds('tells the app when the part is given up, and settles', async () => {
      const told = Promise.withResolvers<void>()
      const run = createPartRun()
      const app: SmallApp = async (request) => {
        queueMicrotask(() => run.cancel())
        await request.gone
        told.resolve()
        throw new Error('given up')
      }
      await using mounted = await implementation.mount(app)
      const outcome = await mounted.backend.dispatch(toRequest({}), run)
      assert.equal(outcome.kind, 'failed')
      await told.promise
    })

    holds('answers the next part as if nothing had been', async () => {
      let count = 0
      const app: SmallApp = async () => {
        count += 1
        if (count === 1) throw new Error('once')
        return { body: ['fine'] }
      }
      await using mounted = await implementation.mount(app)
      const post = toRequest({ method: 'POST' })
      await mounted.backend.dispatch(post, createPartRun())
      const second = await mounted.backend.dispatch(post, createPartRun())
      assert.equal(second.kind, 'answered')
    })
  })
}

describe('the differences', () => {
  it('have a reason each', () => {
    const reasons = implementations.flatMap(({ differences }) => Object.values(differences))
    assert.ok(reasons.every((reason) => reason.length > 10))
  })
})
