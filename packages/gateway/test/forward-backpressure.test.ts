import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:http'
import { describe, it } from 'node:test'
import { openForward } from './support/forwarding-gateway.ts'
import { openHttp } from './support/test-upstream.ts'

const chunk = Buffer.alloc(1024 * 1024, 'x')
const chunks = 96

describe('forward: a caller that reads slowly', () => {
  it('holds up the upstream instead of filling the gateway, and gets all in the end', async () => {
    let written = 0
    await using upstream = await openHttp((request, response) => {
      if (request.url !== '/large') {
        response.end('small')
        return
      }
      const more = (): void => {
        while (written < chunks) {
          written += 1
          if (!response.write(chunk)) {
            response.once('drain', more)
            return
          }
        }
        response.end()
      }
      more()
    })
    await using gateway = await openForward(upstream)
    const answer = await new Promise<IncomingMessage>((resolve) => {
      get(`${gateway.url}/large`, resolve)
    })
    answer.pause()
    // As much going on as would let the whole answer through if nothing held it up.
    for (let round = 0; round < 150; round += 1) {
      const small = await fetch(`${gateway.url}/small`)
      assert.equal(await small.text(), 'small')
    }
    assert.ok(written < chunks / 2, `${written} MiB had been taken from the upstream`)
    let received = 0
    for await (const piece of answer) received += (piece as Buffer).length
    assert.equal(received, chunks * chunk.length)
  })
})
