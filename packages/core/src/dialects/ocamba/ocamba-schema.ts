import type { Limits } from '../../model/limits.ts'
import type { JsonSchema } from '../../wire/json-schema.ts'
import {
  answeredHeaders,
  answeredStatus,
  anyCase,
  listOf,
  onlyWithout,
  when,
  writtenHeaders,
} from '../../wire/json-schema.ts'
import type { DialectDescription } from '../description.ts'
import { exampleId } from '../description.ts'
import type { OcambaMode } from './read-ocamba.ts'
import { arrayNames, methods } from './read-ocamba.ts'

const mode = anyCase(['parallel', 'serial'], 'All at once, or one after the other.')

const subrequest: JsonSchema = {
  type: 'object',
  required: ['method', 'relative_url'],
  properties: {
    method: anyCase(methods, 'In any letter case.'),
    relative_url: {
      type: 'string',
      description: 'A path below the base, with or without its leading slash, and a query.',
    },
    headers: writtenHeaders,
    body: { description: 'The JSON value itself, which keeps its bytes. Not with GET.' },
    abort_on_fail: {
      type: 'boolean',
      default: false,
      description: 'In serial mode: when this one fails, all that follow are skipped.',
    },
  },
  ...onlyWithout(['GET'], 'body'),
}

/** What a batch is: an array of subrequests, or an object with exactly one such array. */
export function ocambaRequestSchema({ parts }: Limits): JsonSchema {
  const list = { ...listOf(subrequest, parts, 'The subrequests.'), minItems: 1 }
  const named = arrayNames.map((name): [string, JsonSchema] => [
    name,
    when({ type: 'array' }, list),
  ])
  return {
    anyOf: [
      list,
      {
        type: 'object',
        description: `An object with exactly one array named ${arrayNames.join(', ')}.`,
        properties: { mode, ...Object.fromEntries(named) },
        oneOf: arrayNames.map((name) => ({
          required: [name],
          properties: { [name]: { type: 'array' } },
        })),
      },
    ],
  }
}

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['code', 'title', 'message', 'trace_id'],
  properties: {
    code: { type: 'integer', description: 'The HTTP status.' },
    title: { type: 'string', description: 'The kind of error.' },
    message: { type: 'string', description: 'What is wrong, and where.' },
    trace_id: { type: 'string', description: 'Identifies the batch in the log.' },
  },
}

const part: JsonSchema = {
  type: 'object',
  required: ['code'],
  properties: {
    code: answeredStatus,
    headers: answeredHeaders('keep'),
    body: { description: 'Content of an answer with a code below 400.' },
    error: { description: 'Content of an answer with a code of 400 or above.' },
    body_encoding: {
      type: 'string',
      enum: ['text', 'base64'],
      description: 'There when body or error is not JSON.',
    },
  },
}

const answer: JsonSchema = {
  type: 'object',
  required: ['total_counter', 'success_counter', 'parts'],
  properties: {
    total_counter: { type: 'integer', minimum: 0, description: 'How many subrequests there were.' },
    success_counter: {
      type: 'integer',
      minimum: 0,
      description: 'How many of them ended with a code below 400.',
    },
    parts: {
      type: 'array',
      items: part,
      description: 'The part at index n answers the subrequest at index n.',
    },
  },
}

/** How the dialect writes batches and answers. */
export function describeOcamba(limits: Limits, defaultMode: OcambaMode): DialectDescription {
  return {
    title: 'Ocamba',
    behaviour: `Subrequests run all at once, or one after the other in the mode "serial". Without a mode the batch is ${defaultMode}. In serial mode one with "abort_on_fail" that fails ends the batch.`,
    parameters: [
      {
        name: 'mode',
        in: 'query',
        description: `How the subrequests run. Default: ${defaultMode}.`,
        schema: mode,
      },
    ],
    request: [
      {
        mediaType: 'application/json',
        schema: ocambaRequestSchema(limits),
        example: [
          { method: 'GET', relative_url: '/members/10' },
          { method: 'DELETE', relative_url: 'roles/viewer', headers: { 'force-delete': 'yes' } },
        ],
      },
    ],
    answer: [
      {
        mediaType: 'application/json',
        schema: answer,
        example: {
          total_counter: 2,
          success_counter: 2,
          parts: [
            { code: 200, headers: { 'Content-Type': 'application/json' }, body: { id: '10' } },
            { code: 204, headers: {} },
          ],
        },
      },
    ],
    error: {
      mediaType: 'application/json',
      schema: errorSchema,
      example: {
        code: 400,
        title: 'Bad request.',
        message: '[1].relative_url is missing.',
        trace_id: exampleId,
      },
    },
  }
}
