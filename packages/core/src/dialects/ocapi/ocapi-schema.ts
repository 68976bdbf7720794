import type { JsonSchema } from '../../wire/json-schema.ts'
import type { DialectDescription, ParameterDescription } from '../description.ts'
import { multipartBody } from '../description.ts'
import { batchFaults, faultDocument } from './faults.ts'

const faultSchema: JsonSchema = {
  type: 'object',
  required: ['_v', 'fault'],
  properties: {
    _v: { type: 'string', description: 'Version of the API.' },
    fault: {
      type: 'object',
      required: ['arguments', 'type', 'message'],
      properties: {
        arguments: { type: 'object' },
        type: { type: 'string', description: 'The kind of fault.' },
        message: { type: 'string', description: 'What is wrong, and where.' },
      },
    },
  },
}

function header(name: string, description: string): ParameterDescription {
  return { name, in: 'header', description, schema: { type: 'string' } }
}

/** How the dialect writes batches and answers. `version` is what stands in `_v`. */
export function describeOcapi(version: string): DialectDescription {
  return {
    title: 'OCAPI',
    behaviour: 'Subrequests run in their order, and all of them; neighbouring reads side by side.',
    parameters: [
      header('x-dw-client-id', 'The client, where neither a token nor client_id names one.'),
      header('x-dw-http-method', 'Method of the subrequests that have none of their own.'),
      header('x-dw-resource-path', 'Beginning of the path of the subrequests that have none.'),
      {
        name: 'client_id',
        in: 'query',
        description: 'The client, where no token names one.',
        schema: { type: 'string' },
      },
    ],
    request: [
      multipartBody(
        'A multipart body whose boundary stands in the Content-Type. Each part is a subrequest: its headers, with x-dw-http-method, x-dw-resource-path and x-dw-resource-path-extension, an empty line and its body.',
        [
          '--b',
          'x-dw-content-id: create',
          'x-dw-http-method: PUT',
          'x-dw-resource-path: /s/SiteGenesis/dw/shop/v24_5/',
          'x-dw-resource-path-extension: account/this/addresses',
          '',
          '{"last_name":"Lebowski","city":"Boston"}',
          '--b',
          'x-dw-content-id: read',
          'x-dw-http-method: GET',
          'x-dw-resource-path: /s/SiteGenesis/dw/shop/v24_5/',
          'x-dw-resource-path-extension: products/creative-zen-v?expand=prices',
          '--b--',
        ],
      ),
    ],
    answer: [
      multipartBody(
        'A multipart body with the boundary of the request: one part per subrequest, in the same order, with its x-dw-status-code.',
        [
          '--b',
          'x-dw-content-id: create',
          'x-dw-status-code: 200',
          '',
          '{"city":"Boston"}',
          '--b',
          'x-dw-content-id: read',
          'x-dw-status-code: 200',
          '',
          '{"id":"creative-zen-v"}',
          '--b--',
        ],
      ),
    ],
    error: {
      mediaType: 'application/json',
      schema: faultSchema,
      example: {
        _v: version,
        fault: {
          arguments: {},
          type: 'MissingHttpMethodException',
          message: 'Subrequest 2 has no x-dw-http-method, and neither has the main request.',
        },
      },
    },
    errorExample: (code, message) =>
      JSON.parse(faultDocument(version, batchFaults[code].type, message)),
    errorStatuses: [...new Set(Object.values(batchFaults).map(({ status }) => status))],
  }
}
