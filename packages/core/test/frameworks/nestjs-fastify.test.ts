import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { batchway } from '@batchway/core/fastify'
import { NestFactory } from '@nestjs/core'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import type { ComparedApp } from '../support/compared-app.ts'
import { comparedOptions, startCompared } from '../support/compared-app.ts'
import { configure, NestModuleOfTests } from '../support/nest-app.ts'
import { describeNest } from '../support/nest-cases.ts'

async function start(): Promise<ComparedApp> {
  const app = await NestFactory.create<NestFastifyApplication>(
    NestModuleOfTests,
    new FastifyAdapter(),
    { logger: false },
  )
  configure(app)
  await app.register(batchway, comparedOptions)
  await app.init()
  const fastify = app.getHttpAdapter().getInstance()
  await fastify.ready()
  return startCompared((request, response) => fastify.routing(request, response))
}

describeNest('Fastify', start)

describe('NestJS on Fastify with the endpoint', () => {
  it('goes on reading bodies of its own routes', async () => {
    await using compared = await start()
    const answer = await compared.alone({
      method: 'POST',
      path: '/api/things/echo',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    })
    assert.equal(answer.text, '{"body":{"a":1}}')
  })
})
