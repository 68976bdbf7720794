import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import type { Config } from '../src/index.ts'
import { ConfigError, createGateway, loadModules, readConfig } from '../src/index.ts'
import { RunningCommand, runCommand } from './support/command.ts'
import { openTcp, openUpstream } from './support/test-upstream.ts'

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url))
const example = readFileSync(`${examples}own-modules.yaml`, 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'batchway-modules-'))
after(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

function configWith(endpoint: object): Config {
  const text = JSON.stringify({
    upstreams: { api: { url: 'http://127.0.0.1:9' } },
    endpoints: [{ path: '/b', dialect: 'ocamba', upstream: 'api', ...endpoint }],
  })
  return readConfig(text, 'test', {})
}

/** What a configuration is refused with, at whichever step. */
async function problemOf(endpoint: object): Promise<string> {
  try {
    const config = configWith(endpoint)
    await loadModules(config, { directory: folder, source: 'test' })
    await createGateway({ ...config, logLevel: 'silent' }, { directory: folder }).close()
  } catch (error) {
    assert.ok(error instanceof Error)
    return error.message
  }
  return 'nothing'
}

function problemOfDialect(module: string): Promise<string> {
  return problemOf({ dialect: { module } })
}

function problemOfPolicy(module: string): Promise<string> {
  return problemOf({ policies: [{ module }] })
}

let count = 0

/** The same for a module whose dialect is what that text says. */
function made(text: string): Promise<string> {
  count += 1
  const module = `./made-${count}.js`
  write(module, `export const createDialect = (options) => (${text})`)
  return problemOf({ dialect: { module, options: { a: 1 } } })
}

/** What is wrong with a configuration before anything is loaded. */
function configProblemOf(endpoint: object): string {
  try {
    configWith(endpoint)
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.problems.map(({ message }) => message).join('; ')
  }
  return 'nothing'
}

function post(url: string, body: string): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body })
}

