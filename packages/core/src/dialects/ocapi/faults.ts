import type { FailureReason } from '../../model/batch.ts'
import type { BatchErrorCode } from '../../model/error.ts'

/** The name of a fault and the status that goes with it. */
export interface Fault {
  readonly type: string
  readonly status: number
}

/** What OCAPI answers when a whole batch is refused. */
export const batchFaults: Readonly<Record<BatchErrorCode, Fault>> = {
  'invalid-body': { type: 'InvalidRequestBodyException', status: 400 },
  'invalid-part': { type: 'InvalidRequestBodyException', status: 400 },
  'invalid-method': { type: 'InvalidHttpMethodException', status: 400 },
  'missing-method': { type: 'MissingHttpMethodException', status: 400 },
  'invalid-target': { type: 'ResourcePathNotAllowedException', status: 400 },
  'missing-target': { type: 'MissingResourcePathException', status: 400 },
  'multiple-targets': { type: 'ResourcePathNotAllowedException', status: 400 },
  'invalid-query': { type: 'IllegalQueryStringException', status: 400 },
  'invalid-header': { type: 'InvalidRequestBodyException', status: 400 },
  'invalid-dependency': { type: 'InvalidRequestBodyException', status: 400 },
  'nested-batch': { type: 'ResourcePathNotAllowedException', status: 400 },
  'no-parts': { type: 'InvalidRequestBodyException', status: 400 },
  'too-many-parts': { type: 'QuotaExceededException', status: 400 },
  'over-window': { type: 'QuotaExceededException', status: 400 },
  'missing-identity': { type: 'MissingClientIdException', status: 400 },
  'unknown-site': { type: 'UnknownSiteIdException', status: 400 },
  unauthorized: { type: 'InvalidAuthorizationHeaderException', status: 401 },
  'invalid-authorization': { type: 'InvalidAuthorizationHeaderException', status: 401 },
  'invalid-token': { type: 'InvalidTokenException', status: 401 },
  'unknown-identity': { type: 'UnknownClientIdException', status: 401 },
  'origin-refused': { type: 'UnauthorizedOriginException', status: 401 },
  forbidden: { type: 'ForbiddenException', status: 403 },
  'not-found': { type: 'NotFoundException', status: 404 },
  'method-not-allowed': { type: 'MethodNotAllowedException', status: 405 },
  'too-slow': { type: 'RequestTimeoutException', status: 408 },
  'batch-too-large': { type: 'RequestEntityTooLargeException', status: 400 },
  'unsupported-media-type': { type: 'IllegalContentTypeException', status: 400 },
  'too-many-requests': { type: 'TooManyRequestsException', status: 429 },
  internal: { type: 'InternalServerErrorException', status: 500 },
  unavailable: { type: 'ServiceUnavailableException', status: 503 },
  timeout: { type: 'GatewayTimeoutException', status: 504 },
  loop: { type: 'LoopDetectedException', status: 508 },
}

/** The names of faults that stand in the place of a part's answer. */
export const partFaults: Readonly<Record<FailureReason, string>> = {
  timeout: 'GatewayTimeoutException',
  'not-started': 'GatewayTimeoutException',
  'breaker-open': 'ServiceUnavailableException',
  unreachable: 'BadGatewayException',
  'bad-answer': 'BadGatewayException',
  'answer-too-large': 'BadGatewayException',
  'handler-failed': 'InternalServerErrorException',
  'rolled-back': 'InternalServerErrorException',
  'no-transaction': 'NotImplementedException',
  'not-committed': 'InternalServerErrorException',
  'condition-unsupported': 'FailedDependencyException',
  'body-too-large': 'RequestEntityTooLargeException',
  'target-too-long': 'UriTooLongException',
  'headers-too-large': 'RequestHeaderFieldsTooLargeException',
  'invalid-body': 'InvalidRequestBodyException',
  'invalid-reference': 'InvalidRequestBodyException',
  forbidden: 'ForbiddenException',
  'rate-limited': 'TooManyRequestsException',
  overloaded: 'ServiceUnavailableException',
  unavailable: 'ServiceUnavailableException',
  cancelled: 'ServiceUnavailableException',
  loop: 'LoopDetectedException',
}

/** A fault document. `version` is what stands in `_v`, such as `24.5`. */
export function faultDocument(version: string, type: string, message: string): string {
  return JSON.stringify({ _v: version, fault: { arguments: {}, type, message } })
}
