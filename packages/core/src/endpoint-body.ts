import type { Budget } from './engine/budget.ts'
import { BatchError } from './model/error.ts'
import { headerValue } from './model/headers.ts'
import type { HeaderList } from './model/headers.ts'
import type { Limits } from './model/limits.ts'

/**
 * Takes the memory for a body before it is read: its own length, or all that it may have. Returns how
 * many bytes were taken. Throws a BatchError where it is too large or there is no room.
 */
export function reserveBody(headers: HeaderList, limits: Limits, budget: Budget): number {
  const length = declaredLength(headers)
  if (length !== undefined && length > limits.batchBytes) {
    const message = `The batch has ${length} bytes; at most ${limits.batchBytes} are allowed.`
    throw new BatchError('batch-too-large', message)
  }
  const coded = headerValue(headers, 'content-encoding') !== undefined
  const reserved = coded ? limits.batchBytes : (length ?? limits.batchBytes)
  if (!budget.takeBody(reserved)) throw overloaded('There is no room for another batch.')
  return reserved
}

function overloaded(message: string): BatchError {
  return new BatchError('unavailable', message, { headers: [['retry-after', '1']] })
}

function declaredLength(headers: HeaderList): number | undefined {
  const value = headerValue(headers, 'content-length')
  return value === undefined || !/^\d+$/.test(value) ? undefined : Number(value)
}
