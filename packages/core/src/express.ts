export type { AppBatchOptions, NodeBatchOptions } from './app-endpoint.ts'
export { batchway } from './express-endpoint.ts'
