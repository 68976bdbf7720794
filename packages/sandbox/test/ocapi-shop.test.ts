import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ADDRESS, assertFault, openOcapi, OTHER_SHOP, SHOP } from './support/ocapi-client.ts'
import { at } from './support/sandbox-client.ts'
import type { Answer, SandboxClient } from './support/sandbox-client.ts'

function ids(answer: Answer, list = 'data'): unknown {
  const items = at(answer.json, list)
  return Array.isArray(items) ? items.map((item) => at(item, 'id')) : items
}

describe('OCAPI products', () => {
  it('answer the documented fault, byte for byte', async () => {
    await using sandbox = openOcapi()
    const answer = await sandbox.send('GET', `${SHOP}/products/creative-zen-v`)
    assert.equal(answer.status, 404)
    assert.equal(
      answer.bytes.toString(),
      '{"_v":"24.5","fault":{"type":"ProductNotFoundException",' +
        `"message":"No product with id 'creative-zen-v' for site 'SiteGenesis' found."}}`,
    )
  })

  it('differ from site to site', async () => {
    await using sandbox = openOcapi()
    const zen = await sandbox.send('GET', `${OTHER_SHOP}/products/creative-zen-v`)
    assert.equal(zen.status, 200)
    const { _resource_state: state, ...others } = Object(zen.json)
    assert.match(state, /^[0-9a-f]{64}$/)
    assert.equal(zen.headers['x-dw-resource-state'], state)
    assert.deepEqual(others, {
      _v: '24.5',
      _type: 'product',
      brand: 'Creative',
      currency: 'USD',
      id: 'creative-zen-v',
      name: 'Zen V',
    })
    const price = async (base: string): Promise<unknown> =>
      at(
        (await sandbox.send('GET', `${base}/products/apple-ipod-nano?expand=prices`)).json,
        'price',
      )
    assert.equal(await price(SHOP), 184)
    assert.equal(await price(OTHER_SHOP), 179)
    assert.equal(await price('/dw/shop/v24_5'), 184)
  })

  it('are expanded as asked', async () => {
    await using sandbox = openOcapi()
    const url = `${SHOP}/products/sony-ps3-console`
    const plain = await sandbox.send('GET', url)
    assert.equal(at(plain.json, 'price'), undefined)
    const full = await sandbox.send('GET', `${url}?expand=prices,availability&expand=images`)
    assert.deepEqual(at(full.json, 'prices'), { 'list-prices': 299 })
    assert.equal(at(full.json, 'inventory', 'ats'), 100)
    const wrong = await sandbox.send('GET', `${url}?expand=prices,colours`)
    assertFault(wrong, 400, 'InvalidExpandValueException', { expandValue: 'colours' })
  })

  it('answer several ids with a list of those that exist', async () => {
    await using sandbox = openOcapi()
    const url = `${SHOP}/products/(apple-ipod-nano,creative-zen-v,sony-ps3-console)`
    const several = await sandbox.send('GET', url)
    assert.equal(several.status, 200)
    assert.equal(at(several.json, '_type'), 'product_result')
    assert.equal(at(several.json, 'count'), 2)
    assert.deepEqual(ids(several), ['apple-ipod-nano', 'sony-ps3-console'])
    const encoded = await sandbox.send('GET', `${SHOP}/products/%28S20273_100%29`)
    assert.deepEqual(ids(encoded), ['S20273_100'])
  })

  it('show the selected members', async () => {
    await using sandbox = openOcapi()
    const names = async (
      selector: string,
      ...path: readonly (string | number)[]
    ): Promise<string> => {
      const query = `expand=availability&select=${encodeURIComponent(selector)}`
      const url = path.length > 0 ? '(sony-ps3-console)' : 'sony-ps3-console'
      const { json } = await sandbox.send('GET', `${SHOP}/products/${url}?${query}`)
      const shown = Object.keys(Object(at(json, ...path)))
      return shown.filter((name) => !name.startsWith('_')).join()
    }
    assert.equal(await names('(**)'), 'brand,currency,id,inventory,name')
    assert.equal(await names('(*)'), 'brand,currency,id,name')
    assert.equal(await names('(id,+name)'), 'id,name')
    assert.equal(await names('(-name,-inventory)'), 'brand,currency,id')
    assert.equal(await names('(data.(id,inventory.(ats)))', 'data', 0), 'id,inventory')
    assert.equal(await names('(data.(id,inventory.(ats)))', 'data', 0, 'inventory'), 'ats')
    for (const selector of ['', 'id', '(id', '(id))', '()', '(a[0])', '('.repeat(30)]) {
      const query = encodeURIComponent(selector)
      const answer = await sandbox.send('GET', `${SHOP}/products/S20273_100?select=${query}`)
      assertFault(answer, 400, 'MalformedSelectorException', { selector })
    }
  })
})

