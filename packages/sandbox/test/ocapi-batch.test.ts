import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createSandbox } from '../src/index.ts'
import { REAL_COUNT } from './support/ocapi-client.ts'
import { at } from './support/sandbox-client.ts'

const CLIENT = '11111111-1111-4111-8111-111111111111'
const TYPE = 'multipart/mixed; boundary=23dh3f9f4'
const CONTENT = '/s/-/dw/data/v24_5/libraries/SiteGenesis/content/'

/** The main headers of the documents' first four examples. */
const DELETING = {
  'content-type': TYPE,
  authorization: 'Bearer f9f34f43rfdf0isadjf93059j4',
  'x-dw-http-method': 'DELETE',
  'x-dw-resource-path': CONTENT,
}

/** The main headers of the documents' example of different types. */
const SHOPPING = {
  'content-type': TYPE,
  'x-dw-client-id': CLIENT,
  'x-dw-http-method': 'GET',
  'x-dw-resource-path': '/s/SiteGenesis/dw/shop/v24_5/',
}

interface BatchAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

interface Running extends AsyncDisposable {
  readonly url: string
  post(headers: Readonly<Record<string, string>>, lines: readonly string[]): Promise<BatchAnswer>
}

/** What `npm start` runs: the sandbox and its configuration, on free ports. */
async function run(): Promise<Running> {
  const { createGateway, createLog, readConfig } = await import('batchway')
  const sandbox = createSandbox()
  const file = new URL('../batchway.yaml', import.meta.url)
  const config = readConfig(await readFile(file, 'utf8'), 'batchway.yaml', {
    SANDBOX_URL: await sandbox.listen({ host: '127.0.0.1', port: 0 }),
    LISTEN: '127.0.0.1:0',
  })
  const directory = fileURLToPath(new URL('.', file))
  const gateway = createGateway(config, { directory, log: createLog('silent') })
  const url = await gateway.listen()
  return {
    url,
    async post(headers, lines) {
      const body = lines.join('\n')
      const response = await fetch(`${url}/s/-/dw/batch`, { method: 'POST', headers, body })
      return { status: response.status, headers: response.headers, text: await response.text() }
    },
    async [Symbol.asyncDispose]() {
      await gateway.close()
      await sandbox.close()
    },
  }
}

function assertRefused(answer: BatchAnswer, message: RegExp): void {
  const json: unknown = JSON.parse(answer.text)
  assert.equal(answer.status, 400)
  assert.equal(at(json, '_v'), '24.5')
  assert.equal(at(json, 'fault', 'type'), 'InvalidRequestBodyException')
  assert.match(String(at(json, 'fault', 'message')), message)
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** A token of the first client, signed with the secret of batchway.yaml. */
function createJwt(): string {
  const signed = `${encode({ alg: 'HS256' })}.${encode({ iss: CLIENT, exp: 4_102_444_800 })}`
  const mac = createHmac('sha256', 'sandbox-secret-sandbox-secret-32b').update(signed)
  return `${signed}.${mac.digest('base64url')}`
}

const QUERY = JSON.stringify(REAL_COUNT)

describe("the OCAPI documents' examples, through the gateway", () => {
  it('right syntax', async () => {
    await using running = await run()
    const id = 'x-dw-content-id: realCount'
    const answer = await running.post(DELETING, ['--23dh3f9f4', id, '', QUERY, '--23dh3f9f4--', ''])
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), TYPE)
    // The documents do not show what a DELETE of all contents answers.
    const [head, status, ...rest] = answer.text.split('\n').slice(1)
    assert.equal(head, id)
    assert.equal(status, 'x-dw-status-code: 405')
    assert.equal(at(JSON.parse(rest[1] ?? ''), 'fault', 'type'), 'MethodNotAllowedException')
  })

  it('wrong syntax: no empty line behind the headers', async () => {
    await using running = await run()
    const lines = ['--23dh3f9f4', 'x-dw-content-id: realCount', QUERY, '--23dh3f9f4--', '']
    assertRefused(await running.post(DELETING, lines), /^Subrequest 1: .*an empty line must stand/)
  })

  it('wrong syntax: an empty line behind the delimiter', async () => {
    await using running = await run()
    const head = ['--23dh3f9f4', '', 'x-dw-content-id: realCount']
    const answer = await running.post(DELETING, [...head, QUERY, '--23dh3f9f4--', ''])
    assertRefused(answer, /^Subrequest 1: an empty line stands/)
  })

  it('the same type: 50 contents are deleted', async () => {
    await using running = await run()
    const numbers = Array.from({ length: 50 }, (_, index) => index + 1)
    const parts = numbers.flatMap((number) => [
      '--23dh3f9f4',
      `x-dw-content-id: req${number}`,
      `x-dw-resource-path-extension: content_asset_${number}`,
    ])
    const batch = [...parts, '--23dh3f9f4--', '']
    const answer = await running.post(DELETING, batch)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), TYPE)
    const expected = numbers.flatMap((number) => [
      '--23dh3f9f4',
      `x-dw-content-id: req${number}`,
      'x-dw-status-code: 204',
      '',
    ])
    assert.equal(answer.text, [...expected, '--23dh3f9f4--', ''].join('\n'))
    const again = await running.post(DELETING, batch)
    assert.equal(again.text.match(/^x-dw-status-code: 404$/gm)?.length, 50)
    const reset = await fetch(`${running.url}/debug/reset`, { method: 'POST' })
    assert.equal(reset.status, 204)
    assert.equal((await running.post(DELETING, batch)).text, answer.text)
  })

  it('different types: an address is created, a product is not found', async () => {
    await using running = await run()
    const answer = await running.post(SHOPPING, [
      '--23dh3f9f4',
      'x-dw-content-id: req_addr_create',
      'x-dw-http-method: PUT',
      'x-dw-resource-path-extension: account/this/addresses',
      '',
      '{',
      '  "address1":"10 Somewhere St.",',
      '  "city":"Boston",',
      '  "last_name":"Lebowski",',
      '  "country_code":"US",',
      '  "postal_code":"98765",',
      '  "state_code":"MA"',
      '}',
      '--23dh3f9f4',
      'x-dw-content-id: req_prod_get',
      'x-dw-resource-path-extension: products/creative-zen-v',
      '--23dh3f9f4--',
      '',
    ])
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), TYPE)
    assert.equal(answer.headers.get('x-sandbox'), 'batchway')
    const id = /"address_id":"(\d{5}\.\d{11})"/.exec(answer.text)?.[1] ?? ''
    assert.equal(
      answer.text,
      [
        '--23dh3f9f4',
        'x-dw-content-id: req_addr_create',
        'x-dw-status-code: 200',
        '',
        '{"_v":"24.5","_type":"customer_address","address1":"10 Somewhere St.",' +
          `"address_id":"${id}","city":"Boston","country_code":"US","last_name":"Lebowski",` +
          '"postal_code":"98765","state_code":"MA"}',
        '--23dh3f9f4',
        'x-dw-content-id: req_prod_get',
        'x-dw-status-code: 404',
        '',
        '{"_v":"24.5","fault":{"type":"ProductNotFoundException",' +
          `"message":"No product with id 'creative-zen-v' for site 'SiteGenesis' found."}}`,
        '--23dh3f9f4--',
        '',
      ].join('\n'),
    )
  })
})

