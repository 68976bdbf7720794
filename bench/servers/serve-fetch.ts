import { getRequestListener } from '@hono/node-server'
import { serve } from './serve.ts'

/** Serves a fetch handler in the way that Hono is served on Node. */
export function serveFetch(app: (request: Request) => Promise<Response> | Response): void {
  const listener = getRequestListener(app)
  serve((request, response) => {
    void listener(request, response)
  })
}
