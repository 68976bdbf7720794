import { batchErrorStatus } from '../../model/error.ts'
import type { Limits } from '../../model/limits.ts'
import type { JsonSchema } from '../../wire/json-schema.ts'
import {
  answeredHeaders,
  answeredStatus,
  anyCase,
  listOf,
  namePattern,
  onlyWithout,
  writtenHeaders,
} from '../../wire/json-schema.ts'
import type { DialectDescription } from '../description.ts'
import { exampleId } from '../description.ts'
import { methods } from './entry-reader.ts'
import { errorDocument } from './error-document.ts'

const request: JsonSchema = {
  type: 'object',
  required: ['id', 'method', 'url'],
  properties: {
    id: {
      type: ['string', 'number'],
      pattern: namePattern,
      description: 'Its name, unlike all others, letter case aside. A number is its own text.',
    },
    method: anyCase(methods, 'In any letter case.'),
    url: { type: 'string', description: "Relative to the version's root." },
    headers: { ...writtenHeaders, type: ['object', 'null'] },
    body: {
      description:
        'By the Content-Type in headers: a JSON value, which keeps its bytes, or base64. Not with GET.',
    },
    dependsOn: {
      type: ['array', 'null'],
      items: { type: ['string', 'number'] },
      description: 'Ids of requests before it, which must have succeeded; else it is not run.',
    },
  },
  ...onlyWithout(['GET'], 'body', { type: 'null' }),
}

/** What a batch is: an object with the array `requests`. */
export function graphRequestSchema({ parts }: Limits): JsonSchema {
  return {
    type: 'object',
    required: ['requests'],
    properties: { requests: listOf(request, parts, 'The requests.') },
  }
}

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'innerError'],
      properties: {
        code: { type: 'string', description: 'The kind of error, such as BadRequest.' },
        message: { type: 'string', description: 'What is wrong, and where.' },
        innerError: {
          type: 'object',
          required: ['request-id', 'date'],
          properties: {
            'request-id': { type: 'string', description: 'Identifies the batch in the log.' },
            date: { type: 'string', description: 'The time in UTC.' },
          },
        },
      },
    },
  },
}

const response: JsonSchema = {
  type: 'object',
  required: ['id', 'status', 'headers'],
  properties: {
    id: { type: 'string', description: 'That of the request.' },
    status: answeredStatus,
    headers: answeredHeaders('drop'),
    body: { description: 'A JSON value, or base64 where the Content-Type is not JSON.' },
    '@batchway.bodyEncoding': {
      type: 'string',
      enum: ['base64'],
      description: 'There when body is base64 although the Content-Type does not say so.',
    },
  },
}

/** How the dialect writes batches and answers. */
export function describeGraph(limits: Limits): DialectDescription {
  return {
    title: 'Microsoft Graph',
    behaviour:
      'Requests run side by side, as far as dependsOn allows. What depends on one that failed is not run (424).',
    request: [
      {
        mediaType: 'application/json',
        schema: graphRequestSchema(limits),
        example: {
          requests: [
            {
              id: '1',
              method: 'POST',
              url: '/members',
              headers: { 'Content-Type': 'application/json' },
              body: { name: 'Ada Byron' },
            },
            { id: '2', method: 'GET', url: 'members?page=1', dependsOn: ['1'] },
          ],
        },
      },
    ],
    answer: [
      {
        mediaType: 'application/json',
        schema: {
          type: 'object',
          required: ['responses'],
          properties: { responses: { type: 'array', items: response } },
        },
        example: {
          responses: [
            { id: '1', status: 201, headers: { Location: '/members/7' }, body: { id: 7 } },
            { id: '2', status: 200, headers: {}, body: { total: 3 } },
          ],
        },
      },
    ],
    error: {
      mediaType: 'application/json',
      schema: errorSchema,
      example: {
        error: {
          code: 'BadRequest',
          message: 'requests[1].url is missing.',
          innerError: {
            'request-id': exampleId,
            date: '2026-01-01T00:00:00',
          },
        },
      },
    },
    errorExample: (code, message) =>
      JSON.parse(
        errorDocument(batchErrorStatus[code], message, {
          requestId: exampleId,
          time: Date.UTC(2026, 0, 1),
        }),
      ),
  }
}
