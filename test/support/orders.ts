import assert from 'node:assert/strict'

/** One request of a Journyx batch. */
export interface JournyxRequest {
  readonly method: string
  readonly url: string
  readonly body?: object
}

/** The answer to a Journyx batch. */
export interface JournyxAnswer {
  readonly success: boolean
  readonly results: readonly {
    readonly response_code: number
    readonly body?: unknown
    readonly error?: unknown
  }[]
}

/** Posts a Journyx batch to the example that listens there. */
export async function postBatch(
  origin: string,
  requests: readonly JournyxRequest[],
): Promise<JournyxAnswer> {
  const response = await fetch(`${origin}/api/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ requests }),
  })
  const text = await response.text()
  assert.equal(response.status, 200, text)
  return JSON.parse(text) as JournyxAnswer
}

/** The statuses of a Journyx answer. */
export function codesOf({ results }: JournyxAnswer): readonly number[] {
  return results.map(({ response_code: code }) => code)
}

/** An order of one item; the examples with a database refuse a quantity of 0. */
export function placeOrder(item: string, quantity = 1): JournyxRequest {
  return { method: 'POST', url: '/api/v1/orders', body: { item, quantity } }
}

/** What the list of orders is asked by. */
export const listOrders: JournyxRequest = { method: 'GET', url: '/api/v1/orders' }

/** The items of all orders, by a single request. */
export async function itemsOf(origin: string): Promise<readonly string[]> {
  const response = await fetch(`${origin}/api/v1/orders`)
  return namesIn(await response.json())
}

/** The items in a list of orders. */
export function namesIn(orders: unknown): readonly string[] {
  return (orders as readonly { readonly item: string }[]).map(({ item }) => item)
}

/**
 * Fails unless the example that listens there places the orders of a batch all together or not at
 * all. It begins without any order.
 */
export async function assertAllOrNothing(origin: string): Promise<void> {
  const placed = await postBatch(origin, [placeOrder('a'), listOrders, placeOrder('b')])
  assert.deepEqual(codesOf(placed), [201, 200, 201])
  assert.deepEqual(namesIn(placed.results[1]?.body), ['a'])
  assert.deepEqual(await itemsOf(origin), ['a', 'b'])

  const refused = await postBatch(origin, [
    placeOrder('c'),
    listOrders,
    placeOrder('d', 0),
    placeOrder('e'),
  ])
  assert.equal(refused.success, false)
  const [first, second, third] = codesOf(refused)
  assert.deepEqual([codesOf(refused).length, first, second], [3, 424, 424])
  assert.ok(third === 400 || third === 422)
  assert.match(JSON.stringify(refused.results[0]), /Rolled back, because part 2 failed\./)
  assert.deepEqual(await itemsOf(origin), ['a', 'b'])
}

/** Fails unless batches and single requests at the same time leave each other alone. */
export async function assertApart(origin: string): Promise<void> {
  const before = await itemsOf(origin)
  const batch = (name: string, last: number): Promise<JournyxAnswer> =>
    postBatch(origin, [placeOrder(`${name}1`), placeOrder(`${name}2`), placeOrder(name, last)])
  const alone = fetch(`${origin}/api/v1/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ item: 'alone', quantity: 1 }),
  })
  const answers = await Promise.all([batch('x', 1), batch('y', 0), batch('z', 1), batch('w', 0)])
  assert.deepEqual(
    answers.map(({ success }) => success),
    [true, false, true, false],
  )
  assert.equal((await alone).status, 201)
  const added = (await itemsOf(origin)).slice(before.length)
  assert.deepEqual(added.toSorted(), ['alone', 'x', 'x1', 'x2', 'z', 'z1', 'z2'])
}
