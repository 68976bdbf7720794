import { createRequire } from 'node:module'
import { batchway } from '@batchway/core/express'
import type { BatchEndpointOptions } from '@batchway/core'
import type { Express } from 'express'
import express5 from 'express'
import type { ComparedApp } from './compared-app.ts'
import { comparedOptions, startCompared } from './compared-app.ts'

/** One of the versions of Express that apps are built on. */
export interface ExpressVersion {
  readonly name: string
  readonly major: 4 | 5
  readonly express: typeof express5
}

const require = createRequire(import.meta.url)
// It has no types of its own; what the tests use of it is the same in both.
const express4 = require('express4') as typeof express5

/** Every version that the compatibility suite runs over. */
export const expressVersions: readonly ExpressVersion[] = [
  { name: 'Express 5', major: 5, express: express5 },
  { name: 'Express 4', major: 4, express: express4 },
]

/** So that what never ends fails instead of hanging; milliseconds. */
export const bounded = { timeout: 60_000 }

/**
 * Starts an app with a batch endpoint in front of whatever `setUp` adds to it. A part that gets no
 * answer fails after two seconds unless `options` say otherwise.
 */
export function startExpress(
  { express }: ExpressVersion,
  setUp: (app: Express) => void,
  options: Partial<BatchEndpointOptions> = {},
): Promise<ComparedApp> {
  const app = express()
  // Error pages carry the error's stack, and nothing is printed.
  app.set('env', 'test')
  app.use(batchway(app, { ...comparedOptions, limits: { partTime: 2000 }, ...options }))
  setUp(app)
  return startCompared(app)
}

/** The page of an error without the places in the code where it happened. */
export function withoutStack(page: string): string {
  return page.replace(/<br>.*/s, '')
}
