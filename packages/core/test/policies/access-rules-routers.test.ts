import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import express from 'express'
import * as fc from 'fast-check'
import type { FastifyServerOptions } from 'fastify'
import { fastify } from 'fastify'
import type { AccessRule } from '@batchway/core'
import { createAccessRules } from '@batchway/core'
import { resolveTarget } from '../../src/model/target.ts'
import { createBatch, createOuter, createPart, createRequest } from '../support/model.ts'

/** Names the route that a router takes a request to: `secret`, `open`, or nothing. */
type Router = (method: string, path: string) => Promise<string | undefined>

const routes: readonly (readonly [path: string, name: string])[] = [
  ['/admin/users/:id', 'secret'],
  ['/admin/users', 'secret'],
  ['/open/:id/notes', 'open'],
  ['/open/:id', 'open'],
]

const denied: readonly AccessRule[] = [{ deny: 'GET /admin/users/*' }, { deny: 'GET /admin/users' }]
const allowed: readonly AccessRule[] = [
  { allow: 'GET /open/*/notes' },
  { allow: 'GET /open/*' },
  { allow: 'GET /admin' },
]

function expressRouter(options: express.RouterOptions): Router {
  const router = express.Router(options)
  for (const [path, name] of routes) router.get(path, (_request, reply) => void reply.end(name))
  return (method, url) =>
    new Promise((resolve) => {
      const request = { method, url } as express.Request
      const reply = { end: resolve } as unknown as express.Response
      router(request, reply, () => resolve(undefined))
    })
}

function fastifyRouter(options: FastifyServerOptions): Router {
  const app = fastify(options)
  for (const [path, name] of routes) app.get(path, () => name)
  return async (_method, url) => {
    const answer = await app.inject({ method: 'GET', url })
    return answer.statusCode === 200 ? answer.body : undefined
  }
}

const routers: readonly (readonly [name: string, router: Router])[] = [
  ["Express's router", expressRouter({})],
  ["Express's router, strict", expressRouter({ caseSensitive: true, strict: true })],
  ["Fastify's router", fastifyRouter({})],
  [
    "Fastify's router, lenient",
    fastifyRouter({
      routerOptions: {
        caseSensitive: false,
        ignoreTrailingSlash: true,
        ignoreDuplicateSlashes: true,
      },
    }),
  ],
  [
    "Fastify's router, with semicolons for question marks",
    fastifyRouter({ useSemicolonDelimiter: true }),
  ],
]

async function passes(rules: readonly AccessRule[], path: string): Promise<boolean> {
  const request = createRequest({ part: createPart(), path })
  const parts = [{ kind: 'ready', request } as const]
  const admission = createAccessRules({ rules })
  const admitted = await admission?.admit?.({ outer: createOuter(), batch: createBatch([]), parts })
  return (admitted?.parts ?? parts).every(({ kind }) => kind === 'ready')
}

const hex = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** One character in one of its spellings. */
function spell(character: string): fc.Arbitrary<string> {
  const code = character.charCodeAt(0)
  const wide = hex(String.fromCharCode(code + 0xfee0))
  return fc.oneof(
    { weight: 60, arbitrary: fc.constant(character) },
    fc.constant(character.toUpperCase()),
    fc.constant(hex(character)),
    fc.constant(hex(character).toUpperCase()),
    fc.constant(hex(hex(character))),
    fc.constant(hex(character.toUpperCase())),
    fc.constant(wide),
  )
}

const noise = fc.constantFrom(';', ';x', ';x=1;y', '%20', '%3b', '%3Bx', '%09', '%3f', '.', '+', '')
const slashes = fc.oneof(
  { weight: 25, arbitrary: fc.constant('/') },
  fc.constantFrom('//', '///', '/;/', '/%20/'),
)
const end = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  fc.constantFrom('/', '//', ';', ';v=1', '/;x', '%20', '?', '?a=/../x', '/?b'),
)

/** A path in some spelling. Each of its names is followed by noise now and then. */
function spelling(names: readonly string[]): fc.Arbitrary<string> {
  const segments = names.map((name) =>
    fc.tuple(
      slashes,
      fc.tuple(...Array.from(name, spell)).map((characters) => characters.join('')),
      fc.oneof({ weight: 15, arbitrary: fc.constant('') }, noise),
    ),
  )
  return fc.tuple(fc.tuple(...segments), end).map(([parts, tail]) => parts.flat().join('') + tail)
}

const secretPaths = fc.oneof(
  spelling(['admin', 'users', '7']),
  spelling(['admin', 'users']),
  spelling(['admin', 'users', '']),
)
const anyNames = fc.array(fc.constantFrom('admin', 'users', 'open', 'notes', '7', ''), {
  minLength: 1,
  maxLength: 4,
})
const anyPaths = anyNames.chain((names) => spelling(names))

function isTarget(path: string): boolean {
  return resolveTarget(path, { base: '', relativeTo: 'root' }).ok
}

for (const [name, router] of routers) {
  describe(`no path gets past the rules by its spelling: ${name}`, () => {
    it('to a route that is denied', async () => {
      let routed = 0
      const property = fc.asyncProperty(fc.oneof(secretPaths, anyPaths), async (path) => {
        fc.pre(isTarget(path))
        if ((await router('GET', path)) !== 'secret') return
        routed += 1
        assert.equal(await passes(denied, path), false, path)
      })
      await fc.assert(property, { numRuns: 1200 })
      assert.ok(routed > 50, `only ${routed} paths were routed at all`)
    })

    it('to a route that is not allowed', async () => {
      let passed = 0
      const property = fc.asyncProperty(anyPaths, async (path) => {
        fc.pre(isTarget(path))
        if (!(await passes(allowed, path))) return
        passed += 1
        assert.notEqual(await router('GET', path), 'secret', path)
      })
      await fc.assert(property, { numRuns: 1200 })
      assert.ok(passed > 10, `only ${passed} paths passed at all`)
    })
  })
}
