import assert from 'node:assert/strict'
import { describe, it, mock } from 'node:test'
import { openTokenVerifier } from '../src/token-verifier.ts'
import { createKey, openKeyFile } from './support/signed-tokens.ts'
import { answerJson, openHttp } from './support/test-upstream.ts'

const [first, second] = [await createKey('first'), await createKey('second')]

describe('keys in a file', () => {
  it('are read again when the file changes, and stay in force when it is spoilt', async () => {
    await using file = await openKeyFile([first])
    const events: string[] = []
    let told = Promise.withResolvers<void>()
    const tell = (what: string): void => {
      events.push(what)
      told.resolve()
    }
    const { verify, close } = openTokenVerifier(
      { jwks: file.name },
      { onChange: () => tell('changed'), onFault: () => tell('spoilt') },
    )
    try {
      const [old, next] = [await first.sign(), await second.sign()]
      assert.deepEqual([(await verify(old)).ok, (await verify(next)).ok], [true, false])
      await file.write([second])
      await told.promise
      assert.deepEqual([(await verify(old)).ok, (await verify(next)).ok], [false, true])
      told = Promise.withResolvers()
      await file.writeText('{"keys":[')
      await told.promise
      assert.equal((await verify(next)).ok, true)
      assert.deepEqual(events, ['changed', 'spoilt'])
    } finally {
      close()
    }
  })
})

describe('keys at a URL', () => {
  it('are fetched again for a token with a new key, but not for each one', async () => {
    let keys = [first.jwk]
    let fetched = 0
    await using server = await openHttp((_request, response) => {
      fetched += 1
      answerJson(response, { keys })
    })
    mock.timers.enable({ apis: ['Date'], now: Date.now() })
    try {
      const { verify } = openTokenVerifier({ jwks: server.url })
      const [old, next] = [await first.sign(), await second.sign()]
      assert.equal((await verify(old)).ok, true)
      assert.equal((await verify(next)).ok, false)
      assert.equal(fetched, 1, 'tokens with invented keys must not make us ask again and again')
      keys = [second.jwk]
      mock.timers.tick(31_000)
      assert.equal((await verify(old)).ok, true)
      assert.equal(fetched, 1)
      assert.equal((await verify(next)).ok, true)
      assert.deepEqual(await verify(old), { ok: false, reason: 'it is signed with an unknown key' })
      assert.equal(fetched, 2)
      mock.timers.tick(11 * 60_000)
      assert.equal((await verify(await second.sign())).ok, true)
      assert.equal(fetched, 3, 'a key that was taken back must not be good for ever')
    } finally {
      mock.timers.reset()
    }
  })
})
