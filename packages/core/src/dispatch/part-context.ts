import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import type { Backend, Dispatch, PartRun } from '../model/dispatch.ts'
import { isForwardingHeader } from '../model/headers.ts'

const insidePart = new AsyncLocalStorage<true>()

type Scope = AsyncResource

/** A scope in which `insidePart` is set; whatever else is current comes along. */
function createScope(): Scope {
  return insidePart.run(true, () => new AsyncResource('BATCHWAY_PARTS'))
}

/**
 * Whether what is entered (`enterWith`) inside a scope is gone when it is left. So it is where Node
 * keeps the context in frames (from 24 on); elsewhere it stays with the resource.
 */
function forgetsWhatWasEntered(): boolean {
  const probe = new AsyncLocalStorage<true>()
  const scope = new AsyncResource('BATCHWAY_PROBE')
  scope.runInAsyncScope(() => probe.enterWith(true))
  return scope.runInAsyncScope(() => probe.getStore()) === undefined
}

const scopePerBatch = forgetsWhatWasEntered()

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
  const scopes = new WeakMap<object, Scope>()
  // A group has its own, made in the context of its transaction.
  const scopeOf = ({ batch, group = batch }: PartRun): Scope => {
    const found = scopes.get(group)
    if (found !== undefined) return found
    const scope = createScope()
    scopes.set(group, scope)
    return scope
  }
  return {
    // What the handler enters (`enterWith`) must end with its part.
    dispatch: scopePerBatch
      ? (request, run) => scopeOf(run).runInAsyncScope(dispatch, undefined, request, run)
      : (request, run) => createScope().runInAsyncScope(dispatch, undefined, request, run),
    isReentrant: ({ carrier }) =>
      insidePart.getStore() === true || (carrier !== undefined && isPart(carrier)),
    // The app decides whom it trusts, as for a request of its own on the same connection.
    partHeaders: ({ headers }) => headers.filter(([name]) => isForwardingHeader(name)),
  }
}
