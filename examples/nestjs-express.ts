import { batchway } from '@batchway/core/express'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { AppModule } from './nestjs-orders.ts'

const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: false })
const express = app.getHttpAdapter().getInstance()
app.use(batchway(express, { path: '/api/v1/batch', dialect: 'journyx' }))
await app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1')
console.log('listening', app.getHttpServer().address())
