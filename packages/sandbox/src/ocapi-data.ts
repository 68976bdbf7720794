import type { DatabaseSync } from 'node:sqlite'
import { openCollection } from './ocapi-collection.ts'
import type { Members } from './ocapi-collection.ts'

/** The sites; the first one is that of requests whose path names none. */
export const OCAPI_SITES: readonly string[] = ['SiteGenesis', 'RefArch']

/** The content libraries. */
export const OCAPI_LIBRARIES: readonly string[] = ['SiteGenesis', 'RefArch']

/** Customers by site; the first one is who `account/this` means. */
export const OCAPI_CUSTOMERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['SiteGenesis', ['C1001', 'C1002']],
  ['RefArch', ['C2001']],
])

/** How many content assets the documents' batch deletes. */
const CONTENT_ASSETS = 50
const SEEDED_AT = '2024-01-15T09:30:00.000Z'

type Seed = readonly [id: string, members: Members]

const PRODUCTS: ReadonlyMap<string, readonly Seed[]> = new Map([
  [
    'SiteGenesis',
    [
      ['apple-ipod-nano', product('iPod Nano', 'Apple', 184)],
      ['S20273_100', product('Wide Angle Lens', 'Sigma', 19.95)],
      ['sony-ps3-console', product('Playstation 3 Console', 'Sony', 299)],
    ],
  ],
  [
    'RefArch',
    [
      ['apple-ipod-nano', product('iPod Nano', 'Apple', 179)],
      ['creative-zen-v', product('Zen V', 'Creative', 59.5)],
    ],
  ],
])

const ORDERS: ReadonlyMap<string, readonly Seed[]> = new Map([
  [
    'SiteGenesis',
    [
      ['00001001', order('2020-03-08T04:15:00.000Z', 19.95, 'open', 'S20273_100')],
      ['00001002', order('2020-03-08T07:30:00.000Z', 75.29, 'completed', 'apple-ipod-nano')],
      ['00001003', order('2020-05-11T10:00:00.000Z', 19.95, 'new', 'S20273_100')],
    ],
  ],
  ['RefArch', [['00002001', order('2020-03-09T12:00:00.000Z', 59.5, 'new', 'creative-zen-v')]]],
])

const COUPONS: ReadonlyMap<string, readonly Seed[]> = new Map([
  [
    'SiteGenesis',
    [
      ['c1', { description: 'For clients that ask for c1', enabled: true, type: 'single_code' }],
      ['summer10', { description: 'Ten per cent off', enabled: true, type: 'multiple_codes' }],
    ],
  ],
  [
    'RefArch',
    [['welcome5', { description: 'Five off a first order', enabled: false, type: 'single_code' }]],
  ],
])

/** Adds the seed data to the empty table. */
export function fillOcapi(database: DatabaseSync): void {
  const fill = (kind: string, seeds: ReadonlyMap<string, readonly Seed[]>): void => {
    for (const [scope, entries] of seeds) {
      const collection = openCollection(database, kind, scope)
      for (const [id, members] of entries) collection.save(id, members)
    }
  }
  fill('product', PRODUCTS)
  fill('order', ORDERS)
  fill('coupon', COUPONS)
  fill('content', new Map([['RefArch', [['about-us', content('About us')]]]]))
  const assets = Array.from({ length: CONTENT_ASSETS }, (_, index): Seed => {
    return [`content_asset_${index + 1}`, content(`Content asset ${index + 1}`)]
  })
  fill('content', new Map([['SiteGenesis', assets]]))
  const home = { address1: '1 Main St.', city: 'Boston', country_code: 'US', last_name: 'Quist' }
  fill('address', new Map([['SiteGenesis/C1001', [['home', home]]]]))
}

function product(name: string, brand: string, price: number): Members {
  return { brand, currency: 'USD', name, price, stock: 100 }
}

function order(date: string, total: number, status: string, productId: string): Members {
  return {
    confirmation_status: 'confirmed',
    creation_date: date,
    currency: 'USD',
    product_items: [{ _type: 'product_item', product_id: productId, quantity: 1 }],
    status,
    total,
  }
}

function content(name: string): Members {
  return {
    creation_date: SEEDED_AT,
    last_modified: SEEDED_AT,
    name: { default: name },
    online: { default: true },
  }
}
