import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import type { Backend, Dispatch } from '../model/dispatch.ts'
import { isForwardingHeader } from '../model/headers.ts'

const insidePart = new AsyncLocalStorage<true>()

/**
 * A backend that answers parts in this process. Whatever a part's handler does runs in a context of
 * its own, so that a part that reaches a batch endpoint again, by whatever spelling or detour
 * through the app's own functions, is known for certain. `isPart` knows the requests that the
 * backend makes, for apps that hand one on outside of that context.
 */
export function createInProcessBackend(
  dispatch: Dispatch,
  isPart: (carrier: object) => boolean,
): Backend {
  const dispatchInside: Dispatch = (request, run) => {
    // So it is already, unless somebody uses the backend without an endpoint.
    if (insidePart.getStore() !== true) insidePart.enterWith(true)
    return dispatch(request, run)
  }
  return {
    // A scope of its own: what the handler enters (`enterWith`) ends with it, and what was entered
    // around the part, such as a transaction or a span, is there.
    dispatch: (request, run) =>
      new AsyncResource('BATCHWAY_PART').runInAsyncScope(dispatchInside, undefined, request, run),
    within: (start) => insidePart.run(true, start),
    isReentrant: ({ carrier }) =>
      insidePart.getStore() === true || (carrier !== undefined && isPart(carrier)),
    // The app decides whom it trusts, as for a request of its own on the same connection.
    partHeaders: ({ headers }) => headers.filter(([name]) => isForwardingHeader(name)),
  }
}