const OWN = `${SHOP}/account/this/addresses`

async function create(sandbox: SandboxClient, url = OWN): Promise<string> {
  const { json } = await sandbox.send('POST', url, { body: ADDRESS })
  return String(at(json, 'address_id'))
}

describe('OCAPI addresses', () => {
  it('are created by PUT and POST, as the documents show it', async () => {
    await using sandbox = openOcapi()
    const before = at((await sandbox.send('GET', OWN)).json, 'total')
    for (const method of ['PUT', 'POST'] as const) {
      const answer = await sandbox.send(method, OWN, { body: ADDRESS })
      assert.equal(answer.status, 200)
      const id = String(at(answer.json, 'address_id'))
      assert.match(id, /^\d{5}\.\d{11}$/)
      assert.equal(
        answer.bytes.toString(),
        '{"_v":"24.5","_type":"customer_address","address1":"10 Somewhere St.",' +
          `"address_id":"${id}","city":"Boston","country_code":"US","last_name":"Lebowski",` +
          '"postal_code":"98765","state_code":"MA"}',
      )
      const read = await sandbox.send('GET', `${OWN}/${id}`)
      assert.deepEqual(read.json, answer.json)
    }
    const after = await sandbox.send('GET', `${OWN}?start=1&count=1`)
    assert.equal(at(after.json, '_type'), 'customer_address_result')
    assert.equal(at(after.json, 'count'), 1)
    assert.equal(at(after.json, 'data', 0, 'city'), 'Boston')
    assert.equal(at(after.json, 'total'), Number(before) + 2)
  })

  it('keep an id that was sent, once', async () => {
    await using sandbox = openOcapi()
    const body = { ...ADDRESS, address_id: 'work', preferred: true, c_floor: 3 }
    const first = await sandbox.send('POST', OWN, { body })
    assert.equal(at(first.json, 'address_id'), 'work')
    assert.equal(at(first.json, 'c_floor'), 3)
    const second = await sandbox.send('POST', OWN, { body })
    assertFault(second, 400, 'AddressIdAlreadyInUseException')
  })

  it('are changed and deleted', async () => {
    await using sandbox = openOcapi()
    const url = `${OWN}/${await create(sandbox)}`
    const changed = await sandbox.send('PATCH', url, { body: { city: 'Woburn' } })
    assert.equal(at(changed.json, 'city'), 'Woburn')
    assert.equal(at(changed.json, 'last_name'), 'Lebowski')
    assert.equal((await sandbox.send('DELETE', url)).status, 204)
    assertFault(await sandbox.send('GET', url), 404, 'CustomerAddressNotFoundException')
  })

  it('belong to one customer of one site', async () => {
    await using sandbox = openOcapi()
    const id = await create(sandbox)
    const named = await sandbox.send('GET', `${SHOP}/customers/C1001/addresses/${id}`)
    assert.equal(named.status, 200)
    const other = await sandbox.send('GET', `${SHOP}/customers/C1002/addresses/${id}`)
    assertFault(other, 404, 'CustomerAddressNotFoundException')
    const elsewhere = await sandbox.send('GET', `${OTHER_SHOP}/account/this/addresses/${id}`)
    assertFault(elsewhere, 404, 'CustomerAddressNotFoundException')
    const nobody = await sandbox.send('GET', `${SHOP}/customers/C2001/addresses`)
    assertFault(nobody, 404, 'CustomerNotFoundException')
  })

  it('say what is wrong in a body', async () => {
    await using sandbox = openOcapi()
    const post = (body: unknown): Promise<Answer> => sandbox.send('POST', OWN, { body })
    assertFault(await post({ colour: 'red' }), 400, 'UnknownPropertyException', {
      property: 'colour',
      document: 'customer_address',
    })
    assertFault(await post({ city: 1 }), 400, 'TypeDecodingException', {
      path: '$.city',
      expectedTypes: 'string',
      actualType: 'number',
    })
    assertFault(await post({ address_id: 1 }), 400, 'TypeDecodingException', {
      path: '$.address_id',
      expectedTypes: 'string',
      actualType: 'number',
    })
    assertFault(await post([]), 400, 'BodyDecodingException')
    const url = `${OWN}/${await create(sandbox)}`
    const moved = await sandbox.send('PATCH', url, { body: { address_id: 'other' } })
    assertFault(moved, 400, 'PropertyConstraintViolationException', {
      document: 'customer_address',
      path: '$.address_id',
    })
  })
})
