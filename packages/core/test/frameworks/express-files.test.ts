import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { batchway } from '@batchway/core/express'
import express from 'express'
import { comparedOptions, startCompared } from '../support/compared-app.ts'

describe('Express 5', () => {
  it('sends a file', async () => {
    const app = express()
    app.use(batchway(app, comparedOptions))
    app.get('/file', (_request, response) => response.sendFile(import.meta.filename))
    await using compared = await startCompared(app)
    const answer = await compared.assertSame({ path: '/file' })
    assert.match(answer.text, /sends a file/)
    await compared.assertSame({ path: '/nowhere' })
  })
})
