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
import { multipartBody } from '../description.ts'
import { codeOf, errorDocument } from './part-answer.ts'
import { isBodiless, requestMethods } from './request-entry.ts'

const nameOrNumber: JsonSchema = { type: ['string', 'number'] }

const request: JsonSchema = {
  type: 'object',
  required: ['id', 'method', 'url'],
  properties: {
    id: {
      ...nameOrNumber,
      pattern: namePattern,
      description: 'Its name, unlike all others. A number is its own text.',
    },
    method: anyCase(requestMethods, 'In any letter case. MERGE is sent as PATCH.'),
    url: {
      type: 'string',
      description: "Relative to the service's root, or a path from the host's root.",
    },
    headers: {
      description: 'Header fields: name to value, or a list of "Name: value".',
      anyOf: [
        { ...writtenHeaders, type: ['object', 'null'] },
        { type: 'array', items: { type: 'string', pattern: ':' } },
      ],
    },
    body: {
      description:
        'By the content-type in headers: a JSON value, which keeps its bytes; a string for text; base64url for all else. Not with GET and DELETE.',
    },
    dependsOn: {
      type: ['array', 'null'],
      items: nameOrNumber,
      description: 'Ids and groups before it, which must have succeeded.',
    },
    atomicityGroup: {
      type: ['string', 'null'],
      pattern: namePattern,
      description: 'The group that counts together or not at all.',
    },
    if: { description: 'Conditions are not supported: a request that has one is not run.' },
  },
  ...onlyWithout(requestMethods.filter(isBodiless), 'body', { type: 'null' }),
}

/** What a batch in JSON is: an object with the array `requests`. */
export function odataRequestSchema({ parts }: Limits): JsonSchema {
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
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', description: 'The kind of error, such as InvalidDependency.' },
        message: { type: 'string', description: 'What is wrong.' },
        target: { type: 'string', description: 'Where in the batch.' },
      },
    },
  },
}

const response: JsonSchema = {
  type: 'object',
  required: ['id', 'status', 'headers'],
  properties: {
    id: { type: 'string', description: 'That of the request.' },
    atomicityGroup: { type: 'string', description: 'That of the request.' },
    status: answeredStatus,
    headers: answeredHeaders('drop'),
    body: {
      description: 'By the content-type: a JSON value, a string for text, base64url for all else.',
    },
    '@batchway.bodyEncoding': {
      type: 'string',
      enum: ['text', 'base64url'],
      description: 'There when body is another thing than the content-type says.',
    },
  },
}

const multipartRequest = multipartBody(
  'A multipart body whose boundary stands in the Content-Type. Each part is an HTTP request (application/http), or a multipart/mixed body of such parts: a change set, whose requests count together or not at all.',
  [
    '--b',
    'Content-Type: application/http',
    '',
    'GET Orders(7) HTTP/1.1',
    'Accept: application/json',
    '',
    '',
    '--b',
    'Content-Type: application/http',
    'Content-ID: 2',
    '',
    'PATCH Orders(7) HTTP/1.1',
    'Content-Type: application/json',
    '',
    '{"total":1}',
    '--b--',
  ],
)

const multipartAnswer = multipartBody(
  'A multipart body whose boundary stands in the Content-Type. Each part is an HTTP answer (application/http), or a multipart/mixed body with the answers of a change set.',
  [
    '--b',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    'HTTP/1.1 200 OK',
    'OData-Version: 4.0',
    'Content-Type: application/json',
    '',
    '{"id":7,"total":1}',
    '--b',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    'Content-ID: 2',
    '',
    'HTTP/1.1 204 No Content',
    'OData-Version: 4.0',
    '',
    '',
    '--b--',
  ],
)

/** How the dialect writes batches and answers. */
export function describeOdata(limits: Limits): DialectDescription {
  return {
    title: 'OData',
    behaviour:
      'In JSON requests run side by side, as far as dependsOn allows, and all of them; in multipart they run in their order until the first one fails.',
    parameters: [
      {
        name: 'Prefer',
        in: 'header',
        description:
          'odata.continue-on-error (or continue-on-error) goes on after a failure, continue-on-error=false ends the batch at the first one.',
        schema: { type: 'string' },
      },
      {
        name: 'OData-MaxVersion',
        in: 'header',
        description: 'The newest version that the caller reads.',
        schema: { type: 'string' },
      },
    ],
    request: [
      {
        mediaType: 'application/json',
        schema: odataRequestSchema(limits),
        example: {
          requests: [
            { id: '1', method: 'post', url: 'Orders', body: { total: 1234.5 } },
            { id: '2', method: 'get', url: 'Orders?$top=3', dependsOn: ['1'] },
          ],
        },
      },
      multipartRequest,
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
            { id: '1', status: 201, headers: { location: '/svc/Orders(7)' }, body: { id: 7 } },
            { id: '2', status: 200, headers: {}, body: { value: [{ id: 7 }] } },
          ],
        },
      },
      multipartAnswer,
    ],
    error: {
      mediaType: 'application/json',
      schema: errorSchema,
      example: {
        error: {
          code: 'InvalidPart',
          message: 'requests[1].url is missing.',
          target: 'requests[1].url',
        },
      },
    },
    errorExample: (code, message) => JSON.parse(errorDocument(codeOf(code), message)),
  }
}