describe('OCAPI batches before the sandbox', () => {
  it('pass states on, in the headers and in the bodies', async () => {
    await using running = await run()
    const stale = '0'.repeat(64)
    const { text } = await running.post(DELETING, [
      '--23dh3f9f4',
      'x-dw-resource-path-extension: content_asset_1',
      `x-dw-resource-state: ${stale}`,
      '--23dh3f9f4',
      'x-dw-http-method: PATCH',
      'x-dw-resource-path-extension: content_asset_1',
      '',
      `{"_resource_state":"${stale}"}`,
      '--23dh3f9f4',
      'x-dw-resource-path-extension: content_asset_1',
      '--23dh3f9f4--',
    ])
    assert.deepEqual(text.match(/ResourceStateConflictException|code: \d+/g), [
      'code: 409',
      'ResourceStateConflictException',
      'code: 409',
      'ResourceStateConflictException',
      'code: 204',
    ])
  })
})

describe("the sandbox's settings", () => {
  it('have the secret of tokens that are signed', async () => {
    await using running = await run()
    const bearer = { authorization: `Bearer ${createJwt()}` }
    const part = ['--23dh3f9f4', 'x-dw-resource-path-extension: content_asset_1', '--23dh3f9f4--']
    const { text } = await running.post({ ...DELETING, ...bearer }, part)
    assert.match(text, /^x-dw-status-code: 204$/m)
  })

  it('know two sites, two clients and a token that has expired', async () => {
    await using running = await run()
    const typeOf = async (headers: Readonly<Record<string, string>>): Promise<unknown> => {
      const part = ['--23dh3f9f4', 'x-dw-content-id: a', '--23dh3f9f4--']
      const { text } = await running.post({ ...DELETING, ...headers }, part)
      return at(JSON.parse(text), 'fault', 'type')
    }
    const expired = { authorization: 'Bearer expired-token' }
    assert.equal(await typeOf(expired), 'InvalidTokenException')
    const stranger = { authorization: 'Bearer stranger' }
    assert.equal(await typeOf(stranger), 'InvalidTokenException')
    const forged = { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4In0.AAAA' }
    assert.equal(await typeOf(forged), 'InvalidTokenException')
    assert.equal(await typeOf({ origin: 'https://admin.example' }), 'UnauthorizedOriginException')
    const site = { 'x-dw-resource-path': '/s/Nowhere/dw/data/v24_5/x' }
    assert.equal(await typeOf(site), 'UnknownSiteIdException')
  })

  it('let the first client read answers from its shop, with what is exposed', async () => {
    await using running = await run()
    const origin = 'https://shop.example'
    const part = ['--23dh3f9f4', 'x-dw-resource-path-extension: products/x', '--23dh3f9f4--']
    const { status, headers } = await running.post({ ...SHOPPING, origin }, part)
    assert.equal(status, 200)
    assert.equal(headers.get('access-control-allow-origin'), origin)
    assert.equal(headers.get('access-control-expose-headers'), 'x-dw-resource-state, x-sandbox')
  })

  it('let the second client read products and nothing else', async () => {
    await using running = await run()
    const client = { 'x-dw-client-id': '22222222-2222-4222-8222-222222222222' }
    const { text } = await running.post({ ...SHOPPING, ...client }, [
      '--23dh3f9f4',
      'x-dw-resource-path-extension: products/apple-ipod-nano',
      '--23dh3f9f4',
      'x-dw-resource-path-extension: account/this/addresses',
      '--23dh3f9f4',
      'x-dw-http-method: DELETE',
      'x-dw-resource-path-extension: products/apple-ipod-nano',
      '--23dh3f9f4--',
    ])
    assert.deepEqual(text.match(/^x-dw-status-code: \d+$/gm), [
      'x-dw-status-code: 200',
      'x-dw-status-code: 403',
      'x-dw-status-code: 403',
    ])
  })
})
