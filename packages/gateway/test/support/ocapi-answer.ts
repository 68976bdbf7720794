import assert from 'node:assert/strict'
import type { RawMessage } from './raw-connection.ts'

/** The body of the answer to the batch of two parts. */
export const answerOfTwo: string = [
  '--b\nx-dw-content-id: one\nx-dw-status-code: 200\n\n{"ok":true}\n',
  '--b\nx-dw-content-id: two\nx-dw-status-code: 200\n\n{"ok":true}\n--b--\n',
].join('')

/** The type of the fault that an answer has to be. */
export function faultOf(answer: RawMessage): string {
  assert.deepEqual(answer.values('content-type'), ['application/json;charset=UTF-8'])
  return (JSON.parse(answer.body) as { fault: { type: string } }).fault.type
}
