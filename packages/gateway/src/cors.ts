import type { IncomingMessage } from 'node:http'
import type { HeaderField, HeaderList } from '@batchway/core'
import cors from 'cors'
import type { ConfigCors } from './config/cors-schema.ts'

/** Which pages of other origins may use an endpoint (the Fetch standard's CORS protocol). */
export interface CorsRules {
  /** Fields of the answer to a request, whatever the answer is. */
  fieldsFor(request: IncomingMessage): HeaderList
}

/** What pages may read unless the endpoint says otherwise: when to come back. */
const exposedByDefault = [
  'Retry-After',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
]

/** Makes the rules of an endpoint whose batches are sent with one of `methods`. */
export function createCors(
  { origins, credentials = false, maxAge = 600, allowedHeaders, exposedHeaders }: ConfigCors,
  methods: readonly string[],
): CorsRules {
  const apply = cors<IncomingMessage>({
    origin: origins.includes('*') ? '*' : [...origins],
    methods: [...methods],
    credentials,
    maxAge,
    exposedHeaders: [...(exposedHeaders ?? exposedByDefault)],
    // The answer is written elsewhere.
    preflightContinue: true,
    ...(allowedHeaders === undefined ? {} : { allowedHeaders: [...allowedHeaders] }),
  })
  return {
    fieldsFor(request) {
      const recorder = new FieldRecorder()
      apply(request, recorder, () => {})
      const { fields } = recorder
      const allowed = fields.some(([name]) => name === 'access-control-allow-origin')
      // To a page that may not read it, an answer says no more than that it depends on the origin.
      return allowed ? fields : fields.filter(([name]) => name === 'vary')
    },
  }
}

/** Whether a browser asks before it sends a request of a page. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  )
}

/** A response as far as the library needs one. */
class FieldRecorder {
  fields: HeaderField[] = []

  getHeader(name: string): string | undefined {
    return this.fields.find(([other]) => other === name.toLowerCase())?.[1]
  }

  setHeader(name: string, value: string): void {
    const lower = name.toLowerCase()
    this.fields = [...this.fields.filter(([other]) => other !== lower), [lower, value]]
  }

  end(): void {}
}
