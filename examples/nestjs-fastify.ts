import { batchway } from '@batchway/core/fastify'
import { NestFactory } from '@nestjs/core'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { AppModule } from './nestjs-orders.ts'

const adapter = new FastifyAdapter()
const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, { logger: false })
await app.register(batchway, { path: '/api/v1/batch', dialect: 'journyx' })
await app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1')
console.log('listening', app.getHttpServer().address())
