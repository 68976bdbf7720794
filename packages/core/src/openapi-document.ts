import type { JsonSchema } from './wire/json-schema.ts'

/** What an OpenAPI document says of itself and of the server. */
export interface DescribeOptions {
  /** Default: `Batch endpoints`. */
  readonly title?: string
  /** Version of your API. Default: `1`. */
  readonly version?: string
  /** Where the endpoints are, such as `https://api.example.com`. Default: where the document is. */
  readonly server?: string
}

/** A reference to a component of the same document. */
export interface OpenApiReference {
  readonly $ref: string
}

/** A parameter of an operation. */
export interface OpenApiParameter {
  readonly name: string
  readonly in: 'query' | 'header' | 'path'
  readonly required?: boolean
  readonly description: string
  readonly schema: JsonSchema
}

/** Bodies by their media type. */
export type OpenApiContent = Readonly<
  Record<string, { readonly schema: JsonSchema | OpenApiReference; readonly example?: unknown }>
>

/** An answer of an operation. */
export interface OpenApiResponse {
  readonly description: string
  readonly headers?: Readonly<
    Record<string, { readonly description: string; readonly schema: JsonSchema }>
  >
  readonly content: OpenApiContent
}

/** How a batch is posted. */
export interface OpenApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly tags: readonly string[]
  readonly parameters: readonly OpenApiParameter[]
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly requestBody: { readonly required: true; readonly content: OpenApiContent }
  readonly responses: Readonly<Record<string, OpenApiResponse>>
  /** All limits of the endpoint: sizes in bytes, times in milliseconds. */
  readonly 'x-batchway-limits': Readonly<Record<string, number>>
}

/** How a caller says who it is. */
export type OpenApiSecurityScheme =
  | { readonly type: 'http'; readonly scheme: 'bearer' | 'basic'; readonly description: string }
  | {
      readonly type: 'apiKey'
      readonly in: 'header'
      readonly name: string
      readonly description: string
    }

/** An OpenAPI 3.1 document about batch endpoints. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: {
    readonly title: string
    readonly version: string
    readonly description: string
  }
  readonly servers?: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, { readonly post: OpenApiOperation }>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly securitySchemes: Readonly<Record<string, OpenApiSecurityScheme>>
  }
}
