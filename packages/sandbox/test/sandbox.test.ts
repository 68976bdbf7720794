import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import * as door from '../src/index.ts'
import { at, openSandbox } from './support/sandbox-client.ts'

const HEADERS = { authorization: 'Bearer T' }

describe('createSandbox', () => {
  it('is the only export', () => {
    assert.deepEqual(Object.keys(door), ['createSandbox'])
  })

  it('keeps the state of one sandbox from another', async () => {
    await using one = openSandbox(HEADERS)
    await using other = openSandbox(HEADERS)
    assert.equal((await one.send('DELETE', '/v2/ocamba/members/10')).status, 204)
    assert.equal((await other.send('GET', '/v2/ocamba/members/10')).status, 200)
  })

  it('keeps the state in a file and seeds it once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
    const databaseFile = join(folder, 'state.db')
    {
      await using first = openSandbox(HEADERS, { databaseFile })
      assert.equal((await first.send('DELETE', '/v2/ocamba/roles/viewer')).status, 204)
    }
    {
      await using second = openSandbox(HEADERS, { databaseFile })
      assert.equal((await second.send('GET', '/v2/ocamba/roles/viewer')).status, 404)
      assert.equal((await second.send('GET', '/v2/ocamba/roles/admin')).status, 200)
    }
    await rm(folder, { recursive: true })
  })

  it('refuses a file of another version', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
    const databaseFile = join(folder, 'state.db')
    const database = new DatabaseSync(databaseFile)
    database.exec('PRAGMA user_version = 99')
    database.close()
    assert.throws(() => door.createSandbox({ databaseFile }), /schema version 99/)
    await rm(folder, { recursive: true })
  })

  it('answers 404 outside the bases', async () => {
    await using sandbox = openSandbox(HEADERS)
    const answer = await sandbox.send('GET', '/v2/other')
    assert.equal(answer.status, 404)
    assert.match(String(at(answer.json, 'error')), /\/v2\/other/)
  })
})
