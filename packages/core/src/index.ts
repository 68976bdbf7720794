export type { DialectEntry, DialectServices, OptionSchema } from './dialects/built-in.ts'
export { builtInDialects, findDialect } from './dialects/built-in.ts'
export type {
  Dialect,
  ReadContext,
  ResultStream,
  ResultWriter,
  StreamContext,
  WriteContext,
} from './dialects/dialect.ts'
export type {
  BodyDescription,
  DialectDescription,
  ParameterDescription,
} from './dialects/description.ts'
export type { GoogleOptions } from './dialects/google/google.ts'
export { createGoogle } from './dialects/google/google.ts'
export type { GraphOptions } from './dialects/graph/graph.ts'
export { createGraph } from './dialects/graph/graph.ts'
export type { JournyxOptions } from './dialects/journyx/journyx.ts'
export { createJournyx } from './dialects/journyx/journyx.ts'
export type { OcambaOptions } from './dialects/ocamba/ocamba.ts'
export { createOcamba } from './dialects/ocamba/ocamba.ts'
export type { OcapiOptions } from './dialects/ocapi/ocapi.ts'
export { createOcapi } from './dialects/ocapi/ocapi.ts'
export type { OdataOptions } from './dialects/odata/odata.ts'
export { createOdata } from './dialects/odata/odata.ts'
export type {
  OcapiClient,
  OcapiResource,
  OcapiSettings,
  OcapiToken,
} from './dialects/ocapi/settings.ts'
export { readOcapiSettings } from './dialects/ocapi/settings.ts'
export type { AccessOptions } from './access-options.ts'
export type {
  BatchEndpointOptions,
  BatchReport,
  DialectName,
  Streaming,
} from './endpoint-options.ts'
export type { EndpointDescription, EndpointFeatures, GroupSupport } from './endpoint-description.ts'
export type { DescribedEndpoint } from './describe-endpoint.ts'
export { describeEndpoint, describeEndpoints } from './describe-endpoint.ts'
export type { BatchEndpoint } from './endpoint.ts'
export { createBatchEndpoint } from './endpoint.ts'
export type { Transaction } from './engine/atomic.ts'
export { PartFailedError } from './engine/atomic.ts'
export { Budget } from './engine/budget.ts'
export type { PartTimes } from './engine/part-times.ts'
export type {
  Admission,
  Admitted,
  AdmittedBatch,
  Entered,
  FinishOutcome,
  PreparedPart,
  ReadyPart,
} from './model/admission.ts'
export type {
  Batch,
  Dependency,
  Failure,
  FailureReason,
  Inheritance,
  Order,
  Part,
  PartOutcome,
  PartRequest,
  PartResponse,
} from './model/batch.ts'
export { failureStatus, isSafeMethod, outcomeStatus } from './model/batch.ts'
export type { NamedPart, Names, NamingRules } from './model/dependencies.ts'
export { resolveNames } from './model/dependencies.ts'
export type { Backend, CancelReason, Dispatch, PartRun, Policy } from './model/dispatch.ts'
export { applyPolicies } from './model/dispatch.ts'
export type { BatchErrorCode, BatchErrorDetails, PartField } from './model/error.ts'
export { failedMember } from './model/groups.ts'
export { BatchError, batchErrorStatus } from './model/error.ts'
export type { DialectFeatures, ReferenceTarget } from './model/features.ts'
export type { HeaderField, HeaderList } from './model/headers.ts'
export {
  connectionNames,
  identityHeaders,
  isFieldValue,
  isForwardingHeader,
  isHopByHop,
  isToken,
  mayStandInPart,
  comparableName,
} from './model/headers.ts'
export type { Claims, TokenVerifier, VerifiedToken } from './model/identity.ts'
export type { Limits } from './model/limits.ts'
export { defaultLimits } from './model/limits.ts'
export type {
  BodyLimit,
  OuterAnswer,
  OuterExchange,
  OuterHandler,
  OuterRequest,
  OuterResponse,
} from './model/outer.ts'
export type {
  AnswerValue,
  Reference,
  ReferenceContext,
  ReferencedAnswer,
  ReferenceLanguage,
  ReferencePlace,
  ReferenceSource,
} from './model/reference.ts'
export { ReferenceProblem } from './model/reference.ts'
export type { JsonSchema, JsonType } from './wire/json-schema.ts'
export type { ODataReferenceOptions } from './references/odata/odata-references.ts'
export { createODataReferences } from './references/odata/odata-references.ts'
export type {
  DescribeOptions,
  OpenApiContent,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
  OpenApiReference,
  OpenApiResponse,
  OpenApiSecurityScheme,
} from './openapi-document.ts'
export type { PathSet } from './model/paths.ts'
export { createPathSet } from './model/paths.ts'
export type { AccessRule, AccessRuleOptions } from './policies/access-rules.ts'
export { createAccessRules } from './policies/access-rules.ts'
export type { CallerSource } from './policies/caller-sources.ts'
export { defaultCaller } from './policies/caller-sources.ts'
export type { CallerOf, FairShare, FairShareOptions, ShareBudget } from './policies/fair-share.ts'
export { createFairShare } from './policies/fair-share.ts'
export type { WaitingBounds } from './policies/waiting-room.ts'
export { createWaitingRoom } from './policies/waiting-room.ts'
export { createCallerKey } from './policies/caller-key.ts'
export type { RetryOptions } from './policies/retry.ts'
export { createRetry } from './policies/retry.ts'
export type { OnLimit, RateLimit, RateLimitOptions } from './policies/rate-limit.ts'
export { createRateLimit } from './policies/rate-limit.ts'
export { createMemoryRates } from './policies/memory-rates.ts'
export type { RateClaim, RateStore, RateVerdict, WindowState } from './policies/rate-store.ts'
export { RateStoreError } from './policies/rate-store.ts'
export type { Rate } from './policies/rate.ts'
export { rateClasses } from './policies/rate.ts'
export type { RedisRatesOptions, RedisScripts } from './policies/redis-rates.ts'
export { createRedisRates } from './policies/redis-rates.ts'
export type { ByteWriter } from './wire/byte-writer.ts'
