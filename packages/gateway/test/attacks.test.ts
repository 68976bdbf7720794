import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, suite, test } from 'node:test'
import { attackConfigs } from './support/attack-configs.ts'
import type { Attack } from './support/attack-fixture.ts'
import { AttackFileError, readAttack } from './support/attack-fixture.ts'
import type { AttackTarget } from './support/attack-runner.ts'
import { openTarget, runAttack } from './support/attack-runner.ts'
import type { RecordingUpstream } from './support/recording-upstream.ts'
import { openRecordingUpstream } from './support/recording-upstream.ts'

const folder = new URL('attacks/', import.meta.url)
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.http'))
  .toSorted()

/** What a file says, or why it says nothing. */
function load(name: string): Attack | AttackFileError {
  try {
    return readAttack(name, readFileSync(new URL(name, folder), 'latin1'))
  } catch (error) {
    if (error instanceof AttackFileError) return error
    throw error
  }
}

const loaded = files.map(load)
const attacks = loaded.flatMap((one) => (one instanceof AttackFileError ? [] : [one]))
const faults = loaded.flatMap((one) => (one instanceof AttackFileError ? [one.message] : []))

/** Milliseconds that no attack may take, unless some work grows with the square of its input. */
const timeout = 5000

for (const [config, settings] of attackConfigs) {
  void suite(`attacks on the configuration "${config}"`, () => {
    let upstream: RecordingUpstream
    let target: AttackTarget
    before(async () => {
      upstream = await openRecordingUpstream()
      target = await openTarget(settings, upstream)
    })
    after(async () => {
      await target[Symbol.asyncDispose]()
      await upstream[Symbol.asyncDispose]()
    })
    for (const attack of attacks.filter((one) => one.config === config)) {
      void test(attack.name, { timeout }, () => runAttack(attack, target))
    }
  })
}

void suite('the files of attacks', () => {
  void test('can be read', () => {
    assert.deepEqual(faults, [])
    assert.ok(attacks.length >= 300)
  })

  void test('name configurations that exist, and use all of them', () => {
    const used = new Set(attacks.map(({ config }) => config))
    assert.deepEqual(used, new Set(attackConfigs.keys()))
  })

  const good = [
    '# What this attack tries.\n# config: usual\n# escapes: on\n',
    '>>> request\nGET /x HTTP/1.1\nHost: x\n\na\\x00b\\{2|c\\#|}\\\nd\ne\n<<< response\n400\n',
  ].join('\n')

  void test('say what is sent byte for byte', () => {
    const { request } = readAttack('x/y.http', good)
    const expected = {
      head: 'GET /x HTTP/1.1\r\nHost: x\r\n',
      body: 'a\0bc0c1d\ne',
      addsLength: true,
    }
    assert.deepEqual(request, expected)
  })

  const malformed: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ['no first line', good.replace('# What', 'What'), /^x\/y\.http:1: the first line/],
    ['no configuration', good.replace('# config: usual\n', ''), /"# config: \.\.\." is missing/],
    ['an unknown setting', good.replace('escapes', 'escape'), /:3: "# escape: on" is no setting/],
    ['a wrong setting', good.replace('on\n', 'off\n'), /:3: "escapes" can not be "off"/],
    ['an unknown escape', good.replace('\\x00', '\\q'), /the escape "\\\\q" is none/],
    ['an unknown section', good.replace('>>> request', '>>> ask'), /:5: ">>> ask" is no section/],
    ['no response', good.replace(/<<<.*\n.*\n/, ''), /it needs ">>> request" in front/],
    ['an answer that is none', good.replace('400', 'four'), /"four" is no answer/],
  ]
  for (const [what, text, message] of malformed) {
    void test(`are refused with ${what}`, () => {
      assert.throws(() => readAttack('x/y.http', text), { name: 'AttackFileError', message })
    })
  }
})
