import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { SettingsFile } from '../src/settings-file.ts'
import { openSettingsFile, readSettings } from '../src/settings-file.ts'
import { openGateway } from './support/running-gateway.ts'
import { openUpstream } from './support/test-upstream.ts'

/** Far longer than a change of a file takes to arrive. */
const patience = 3000

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + patience
  while (!(await condition())) {
    if (performance.now() > deadline) assert.fail(`it did not happen in time: ${what}`)
    await setTimeout(5)
  }
}

interface Folder extends AsyncDisposable {
  readonly file: string
  path(name: string): string
  /** Writes into the file that is there. */
  write(text: string): Promise<void>
  /** Puts another file in its place in one step. */
  replace(text: string): Promise<void>
}

async function openFolder(text: string): Promise<Folder> {
  const folder = await mkdtemp(join(tmpdir(), 'batchway-settings-'))
  const file = join(folder, 'settings.json')
  await writeFile(file, text)
  return {
    file,
    path: (name) => join(folder, name),
    write: (content) => writeFile(file, content),
    async replace(content) {
      await writeFile(`${file}.new`, content)
      await rename(`${file}.new`, file)
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

interface Watched extends Disposable {
  readonly settings: SettingsFile<number>
  readonly changes: readonly number[]
  readonly faults: readonly string[]
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value
  throw new TypeError('it must be a number')
}

function watch(file: string): Watched {
  const changes: number[] = []
  const faults: string[] = []
  const settings = openSettingsFile(file, {
    parse: toNumber,
    onChange: () => changes.push(settings.current),
    onFault: (reason) => faults.push(reason),
  })
  return { settings, changes, faults, [Symbol.dispose]: () => settings.close() }
}

describe('a settings file', () => {
  it('is read again when it is written in place', async () => {
    await using folder = await openFolder('1')
    using watched = watch(folder.file)
    assert.equal(watched.settings.current, 1)
    for (const next of [2, 3]) {
      await folder.write(String(next))
      await until(() => watched.settings.current === next, `in force: ${next}`)
    }
    assert.deepEqual(watched.changes, [2, 3])
    assert.deepEqual(watched.faults, [])
  })

  it('is read again when another file takes its place, again and again', async () => {
    await using folder = await openFolder('1')
    using watched = watch(folder.file)
    for (const next of [2, 3, 4]) {
      await folder.replace(String(next))
      await until(() => watched.settings.current === next, `in force: ${next}`)
    }
    await folder.write('5')
    await until(() => watched.settings.current === 5, 'written in place after a replacement')
    assert.deepEqual(watched.faults, [])
  })

  it('is read again when it is taken away and comes back', async () => {
    await using folder = await openFolder('1')
    using watched = watch(folder.file)
    await unlink(folder.file)
    await until(() => watched.faults.length > 0, 'the file was missed')
    assert.equal(watched.settings.current, 1)
    await folder.write('2')
    await until(() => watched.settings.current === 2, 'in force: 2')
  })

  it('is read again when it is a link and the link moves, as in a Kubernetes volume', async () => {
    await using folder = await openFolder('0')
    for (const version of ['1', '2']) {
      await mkdir(folder.path(`..v${version}`))
      await writeFile(folder.path(`..v${version}/linked.json`), version)
    }
    await symlink('..v1', folder.path('..data'))
    await symlink('..data/linked.json', folder.path('linked.json'))
    using watched = watch(folder.path('linked.json'))
    assert.equal(watched.settings.current, 1)
    await symlink('..v2', folder.path('..data_tmp'))
    await rename(folder.path('..data_tmp'), folder.path('..data'))
    await until(() => watched.settings.current === 2, 'in force: 2')
  })

  it('stays as it was when the new one is broken, and says why', async () => {
    await using folder = await openFolder('1')
    using watched = watch(folder.file)
    const broken = ['{', '"x"', '']
    for (const [index, text] of broken.entries()) {
      await folder.replace(text)
      await until(() => watched.faults.length === index + 1, `the fault of ${text}`)
      assert.ok(watched.faults[index]?.includes(folder.file), watched.faults[index])
    }
    assert.match(watched.faults[1] ?? '', /it must be a number$/)
    assert.equal(watched.settings.current, 1)
    assert.deepEqual(watched.changes, [])
    await folder.replace('2')
    await until(() => watched.settings.current === 2, 'in force: 2')
    await folder.replace('{')
    await until(() => watched.faults.length === 4, 'the fourth fault')
    await folder.replace('2')
    await until(() => watched.changes.length === 2, 'the old one, good again')
    assert.deepEqual(watched.changes, [2, 2])
  })

  it('does not mind other files of its folder', async () => {
    await using folder = await openFolder('1')
    using watched = watch(folder.file)
    await writeFile(folder.path('other.json'), '{')
    await folder.write('2')
    await until(() => watched.settings.current === 2, 'in force: 2')
    assert.deepEqual(watched.faults, [])
  })

  it('must be good at the beginning', async () => {
    await using folder = await openFolder('{')
    assert.throws(() => watch(folder.file), /settings\.json: .*JSON/)
    assert.throws(() => watch(folder.path('none.json')), /none\.json: ENOENT/)
    assert.throws(() => readSettings(folder.file, toNumber), /settings\.json/)
    await folder.write('"x"')
    assert.throws(() => watch(folder.file), /settings\.json: it must be a number/)
  })
})

function settingsFor(...clients: readonly string[]): string {
  return JSON.stringify({ clients: clients.map((id) => ({ client_id: id })) })
}

describe('the settings file of a gateway', () => {
  it('changes without a restart, and says in the log what came of it', async () => {
    await using folder = await openFolder(settingsFor('alice'))
    await using upstream = await openUpstream()
    await using gateway = await openGateway({
      upstreams: { api: { url: upstream.url } },
      endpoints: [
        { path: '/s/:site/dw/batch', dialect: 'ocapi', upstream: 'api', settings: folder.file },
      ],
    })
    const post = async (client: string): Promise<number> => {
      const response = await fetch(`${gateway.url}/s/-/dw/batch`, {
        method: 'POST',
        headers: {
          'content-type': 'multipart/mixed; boundary=b',
          'x-dw-client-id': client,
          'x-dw-http-method': 'GET',
        },
        body: '--b\nx-dw-resource-path: /dw/shop/v24_5/products/1\n--b--',
      })
      await response.arrayBuffer()
      return response.status
    }
    const logged = (level: number, text: string): boolean => {
      const { lines } = gateway.log
      return lines.some((line) => line['level'] === level && String(line['msg']).includes(text))
    }
    assert.deepEqual([await post('alice'), await post('bob')], [200, 401])
    await folder.replace('{"clients":{}}')
    await until(() => logged(50, 'settings can not be used'), 'the fault in the log')
    const fault = gateway.log.lines.find((line) => line['level'] === 50)
    assert.match(String(fault?.['reason']), /settings\.json: clients must be an array$/)
    assert.equal(fault?.['endpoint'], '/s/:site/dw/batch')
    assert.deepEqual([await post('alice'), await post('bob')], [200, 401])
    await folder.write(settingsFor('bob'))
    await until(() => logged(30, 'settings read again'), 'the change in the log')
    assert.deepEqual([await post('alice'), await post('bob')], [401, 200])
  })

  it('has to be good when the gateway is made', async () => {
    await using folder = await openFolder('{"clients":[{}]}')
    const opening = openGateway({
      upstreams: { api: { url: 'http://127.0.0.1:9' } },
      endpoints: [
        { path: '/s/:site/dw/batch', dialect: 'ocapi', upstream: 'api', settings: folder.file },
      ],
    })
    await assert.rejects(opening, /settings\.json: clients\[0\]\.client_id must be a text/)
  })
})
