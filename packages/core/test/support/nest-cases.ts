import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Answer, ComparedApp, Question } from './compared-app.ts'
import { headerOf } from './compared-app.ts'
import { writeForm } from './compared-fetch.ts'

const json = { 'content-type': 'application/json' }

/** Runs the cases that hold for NestJS on every platform. `start` gives the app of `nest-app.ts`. */
export function describeNest(platform: string, start: () => Promise<ComparedApp>): void {
  describe(`NestJS on ${platform} answers alone and as a part alike`, () => {
    let compared: ComparedApp | undefined
    before(async () => {
      compared = await start()
    })
    after(async () => {
      await compared?.[Symbol.asyncDispose]()
    })
    const same = async (path: string, more: Partial<Question> = {}): Promise<Answer> => {
      assert.ok(compared !== undefined)
      return compared.assertSame({ path: `/api/things/${path}`, ...more })
    }

    it('JSON with a header, below the global prefix', async () => {
      const answer = await same('json')
      assert.deepEqual([answer.text, headerOf(answer, 'x-one')], ['{"a":"é"}', '1'])
    })

    it('a text', async () => {
      assert.equal((await same('text')).text, 'grüße')
    })

    it('nothing with a status of its own', async () => {
      assert.equal((await same('nothing', { method: 'DELETE' })).status, 204)
    })

    it('a promise', async () => {
      const answer = await same('later')
      assert.deepEqual([answer.status, answer.text], [202, '[1]'])
    })

    it('an observable', async () => {
      assert.equal((await same('observable')).text, '{"seen":true}')
    })

    it('events', async () => {
      const answer = await same('events')
      assert.match(answer.text, /event: tick\n(.*\n)*data: \{"n":1\}/)
      assert.match(answer.text, /data: two/)
    })

    it('a file', async () => {
      const answer = await same('file')
      assert.equal(answer.text, 'a,b')
      assert.equal(headerOf(answer, 'content-disposition'), 'attachment')
    })

    it('HEAD', async () => {
      const answer = await same('json', { method: 'HEAD' })
      assert.deepEqual([answer.status, answer.text], [200, ''])
    })

    it('parameters, a query and a header', async () => {
      const answer = await same('items/7?a=1&b=%C3%A9', { headers: { 'x-one': '1, 2' } })
      assert.deepEqual(JSON.parse(answer.text), { id: 7, query: { a: '1', b: 'é' }, one: '1, 2' })
    })

    it('a parameter that a pipe refuses', async () => {
      const answer = await same('items/seven')
      assert.equal(answer.status, 400)
      assert.match(answer.text, /numeric string/)
    })

    it('a JSON body', async () => {
      const answer = await same('echo', { method: 'POST', headers: json, body: '{"a":[1,"é"]}' })
      assert.deepEqual([answer.status, answer.text], [201, '{"body":{"a":[1,"é"]}}'])
    })

    it('a form', async () => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await same('echo', { method: 'POST', headers, body: 'a=1&b=%C3%A9' })
      assert.equal(answer.text, '{"body":{"a":"1","b":"é"}}')
    })

    it('a body that is not JSON', async () => {
      const answer = await same('echo', { method: 'POST', headers: json, body: '{' })
      assert.equal(answer.status, 400)
    })

    it('a body of a type that nobody reads', async () => {
      const headers = { 'content-type': 'text/csv' }
      await same('echo', { method: 'POST', headers, body: 'a,b' })
    })

    it('a form with a file that nobody reads', async () => {
      await same('echo', { method: 'POST', ...(await writeForm()) })
    })

    it('a body that is too large', async () => {
      const body = `"${'x'.repeat(2 ** 21)}"`
      const answer = await same('echo', { method: 'POST', headers: json, body })
      assert.equal(answer.status, 413)
    })

    it('a body that a pipe passes or refuses', async () => {
      const put = { method: 'PUT', headers: json }
      assert.equal((await same('named', { ...put, body: '{"name":"a"}' })).text, '{"name":"a"}')
      const refused = await same('named', { ...put, body: '{}' })
      assert.deepEqual([refused.status, refused.text], [400, '{"missing":"name"}'])
    })

    it('the address of the caller', async () => {
      assert.equal((await same('ip')).text, '{"ip":"127.0.0.1"}')
    })

    it('redirects', async () => {
      const moved = await same('redirect')
      assert.deepEqual([moved.status, headerOf(moved, 'location')], [301, '/api/json'])
      const elsewhere = await same('redirect-elsewhere')
      assert.deepEqual([elsewhere.status, headerOf(elsewhere, 'location')], [307, '/elsewhere'])
    })

    it('what a guard lets in and what not', async () => {
      const patch = { method: 'PATCH' }
      const known = await same('guarded', { ...patch, headers: { authorization: 'ada' } })
      assert.equal(known.text, 'in')
      assert.equal((await same('guarded', patch)).status, 403)
    })

    it('what an interceptor makes of an answer', async () => {
      assert.equal((await same('wrapped')).text, '{"data":[1]}')
    })

    it('a provider of each request', async () => {
      const answer = await same('count', { headers: { 'x-one': 'ada' } })
      assert.equal(answer.text, '["1 of ada","2 of ada"]')
    })

    it('an HttpException', async () => {
      const answer = await same('exception')
      assert.deepEqual([answer.status, answer.text], [422, '{"reason":"not so"}'])
    })

    it('an exception that a filter catches', async () => {
      assert.equal((await same('odd')).text, '{"odd":"odd","url":"/api/things/odd"}')
    })

    it('an error that nobody expected', async () => {
      const answer = await same('broken')
      assert.equal(answer.status, 500)
      assert.doesNotMatch(answer.text, /secret/)
    })

    it('no route', async () => {
      const answer = await same('nowhere')
      assert.equal(answer.status, 404)
      assert.match(answer.text, /Cannot GET \/api\/things\/nowhere/)
    })

    it('what a middleware adds', async () => {
      assert.equal(headerOf(await same('json'), 'x-middleware'), '1')
    })

    it('requests from another origin, and their preflight', async () => {
      const headers = { origin: 'https://page.example', 'access-control-request-method': 'PUT' }
      const allowed = await same('json', { headers })
      assert.equal(headerOf(allowed, 'access-control-allow-origin'), 'https://page.example')
      const preflight = await same('named', { method: 'OPTIONS', headers })
      assert.equal(preflight.status, 204)
    })

    it('each part of a batch, whatever became of the others', async () => {
      const paths = ['json', 'broken', 'odd', 'nowhere', 'json']
      const results = await compared?.asParts(
        paths.map((path) => ({ path: `/api/things/${path}` })),
      )
      assert.deepEqual(
        results?.map(({ kind, status }) => [kind, status]),
        [200, 500, 418, 404, 200].map((status) => ['answered', status]),
      )
    })
  })
}
