export { answerFetch } from './adapters/fetch-adapter.ts'
export type { FetchApp } from './dispatch/fetch-app.ts'
export { createFetchBackend } from './dispatch/fetch-app.ts'
export { withBatch } from './fetch-endpoint.ts'
