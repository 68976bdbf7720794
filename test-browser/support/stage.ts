import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSandbox } from '@batchway/sandbox'
import type { Config } from 'batchway'
import { checkConfig, createGateway, readConfig } from 'batchway'
import { chromium } from 'playwright-core'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

/** What is wrong with a page that nobody should see: violations of its policy, errors, requests. */
export interface Faults {
  readonly list: readonly string[]
}

/** A gateway with a console before the sandbox, as `npm start` serves it. */
export interface ServedConsole extends AsyncDisposable {
  /** Origin of the gateway. */
  readonly url: string
  readonly token: string | undefined
}

/** A page of a browser that can reach nothing but one origin. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: Faults
}

/** Serves it; `change` is put into the configuration of `npm start`. */
export async function serveConsole(change: Partial<Config> = {}): Promise<ServedConsole> {
  const folder = new URL('../../packages/sandbox/', import.meta.url)
  const sandbox = createSandbox()
  await sandbox.listen({ host: '127.0.0.1', port: 0 })
  const { port } = sandbox.server.address() as AddressInfo
  const environment = { SANDBOX_URL: `http://127.0.0.1:${port}`, LISTEN: '127.0.0.1:0' }
  const text = await readFile(new URL('batchway.yaml', folder), 'utf8')
  const config = checkConfig(
    {
      ...readConfig(text, 'batchway.yaml', environment),
      shutdownTime: 200,
      logLevel: 'silent',
      ...change,
    },
    'test',
  )
  const gateway = createGateway(config, { directory: folder.pathname })
  const url = await gateway.listen()
  return {
    url,
    token: gateway.console?.token,
    async [Symbol.asyncDispose]() {
      await gateway.close()
      await sandbox.close()
    },
  }
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Opens a browser of its own with an empty profile. Requests to other origins than `origin` fail and
 * are faults; so are violations of the content security policy, and errors on the page.
 */
export async function openPage(
  origin: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const profile = await mkdtemp(join(tmpdir(), 'batchway-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: flags,
    viewport: { width: 1360, height: 900 },
    ...options,
  })
  const list: string[] = []
  await context.route('**/*', (route) => {
    const url = route.request().url()
    if (url.startsWith(`${origin}/`)) return route.continue()
    list.push(`request to ${url}`)
    return route.abort()
  })
  await context.exposeFunction('tellViolation', (text: string) => list.push(text))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const tell: unknown = Reflect.get(globalThis, 'tellViolation')
      if (typeof tell === 'function') tell(`policy: ${violatedDirective} ${blockedURI} ${sample}`)
    })
  })
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => list.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') list.push(`console: ${message.text()}`)
  })
  return {
    page,
    context,
    faults: { list },
    async [Symbol.asyncDispose]() {
      await context.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
