import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BatchEndpointOptions } from '@batchway/core'
import { batchway } from '@batchway/core/express'
import { Controller, Module, Post, UploadedFile, UseInterceptors } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { ExpressAdapter, FileInterceptor } from '@nestjs/platform-express'
import type { ComparedApp } from '../support/compared-app.ts'
import { comparedOptions, startCompared } from '../support/compared-app.ts'
import { writeForm } from '../support/compared-fetch.ts'
import { configure, NestModuleOfTests } from '../support/nest-app.ts'
import { describeNest } from '../support/nest-cases.ts'

/** A file as multer hands it over. */
interface Uploaded {
  readonly mimetype: string
  readonly size: number
}

class Uploads {
  upload({ mimetype, size }: Uploaded): unknown {
    return { mimetype, size }
  }
}
const descriptor = Object.getOwnPropertyDescriptor(Uploads.prototype, 'upload') ?? {}
Post()(Uploads.prototype, 'upload', descriptor)
UseInterceptors(FileInterceptor('file'))(Uploads.prototype, 'upload', descriptor)
UploadedFile()(Uploads.prototype, 'upload', 0)
Controller('uploads')(Uploads)

class ExpressModule {
  readonly uploads = Uploads
}
Module({ imports: [NestModuleOfTests], controllers: [Uploads] })(ExpressModule)

/** Starts the app with the endpoint before or behind its body parsers. */
async function start(
  place: 'before' | 'behind' = 'before',
  options: Partial<BatchEndpointOptions> = {},
): Promise<ComparedApp> {
  const app = await NestFactory.create<NestExpressApplication>(
    ExpressModule,
    new ExpressAdapter(),
    { logger: false },
  )
  configure(app)
  const express = app.getHttpAdapter().getInstance()
  const endpoint = batchway(express, { ...comparedOptions, ...options })
  if (place === 'before') app.use(endpoint)
  await app.init()
  if (place === 'behind') app.use(endpoint)
  return startCompared(express)
}

describeNest('Express', () => start())

describe('NestJS on Express', () => {
  it('takes a file alone and as a part alike', async () => {
    await using compared = await start()
    const question = { method: 'POST', path: '/api/uploads', ...(await writeForm()) }
    const answer = await compared.assertSame(question)
    assert.deepEqual([answer.status, answer.text], [201, '{"mimetype":"text/csv","size":4}'])
  })

  it('says what is wrong when the endpoint stands behind the body parsers', async () => {
    const causes: unknown[] = []
    await using compared = await start('behind', {
      onBatch: ({ error }) => causes.push(error?.cause),
    })
    const answer = await compared.alone({
      method: 'POST',
      path: '/batch',
      headers: { 'content-type': 'application/json' },
      body: '[]',
    })
    assert.equal(answer.status, 500)
    assert.match(String(causes[0]), /mount the endpoint before body parsers/)
  })
})
