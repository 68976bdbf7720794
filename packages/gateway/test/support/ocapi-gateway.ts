import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningGateway } from './running-gateway.ts'
import { openGateway } from './running-gateway.ts'
import type { TestUpstream } from './test-upstream.ts'
import { openUpstream } from './test-upstream.ts'

const settings = {
  clients: [
    {
      client_id: 'alice',
      allowed_origins: ['https://shop.example', 'http://localhost:5173'],
      expose_headers: ['x-dw-one', 'x-dw-two'],
      response_headers: { 'x-foo': 'bar' },
    },
    { client_id: 'bob' },
  ],
  sites: ['SiteGenesis', 'SiteA'],
  tokens: [{ token: 'opaque', client_id: 'alice' }],
}

/** A gateway with an OCAPI endpoint, in front of an upstream that answers every request. */
export interface OcapiSetup extends AsyncDisposable {
  readonly gateway: RunningGateway
  readonly upstream: TestUpstream
}

/** Opens one; without settings where `value` is null. */
export async function openOcapi(value: object | null = settings): Promise<OcapiSetup> {
  const folder = await mkdtemp(join(tmpdir(), 'batchway-ocapi-'))
  const file = join(folder, 'settings.json')
  await writeFile(file, JSON.stringify(value))
  const upstream = await openUpstream()
  const gateway = await openGateway({
    upstreams: { api: { url: upstream.url } },
    forward: 'api',
    endpoints: [
      {
        path: '/s/:site/dw/batch',
        dialect: 'ocapi',
        upstream: 'api',
        ...(value === null ? {} : { settings: file }),
      },
    ],
  })
  return {
    gateway,
    upstream,
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await upstream[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}
