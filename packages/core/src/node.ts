export { answerNode, splitTarget, toHeaderList, toOuterRequest } from './adapters/node-adapter.ts'
export type { NodeListener } from './dispatch/node-app.ts'
export { createNodeBackend } from './dispatch/node-app.ts'
export { withBatch } from './node-endpoint.ts'
