import type { OcapiOptions, OcapiSettings } from '@batchway/core'
import { readOcapiSettings } from '@batchway/core'

/** Two clients: Alice may only read products, Bob may do everything. */
export const clientSettings: OcapiSettings = readOcapiSettings({
  clients: [
    {
      client_id: 'alice',
      allowed_origins: ['https://a.example'],
      expose_headers: ['x-dw-one', 'x-dw-two'],
      response_headers: { 'x-foo': 'bar' },
      resources: [{ resource_id: '/products/*', methods: ['get'] }],
    },
    { client_id: 'bob', allowed_origins: ['https://b.example'] },
  ],
  sites: ['SiteA', 'SiteB'],
})

/** Options with these clients, at a time that stands still. */
export const clientOptions: OcapiOptions = { settings: () => clientSettings, now: () => 0 }