describe('the example with modules of its own', () => {
  it('speaks its dialect and keeps its policies', async () => {
    await using upstream = await openUpstream()
    const config = readConfig(example, 'own-modules.yaml', { API_URL: upstream.url })
    await loadModules(config, { directory: examples })
    const lines: string[] = []
    const log = pino({ level: 'info' }, { write: (line) => lines.push(line) })
    const gateway = createGateway(
      { ...config, listen: '127.0.0.1:0' },
      { directory: examples, log },
    )
    try {
      const url = `${await gateway.listen()}/lines`
      const answer = await post(url, 'GET /a\nPOST /b {"n":12345678901234567890}\n')
      assert.equal(answer.status, 200)
      const results = (await answer.json()) as readonly { status: number }[]
      assert.deepEqual(
        results.map(({ status }) => status),
        [200, 200],
      )
      assert.equal(lines.filter((line) => line.includes('slow part')).length, 2)

      const refused = await post(url, 'POST /a {}\nPOST /b {}\nPOST /c {}')
      assert.equal(refused.status, 403)
      assert.equal(
        await refused.text(),
        '{"code":"forbidden","message":"The batch has 3 writes; at most 2 are allowed."}',
      )

      const broken = await post(url, 'GET /a\nFETCH /b')
      assert.equal(broken.status, 400)
      assert.match(
        await broken.text(),
        /"Line 2 must be METHOD \/path, and JSON where there is a body\."/,
      )
      const many = await post(url, 'GET /a\n'.repeat(21))
      assert.match(await many.text(), /There are 21 lines; at most 20 are allowed\./)
      const nested = await post(url, 'POST /lines {}')
      assert.match(await nested.text(), /^\{"code":"nested-batch","message":"Line 1: its target /)
    } finally {
      await gateway.close()
    }
  })

  it('is checked, described and served by the command', async () => {
    const file = join(examples, 'own-modules.yaml')
    const checked = await runCommand(['check', file])
    assert.equal(checked.stderr, '')
    assert.match(checked.stdout, /is valid: \.\/lines-dialect\.ts at \/lines; upstreams: api\n$/)
    const described = await runCommand(['openapi', '--config', file])
    assert.match(described.stdout, /"summary": "Post a batch \(lines\)"/)
    await using server = await openTcp((socket) => socket.destroy())
    await using command = new RunningCommand(['-c', file, '-l', '127.0.0.1:0'], {
      env: { API_URL: server.url },
    })
    const answer = await post(`${await command.url()}/lines`, 'GET /a')
    assert.equal(answer.status, 200)
    assert.match(await answer.text(), /^\[\{"status":502,/)
  })
})

describe('a module of the operator', () => {
  it('is refused by its file and place where it can not be loaded', async () => {
    write('throws.js', "throw new Error('no luck')")
    write('syntax.js', 'export const = 1')
    write('imports.js', "import 'nothing-of-that-name'")
    assert.equal(
      await problemOfDialect('./none.js'),
      "test: endpoints[0].dialect: ./none.js can't be loaded: there is no such file",
    )
    assert.equal(
      await problemOfDialect('./throws.js'),
      "test: endpoints[0].dialect: ./throws.js can't be loaded: no luck",
    )
    assert.match(
      await problemOfDialect('./syntax.js'),
      /^test: endpoints\[0\]\.dialect: \.\/syntax\.js can't be loaded: Unexpected token/,
    )
    assert.match(
      await problemOfDialect('./imports.js'),
      /can't be loaded: Cannot find package 'nothing-of-that-name'/,
    )
  })

  it('is refused where it lacks its export, all such modules at once', async () => {
    write('other.js', 'export const a = 1; export default function createDialect() {}')
    write('empty.mjs', '')
    const problem = await problemOf({
      dialect: './other.js',
      policies: [{ module: './empty.mjs' }],
    })
    assert.deepEqual(problem.split('\n'), [
      'test: endpoints[0].dialect: ./other.js must export a function createDialect; it exports a, default',
      'test: endpoints[0].policies[0]: ./empty.mjs must export a function createPolicy or createAdmission; it exports nothing',
    ])
  })

  it('is refused where it makes no dialect', async () => {
    const whole =
      "name: 'x', limits: {}, methods: ['POST'], mediaType: 'a/b', challenge: 'Bearer', accepts() {}, readBatch() {}, writeResults() {}, writeError() {}"
    assert.equal(await made(`{ ${whole} }`), 'nothing')
    assert.match(await made('undefined'), /createDialect made no dialect: it is undefined$/)
    assert.match(await made('null'), /createDialect made no dialect: it is null$/)
    assert.match(await made('{}'), /createDialect made no dialect: its "name" must be a string$/)
    assert.match(await made(`{ ${whole}, accepts: true }`), /its "accepts" must be a function$/)
    assert.match(await made(`{ ${whole}, limits: null }`), /its "limits" must be an object$/)
    assert.match(await made(`{ ${whole}, methods: [] }`), /its "methods" must be an array/)
    assert.match(
      await made('options.a.b.c'),
      /^\.\/made-\d+\.js: createDialect failed: Cannot read/,
    )
  })

  it('is refused where it makes no policy or admission', async () => {
    write('policy.js', 'export const createPolicy = () => 1')
    write('admission.js', 'export const createAdmission = () => ({})')
    assert.equal(
      await problemOfPolicy('./policy.js'),
      './policy.js: createPolicy must make a function, not number',
    )
    assert.match(
      await problemOfPolicy('./admission.js'),
      /createAdmission must make an object with admit or enter$/,
    )
  })

  it('fails its part, and not the process, where its policy throws', async () => {
    write('thrower.js', "export const createPolicy = () => () => () => { throw new Error('oh') }")
    const config = configWith({ policies: [{ module: './thrower.js' }] })
    await loadModules(config, { directory: folder })
    const lines: string[] = []
    const log = pino({ level: 'error' }, { write: (line) => lines.push(line) })
    const gateway = createGateway({ ...config, listen: '127.0.0.1:0' }, { directory: folder, log })
    try {
      const answer = await fetch(`${await gateway.listen()}/b`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '[{"method":"GET","relative_url":"/a"}]',
      })
      assert.match(await answer.text(), /"code":500,.*A policy of the server failed\./)
      assert.ok(lines.some((line) => /"module":"\.\/thrower\.js","reason":"oh"/.test(line)))
    } finally {
      await gateway.close()
    }
  })

  it('is loaded when a configuration that names it takes over', async () => {
    write('late.js', 'export const createPolicy = () => (next) => next')
    const gateway = createGateway({ ...configWith({}), logLevel: 'silent' }, { directory: folder })
    try {
      const next = await gateway.prepare(configWith({ policies: [{ module: './late.js' }] }))
      next.commit()
      await assert.rejects(
        gateway.prepare(configWith({ policies: [{ module: './never.js' }] })),
        /policies\[0\]: \.\/never\.js can't be loaded: there is no such file/,
      )
    } finally {
      await gateway.close()
    }
  })

  it('is loaded by every worker', async () => {
    const file = join(examples, 'own-modules.yaml')
    await using command = new RunningCommand(['-c', file, '-l', '127.0.0.1:0', '--workers', '2'], {
      env: { API_URL: 'http://127.0.0.1:9' },
    })
    const answer = await post(`${await command.url()}/lines`, 'GET /a')
    assert.match(await answer.text(), /^\[\{"status":502,/)
  })

  it('has to be loaded before the gateway is made', () => {
    const config = configWith({ dialect: './lines.js' })
    assert.throws(
      () => createGateway({ ...config, logLevel: 'silent' }),
      /\.\/lines\.js is not loaded: /,
    )
  })

  it('has its options beside its name, and none of a built-in dialect', () => {
    assert.equal(
      configProblemOf({ dialect: { module: './x.js', options: { any: [1] } } }),
      'nothing',
    )
    assert.match(
      configProblemOf({ dialect: './x.js', options: { headers: true } }),
      /options can't be there: what a module is given stands/,
    )
    assert.match(
      configProblemOf({ dialect: './x.js', jwt: { secret: 's' } }),
      /jwt can't be there: the dialect \.\/x\.js has no jwt/,
    )
    assert.match(
      configProblemOf({ dialect: 'ocmba' }),
      /^endpoints\[0\]\.dialect must be one of odata, .*, not "ocmba"; did you mean "ocamba"\?$/,
    )
    assert.match(
      configProblemOf({ dialect: { modul: 'x' } }),
      /unknown key "modul" in endpoints\[0\]\.dialect; did you mean "module"\?/,
    )
  })
})
