import { isFieldValue, isToken } from '@batchway/core'
import type { Path } from './names.ts'
import type { ConfigTracing } from './tracing-schema.ts'

/** Where a collector on the same machine takes spans. */
export const defaultTraceEndpoint = 'http://127.0.0.1:4318/v1/traces'

/** What is wrong with how a collector is reached: the way to each value, and the end of a sentence. */
export function* checkTracing(
  tracing: ConfigTracing | undefined,
): Generator<readonly [Path, string]> {
  const { endpoint, headers = {} } = tracing ?? {}
  const trouble = endpoint === undefined ? undefined : checkTraceEndpoint(endpoint)
  if (trouble !== undefined) yield [['tracing', 'endpoint'], trouble]
  for (const [name, value] of Object.entries(headers)) {
    const path = ['tracing', 'headers', name]
    if (!isToken(name)) yield [path, 'is not the name of a header']
    // The value may be a secret, and is not shown.
    else if (!isFieldValue(value)) yield [path, 'has a character that no header may have']
  }
}

/** What is wrong with the URL of a collector, as the end of a sentence. */
function checkTraceEndpoint(endpoint: string): string | undefined {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '') return undefined
  return `must be an http or https URL without a user, such as ${defaultTraceEndpoint}`
}
