import assert from 'node:assert/strict'
import { at, openSandbox } from './sandbox-client.ts'
import type { Answer, SandboxClient } from './sandbox-client.ts'

export const SHOP = '/s/SiteGenesis/dw/shop/v24_5'
export const OTHER_SHOP = '/s/RefArch/dw/shop/v24_5'
export const DATA = '/s/-/dw/data/v24_5'
export const CONTENT: string = `${DATA}/libraries/SiteGenesis/content`

/** The address of the documents' batch. */
export const ADDRESS = {
  address1: '10 Somewhere St.',
  city: 'Boston',
  last_name: 'Lebowski',
  country_code: 'US',
  postal_code: '98765',
  state_code: 'MA',
}

/** The search of the documents' batch `realCount`, which they post to content. */
export const REAL_COUNT: object = {
  query: {
    filtered_query: {
      query: {
        bool_query: {
          must: [
            {
              term_query: {
                fields: ['product_items.product_id'],
                operator: 'one_of',
                values: ['S20273_100'],
              },
            },
            { term_query: { fields: ['status'], operator: 'one_of', values: ['new'] } },
          ],
        },
      },
      filter: { range_filter: { field: 'creation_date', from: '2020-04-01' } },
    },
  },
  select: '(total)',
}

export function openOcapi(): SandboxClient {
  return openSandbox({ 'x-dw-client-id': 'client' })
}

/** Checks a fault; `pairs` are its arguments. */
export function assertFault(
  answer: Answer,
  status: number,
  type: string,
  pairs: Readonly<Record<string, string>> = {},
): void {
  assert.equal(answer.status, status, answer.bytes.toString())
  assert.equal(at(answer.json, 'fault', 'type'), type)
  assert.match(String(at(answer.json, 'fault', 'message')), /\S/)
  const values = Object.entries(pairs).map(([name, value]) => [name, { type: 'string', value }])
  const found = at(answer.json, 'fault', 'arguments')
  assert.deepEqual(found, values.length === 0 ? undefined : Object.fromEntries(values))
}
