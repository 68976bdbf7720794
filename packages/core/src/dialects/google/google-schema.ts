import { batchErrorStatus } from '../../model/error.ts'
import type { JsonSchema } from '../../wire/json-schema.ts'
import type { DialectDescription } from '../description.ts'
import { multipartBody } from '../description.ts'
import { errorDocument } from './error-document.ts'

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'errors', 'status'],
      properties: {
        code: { type: 'integer', description: 'The HTTP status.' },
        message: { type: 'string', description: 'What is wrong, and where.' },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            required: ['message', 'domain', 'reason'],
            properties: {
              message: { type: 'string' },
              domain: { type: 'string' },
              reason: { type: 'string', description: 'The kind of error, such as badRequest.' },
            },
          },
        },
        status: { type: 'string', description: 'The name of a google.rpc.Code.' },
      },
    },
  },
}

const message = 'Request 2: its method must be one of GET, POST, PUT, PATCH, DELETE, not "TRACE".'

/** How the dialect writes batches and answers. */
export function describeGoogle(): DialectDescription {
  return {
    title: 'Google',
    behaviour: 'Requests run side by side, in no order, and all of them.',
    request: [
      multipartBody(
        'A multipart body whose boundary stands in the Content-Type. Each part is a whole HTTP request (application/http), and may have a Content-ID.',
        [
          '--b',
          'Content-Type: application/http',
          'Content-ID: <1>',
          '',
          'GET /farm/v2/animals/10 HTTP/1.1',
          '',
          '',
          '--b',
          'Content-Type: application/http',
          'Content-ID: <2>',
          '',
          'POST /farm/v2/animals HTTP/1.1',
          'Content-Type: application/json',
          '',
          '{"name":"sheep"}',
          '--b--',
        ],
      ),
    ],
    answer: [
      multipartBody(
        'A multipart body whose boundary stands in the Content-Type: one HTTP answer per request, in the same order. The answer to Content-ID: <1> has Content-ID: <response-1>.',
        [
          '--b',
          'Content-Type: application/http',
          'Content-ID: <response-1>',
          '',
          'HTTP/1.1 200 OK',
          'Content-Type: application/json',
          'Content-Length: 9',
          '',
          '{"id":10}',
          '--b',
          'Content-Type: application/http',
          'Content-ID: <response-2>',
          '',
          'HTTP/1.1 201 Created',
          'Content-Type: application/json',
          'Content-Length: 9',
          '',
          '{"id":11}',
          '--b--',
        ],
      ),
    ],
    error: {
      mediaType: 'application/json',
      schema: errorSchema,
      example: {
        error: {
          code: 400,
          message,
          errors: [{ message, domain: 'global', reason: 'badRequest' }],
          status: 'INVALID_ARGUMENT',
        },
      },
    },
    errorExample: (code, text) => JSON.parse(errorDocument(batchErrorStatus[code], text)),
  }
}
