import assert from 'node:assert/strict'
import { checkAnswer } from './attack-answer.ts'
import type { AttackConfig } from './attack-configs.ts'
import { encodeBody } from './attack-escapes.ts'
import type { Attack, ExpectedAnswer } from './attack-fixture.ts'
import type { RawConnection, RawMessage } from './raw-connection.ts'
import { connectRaw } from './raw-connection.ts'
import { rawGet } from './raw-request.ts'
import type { RecordingUpstream } from './recording-upstream.ts'
import { usualReply } from './recording-upstream.ts'
import type { RunningGateway } from './running-gateway.ts'
import { openGateway } from './running-gateway.ts'

/** A gateway that is attacked, in front of an upstream that notes what comes through. */
export interface AttackTarget extends AsyncDisposable {
  readonly gateway: RunningGateway
  readonly upstream: RecordingUpstream
  /** What the upstream saw of {@link checkLife} when the gateway was new. */
  readonly life: readonly string[]
  /** What it saw of a request like the one that follows an attack on its connection. */
  readonly next: readonly string[]
}

/** Opens a gateway by a configuration, and notes what is usual. */
export async function openTarget(
  { host, ...config }: AttackConfig,
  upstream: RecordingUpstream,
): Promise<AttackTarget> {
  const api = { url: upstream.url, ...(host === undefined ? {} : { host }) }
  const gateway = await openGateway({ upstreams: { api }, forward: 'api', ...config })
  await checkLife(gateway.port)
  const life = upstream.take()
  assert.equal(life.length, 2)
  await using connection = await connectRaw(gateway.port)
  await checkNext(connection)
  const next = upstream.take()
  assert.equal(next.length, 1)
  return {
    gateway,
    upstream,
    life,
    next,
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  }
}

/** Sends an attack and checks what came of it at both ends. */
export async function runAttack(attack: Attack, target: AttackTarget): Promise<void> {
  const { upstream, gateway } = target
  upstream.answerWith(attack.reply)
  await using connection = await connectRaw(gateway.port)
  await connection.write(toBytes(attack))
  if (attack.isCut) connection.socket.end()
  const answers = await readAnswers(connection, attack)
  await upstream.settled()
  upstream.answerWith(undefined)
  const goesOn = !endsConnection(attack, answers)
  if (goesOn) await checkNext(connection)
  else assert.equal(await connection.untilOver(), '', 'more came than the fixture says')
  await checkLife(gateway.port)
  const usual = [...target.life, ...(goesOn ? target.next : [])]
  const came = answers.map(({ start, body }) => `${start}\n${body.slice(0, 500)}`).join('\n')
  checkSeen(upstream.take(), [...attack.seen, ...usual], came)
  for (const [index, answer] of answers.entries()) {
    const expected = attack.answers[index]
    if (expected !== undefined) await checkAnswer(answer, expected)
  }
}

function toBytes({ request, codings }: Attack): Buffer {
  const body = encodeBody(request.body, codings)
  const length = request.addsLength ? `Content-Length: ${body.length}\r\n` : ''
  return Buffer.concat([Buffer.from(`${request.head}${length}\r\n`, 'latin1'), body])
}

/** Reads as many answers as the fixture says; what else comes is found by whatever is read next. */
async function readAnswers(
  connection: RawConnection,
  { answers, request }: Attack,
): Promise<readonly RawMessage[]> {
  const [method = 'GET'] = request.head.split(' ', 1)
  const found: RawMessage[] = []
  for (const expected of answers) {
    found.push(await readOne(connection, expected, found.length === 0 ? method : 'GET'))
  }
  return found
}

async function readOne(
  connection: RawConnection,
  { status }: ExpectedAnswer,
  method: string,
): Promise<RawMessage> {
  // An interim answer has no content, whatever follows it.
  return connection.answer(status < 200 ? 'HEAD' : method)
}

/** Whether the gateway has to close the connection behind its last answer. */
function endsConnection(attack: Attack, answers: readonly RawMessage[]): boolean {
  const last = answers.at(-1)
  if (last === undefined || attack.isCut || attack.request.head.includes(' HTTP/1.0\r\n'))
    return true
  return last.values('connection').some((value) => value.toLowerCase() === 'close')
}

/**
 * Another request on the same connection. If the gateway or the upstream took something of the attack
 * for the beginning of a request, it is this one that suffers.
 */
async function checkNext(connection: RawConnection): Promise<void> {
  await connection.write(rawGet('/next'))
  const answer = await connection.answer()
  assert.deepEqual([answer.status, answer.body], [200, usualReply], 'the next request')
  assert.equal(await connection.untilOver(), '', 'more came than the fixture says')
}

const batch = '[{"method":"GET","relative_url":"/alive"}]'
const goodBatch = [
  'POST /v2/ocamba/batch HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer T\r\n',
  `Content-Type: application/json\r\nContent-Length: ${batch.length}\r\n\r\n${batch}`,
].join('')

/** A plain batch and a plain request on a connection of their own. */
async function checkLife(port: number): Promise<void> {
  await using connection = await connectRaw(port)
  await connection.write(goodBatch)
  const answer = await connection.answer('POST')
  assert.equal(answer.status, 200, answer.body)
  assert.match(answer.body, /^\{"total_counter":1,"success_counter":1,/)
  await connection.write(rawGet('/forwarded'))
  const forwarded = await connection.answer()
  assert.deepEqual([forwarded.status, forwarded.body], [200, usualReply])
}

function checkSeen(actual: readonly string[], expected: readonly string[], came: string): void {
  const missing = [...expected]
  const more = actual.filter((text) => {
    const index = missing.indexOf(text)
    if (index !== -1) missing.splice(index, 1)
    return index === -1
  })
  if (more.length === 0 && missing.length === 0) return
  const where = `the upstream saw something else; the answer was\n${came}`
  assert.deepEqual(more.map(shorten), missing.map(shorten), where)
  assert.fail(`${where}\n(the difference is behind the first 3000 bytes of a request)`)
}

function shorten(text: string): string {
  return text.slice(0, 3000)
}
