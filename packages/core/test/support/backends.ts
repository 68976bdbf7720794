import type { Backend, FailureReason } from '@batchway/core'
import type { NodeListener } from '@batchway/core/node'
import { createFetchBackend } from '@batchway/core/fetch'
import { createLoopbackBackend, createNodeBackend } from '@batchway/core/node'
import type { UpstreamOptions } from '@batchway/core/upstream'
import { createUpstream } from '@batchway/core/upstream'
import { startHttp } from './servers.ts'
import type { SmallApp } from './small-app.ts'
import { toFetchApp, toNodeListener } from './small-app.ts'

/** A backend in front of a small app. */
export interface MountedBackend extends AsyncDisposable {
  readonly backend: Backend
}

/** A backend that the conformance suite runs over. */
export interface BackendImplementation {
  readonly name: string
  /** Puts it in front of an app. */
  readonly mount: (app: SmallApp) => Promise<MountedBackend>
  /** How it calls the failure of an app that throws or breaks its connection before an answer. */
  readonly broken: FailureReason
  /** What does not hold here, by the test's name, and why. */
  readonly differences: Readonly<Record<string, string>>
}

const noDisposal = { async [Symbol.asyncDispose]() {} }

/** All backends that there are. */
export const backendImplementations: readonly BackendImplementation[] = [
  {
    name: 'fetch app',
    mount: async (app) => ({ backend: createFetchBackend(toFetchApp(app)), ...noDisposal }),
    broken: 'handler-failed',
    differences: {
      'keeps the order of fields': 'the Headers of the platform are sorted by name',
      'keeps repeated fields apart': 'the Headers of the platform join them',
      'keeps characters that a URL parser would encode': 'the URL of the platform encodes them',
      'fails the part when the app breaks the connection': 'a fetch app has no connection',
      'passes over interim answers': 'a Response has none',
      'passes over a 100 that nobody asked for': 'a Response has none',
    },
  },
  {
    name: 'node app',
    mount: async (app) => ({ backend: createNodeBackend(toNodeListener(app)), ...noDisposal }),
    broken: 'handler-failed',
    differences: {},
  },
  {
    name: 'loopback',
    mount: async (app) => ({
      backend: createLoopbackBackend(withoutDate(toNodeListener(app))),
      ...noDisposal,
    }),
    broken: 'unreachable',
    differences: {
      'passes over a 100 that nobody asked for': 'undici takes it for a broken answer',
    },
  },
  {
    name: 'upstream',
    mount: (app) => mountUpstream(app),
    broken: 'unreachable',
    differences: {
      'passes over a 100 that nobody asked for': 'undici takes it for a broken answer',
    },
  },
  {
    name: 'upstream with pipelining',
    mount: (app) => mountUpstream(app, { pipelining: 4 }),
    broken: 'unreachable',
    differences: {
      'passes over a 100 that nobody asked for': 'undici takes it for a broken answer',
    },
  },
]

function withoutDate(listener: NodeListener): NodeListener {
  return (request, response) => {
    response.sendDate = false
    return listener(request, response)
  }
}

async function mountUpstream(
  app: SmallApp,
  options: UpstreamOptions = {},
): Promise<MountedBackend> {
  const listener = toNodeListener(app)
  const server = await startHttp((request, response) => {
    response.sendDate = false
    Promise.resolve(listener(request, response)).catch(() => response.destroy())
  })
  const backend = createUpstream(server.origin, options)
  return {
    backend,
    async [Symbol.asyncDispose]() {
      await backend.destroy()
      await server[Symbol.asyncDispose]()
    },
  }
}
