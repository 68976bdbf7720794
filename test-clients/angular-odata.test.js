import '@angular/compiler'
import { provideHttpClient, withFetch } from '@angular/common/http'
import {
  createEnvironmentInjector,
  Injector,
  provideZonelessChangeDetection,
  ɵINJECTOR_SCOPE,
} from '@angular/core'
import { ODataClient, provideODataClient } from 'angular-odata'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstValueFrom } from 'rxjs'
import { namesOfCustomers, startSandbox } from './support/servers.js'

const sandbox = await startSandbox()

async function connect(jsonBatchFormat) {
  const config = { serviceRootUrl: `${sandbox.url}/odata/`, options: { jsonBatchFormat } }
  const injector = createEnvironmentInjector(
    [
      provideODataClient({ config }),
      provideHttpClient(withFetch()),
      provideZonelessChangeDetection(),
      // As the injector of an app has it, which would need a browser here.
      { provide: ɵINJECTOR_SCOPE, useValue: 'root' },
    ],
    Injector.create({ providers: [] }),
  )
  const client = injector.get(ODataClient)
  await client.initialize()
  return client
}

/** Adds a request to a batch; its answer, or its error. */
function add(batch, request) {
  return firstValueFrom(batch.add(request)).then(
    (value) => ({ value }),
    (error) => ({ error }),
  )
}

for (const [format, json] of [
  ['multipart', false],
  ['JSON', true],
]) {
  describe(`angular-odata, ${format}`, () => {
    it('reads and writes, each answer at its place', async () => {
      const client = await connect(json)
      const customers = client.entitySet('Customers')
      const batch = client.batch()
      const answers = [
        add(batch, () => customers.entity(3).fetch()),
        add(batch, () => customers.create({ Name: 'Dän' })),
        add(batch, () => customers.entity(2).modify({ Credit: 7 }, { etag: '"2-1"' })),
        add(batch, () => customers.entity(1).destroy()),
        add(batch, () => customers.fetch({ withCount: true })),
      ]
      await firstValueFrom(batch.send())
      const [chloe, made, changed, gone, all] = await Promise.all(answers)
      assert.equal(chloe.value.entity.Name, 'Chloé')
      assert.equal(made.value.entity.Name, 'Dän')
      assert.deepEqual([changed.value.entity, gone.value.entity], [null, null])
      // In JSON its requests run side by side.
      const names = all.value.entities.map(({ Name }) => Name)
      if (!json) assert.deepEqual(names, ['Bob', 'Chloé', 'Dän'])
      assert.ok(names.includes('Bob'))
      assert.equal((await sandbox.read('/odata/Customers(2)')).body.Credit, 7)
      assert.deepEqual(await namesOfCustomers(sandbox), ['Bob', 'Chloé', 'Dän'])
    })
  })
}

/** A read, and two writes of which the second one fails. */
async function sendFailing(json) {
  const client = await connect(json)
  const customers = client.entitySet('Customers')
  const batch = client.batch()
  const answers = [
    add(batch, () => customers.entity(1).fetch()),
    add(batch, () => customers.create({ Name: 'Dan' })),
    add(batch, () => customers.entity(99).modify({ Credit: 7 })),
  ]
  await firstValueFrom(batch.send())
  return answers
}

describe('angular-odata', () => {
  it('is told of the change set that failed, and nothing of it is there', async () => {
    // It takes the one answer for that of the first write, and never settles the other one.
    const [alice, created] = await sendFailing(false)
    assert.equal((await alice).value.entity.Name, 'Alice')
    const { error } = await created
    assert.deepEqual([error.status, error.error.error.code], [404, 'NotFound'])
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé'])
  })

  it('is told in JSON, where it has no change sets, of the request that failed', async () => {
    const [alice, created, changed] = await Promise.all(await sendFailing(true))
    assert.equal(alice.value.entity.Name, 'Alice')
    assert.equal(created.value.entity.Name, 'Dan')
    assert.equal(changed.error.status, 404)
    assert.deepEqual(await namesOfCustomers(sandbox), ['Alice', 'Bob', 'Chloé', 'Dan'])
  })
})
