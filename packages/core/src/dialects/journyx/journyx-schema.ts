import type { Limits } from '../../model/limits.ts'
import type { JsonSchema } from '../../wire/json-schema.ts'
import {
  answeredHeaders,
  answeredStatus,
  anyCase,
  listOf,
  onlyWithout,
  writtenHeaders,
} from '../../wire/json-schema.ts'
import type { DialectDescription } from '../description.ts'
import { arrayNames, bodyMethods, methods } from './read-journyx.ts'

const value: JsonSchema = { type: ['string', 'number', 'boolean'] }

const request: JsonSchema = {
  type: 'object',
  required: ['method', 'url'],
  properties: {
    method: anyCase(methods, 'In any letter case.'),
    url: { type: 'string', description: "A path from the server's root, and a query." },
    headers: writtenHeaders,
    params: {
      type: 'object',
      description: 'Query parameters, which replace those of the same name in url.',
      additionalProperties: { anyOf: [value, { type: 'array', items: value }] },
    },
    body: {
      type: ['object', 'string'],
      description: `An object, which keeps its bytes, or a text that is JSON. Only with ${bodyMethods.join(' and ')}.`,
    },
  },
  ...onlyWithout(
    methods.filter((method) => !bodyMethods.includes(method)),
    'body',
  ),
}

/** Where the endpoint is in all examples. */
export const examplePath = '/api/v1/batch'

/** What a batch is: an object with the array `requests`, which may have one of two other names. */
export function journyxRequestSchema({ parts }: Limits): JsonSchema {
  const list = listOf(request, parts, 'The requests.')
  return {
    type: 'object',
    properties: {
      stop_on_error: {
        type: 'boolean',
        default: false,
        description: 'Whether the first request that fails ends the batch.',
      },
      ...Object.fromEntries(arrayNames.map((name) => [name, list])),
    },
    oneOf: arrayNames.map((name) => ({ required: [name] })),
  }
}

const texts: JsonSchema = { type: 'array', items: { type: 'string' } }

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['response_code', 'success', 'uri', 'errors'],
  properties: {
    response_code: { type: 'integer', description: 'The HTTP status.' },
    success: { type: 'boolean', enum: [false] },
    uri: { type: 'string', description: 'The path of the batch.' },
    errors: { ...texts, description: 'What is wrong, and where.' },
    warnings: texts,
    info: texts,
    status: texts,
    results: { type: 'array' },
  },
}

const result: JsonSchema = {
  type: 'object',
  required: ['response_code', 'headers'],
  properties: {
    response_code: answeredStatus,
    headers: answeredHeaders('drop'),
    body: { description: 'Body of a successful answer.' },
    error: { description: 'Body of a failed answer.' },
    body_encoding: {
      type: 'string',
      enum: ['text', 'base64'],
      description: 'There when body or error is not JSON.',
    },
  },
}

const answer: JsonSchema = {
  type: 'object',
  required: ['success', 'results'],
  properties: {
    success: {
      type: 'boolean',
      description: 'Whether every request succeeded and none was left out.',
    },
    results: {
      type: 'array',
      items: result,
      description:
        'The result at index n answers the request at index n; after an error that ended the batch there are no more.',
    },
  },
}

/** How the dialect writes batches and answers. */
export function describeJournyx(limits: Limits): DialectDescription {
  return {
    title: 'Journyx',
    behaviour:
      'Requests run in their order; neighbouring reads run side by side. With "stop_on_error" the first one that fails ends the batch.',
    request: [
      {
        mediaType: 'application/json',
        schema: journyxRequestSchema(limits),
        example: {
          stop_on_error: true,
          requests: [
            { method: 'GET', url: '/api/v1/users', params: { $top: 2 } },
            { method: 'POST', url: '/api/v1/projects', body: { pname: 'Moon' } },
          ],
        },
      },
    ],
    answer: [
      {
        mediaType: 'application/json',
        schema: answer,
        example: {
          success: true,
          results: [
            { response_code: 200, headers: { 'Content-Type': 'application/json' }, body: {} },
            { response_code: 201, headers: {}, body: { id: 'A1' } },
          ],
        },
      },
    ],
    error: {
      mediaType: 'application/json',
      schema: errorSchema,
      example: {
        response_code: 400,
        success: false,
        uri: examplePath,
        errors: ['requests[1].url is missing.'],
        warnings: [],
        info: [],
        status: [],
        results: [],
      },
    },
  }
}
