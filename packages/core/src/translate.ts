export type {
  BatchAnswer,
  BatchMessage,
  BatchRequest,
  ClientDialect,
  PartResult,
  WriteBatchOptions,
} from './dialects/client/dialect-client.ts'
export { AnswerError } from './dialects/client/dialect-client.ts'
export { errorText } from './dialects/client/error-text.ts'
export type { CarriedFeature, CarryNote } from './dialects/client/notes.ts'
export { CarryError, describeNote } from './dialects/client/notes.ts'
export { clientDialects } from './dialects/clients.ts'
export type { ComposedPart, ComposeOptions } from './dialects/compose.ts'
export { composeBatch } from './dialects/compose.ts'
export type { DetectedDialect } from './dialects/detect.ts'
export { detectDialect } from './dialects/detect.ts'
export type { ReadRequestOptions } from './dialects/read-request.ts'
export { readBatch } from './dialects/read-request.ts'
export type {
  BatchResults,
  TranslateOptions,
  Translation,
  WriteOptions,
  WrittenBatch,
} from './dialects/translate.ts'
export { readResults, translate, writeBatch } from './dialects/translate.ts'
export type { Batch, Dependency, Order, Part, PartResponse } from './model/batch.ts'
export { BatchError } from './model/error.ts'
export type { HeaderField, HeaderList } from './model/headers.ts'
export type { RequestText } from './wire/request-text.ts'
export { readRequestText, writeRequestText } from './wire/request-text.ts'
