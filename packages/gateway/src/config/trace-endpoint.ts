/** Where a collector on the same machine takes spans. */
export const defaultTraceEndpoint = 'http://127.0.0.1:4318/v1/traces'

/** What is wrong with the URL of a collector, as the end of a sentence. */
export function checkTraceEndpoint(endpoint: string): string | undefined {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '') return undefined
  return `must be an http or https URL without a user, such as ${defaultTraceEndpoint}`
}
