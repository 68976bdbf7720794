import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { get, request as send } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { manyGets } from './support/batch-client.ts'
import { configFor, makeConfigFolder } from './support/command-config.ts'
import { RunningCommand } from './support/command.ts'
import { answerJson, openUpstream } from './support/test-upstream.ts'

const { file } = makeConfigFolder()
const long = { text: 'the same again and again, '.repeat(200) }
const body = JSON.stringify({ text: long.text }).replace('}', ',"big":12345678901234567890}')

interface Coded {
  readonly status: number
  readonly coding: string | undefined
  readonly vary: string | undefined
  readonly length: number
  readonly body: Buffer
}

/** Posts a batch, and decodes nothing. */
async function post(url: string, parts: number, accepted?: string): Promise<Coded> {
  const headers = {
    'content-type': 'application/json',
    ...(accepted === undefined ? {} : { 'accept-encoding': accepted }),
  }
  const sent = send(`${url}/v2/ocamba/batch`, { method: 'POST', headers, agent: false })
  sent.end(JSON.stringify(manyGets(parts)))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const { statusCode: status = 0, headers: fields } = response
  const { vary, 'content-encoding': coding, 'content-length': length } = fields
  return { status, coding, vary, length: Number(length), body: await buffer(response) }
}

/** A batch's id is another one each time. */
function withoutId(bytes: Buffer): string {
  return bytes.toString().replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
}

const decoders = { gzip: gunzipSync, br: brotliDecompressSync, zstd: zstdDecompressSync } as const

describe('batchway: compressed answers', () => {
  it('are in the coding that the caller accepts and we prefer, with the same bytes in them', async () => {
    await using upstream = await openUpstream((_seen, response) => {
      response.sendDate = false
      response.setHeader('Content-Type', 'application/json')
      response.end(body)
    })
    const text = configFor(upstream.url, 'forward: api\ncompression: {}\n')
    await using command = new RunningCommand(['-c', await file('coded.yaml', text)])
    const url = await command.url()
    const plain = await post(url, 2)
    assert.deepEqual([plain.coding, plain.vary], [undefined, 'Accept-Encoding'])
    assert.match(plain.body.toString(), /"big":12345678901234567890/)
    const cases: readonly (readonly [string, keyof typeof decoders | undefined])[] = [
      ['gzip, deflate, br, zstd', 'zstd'],
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
      ['gzip;q=1, br;q=0.5', 'gzip'],
      ['zstd;q=0, *', 'br'],
      ['identity', undefined],
      ['identity, gzip;q=0.5', undefined],
      ['deflate', undefined],
      ['*;q=0', undefined],
      ['', undefined],
    ]
    for (const [accepted, coding] of cases) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await post(url, 2, accepted)
      assert.equal(answer.coding, coding, accepted)
      assert.equal(answer.vary, 'Accept-Encoding')
      assert.equal(answer.length, answer.body.length)
      const decoded = coding === undefined ? answer.body : decoders[coding](answer.body)
      assert.equal(withoutId(decoded), withoutId(plain.body))
    }
    assert.equal((await post(url, 0, 'gzip')).coding, undefined, 'it is small')
    const forwarded = await new Promise<string | undefined>((resolve, reject) => {
      get(`${url}/x`, { agent: false, headers: { 'accept-encoding': 'gzip' } }, (response) => {
        response.resume()
        resolve(response.headers['content-encoding'])
      }).once('error', reject)
    })
    assert.equal(forwarded, undefined, 'what is forwarded passes as it is')
  })

  it('are those of a threshold and of codings that the configuration says, or none', async () => {
    await using upstream = await openUpstream((_seen, response) =>
      answerJson(response, { text: long.text }),
    )
    const more = 'compression: { codings: [gzip], threshold: 20KiB }\n'
    const path = await file('threshold.yaml', configFor(upstream.url, more))
    await using command = new RunningCommand(['-c', path])
    const url = await command.url()
    const small = await post(url, 2, 'zstd, gzip')
    assert.deepEqual([small.coding, small.vary], [undefined, undefined])
    assert.equal((await post(url, 10, 'zstd, gzip')).coding, 'gzip')
    assert.equal((await post(url, 10, 'zstd')).coding, undefined)
    const none = await file('off.yaml', configFor(upstream.url))
    await using off = new RunningCommand(['-c', none])
    const answer = await post(await off.url(), 10, 'gzip')
    assert.deepEqual([answer.coding, answer.vary], [undefined, undefined])
  })
})
