export { batchway } from './express-endpoint.ts'
