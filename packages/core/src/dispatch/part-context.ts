import { AsyncLocalStorage } from 'node:async_hooks'
import type { Backend, Dispatch } from '../model/dispatch.ts'

const insidePart = new AsyncLocalStorage<true>()

/**
 * A backend that answers parts in this process. Whatever a part's handler does runs in a context of
 * its own, so that a part that reaches a batch endpoint again, by whatever spelling or detour
 * through the app's own functions, is known for certain.
 */
export function createInProcessBackend(dispatch: Dispatch): Backend {
  return {
    dispatch: (request, run) => insidePart.run(true, dispatch, request, run),
    isReentrant: () => insidePart.getStore() === true,
    partHeaders: () => [],
  }
}
