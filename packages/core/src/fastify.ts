export type { AppBatchOptions, NodeBatchOptions } from './app-endpoint.ts'
export type { FastifyLike } from './fastify-endpoint.ts'
export { batchway } from './fastify-endpoint.ts'
