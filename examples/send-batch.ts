import { composeBatch, readResults, writeBatch } from '@batchway/core/translate'

const batch = composeBatch([
  { id: 'ada', method: 'GET', target: 'members/10', headers: [] },
  { id: 'roles', method: 'GET', target: 'members/10/roles', headers: [] },
])
const { headers, body } = writeBatch('graph', batch)
const answer = await fetch(process.env['BATCH_URL'] ?? 'http://127.0.0.1:8080/v2/ocamba/$batch', {
  method: 'POST',
  headers: [
    ...headers.map(([name, value]): [string, string] => [name, value]),
    ['authorization', 'Bearer token'],
  ],
  body: Uint8Array.from(body),
})
const read = readResults('graph', batch, {
  status: answer.status,
  headers: [...answer.headers],
  body: new Uint8Array(await answer.arrayBuffer()),
})
if (read.kind === 'refused') throw new Error(read.message)
for (const result of read.results) {
  console.log(result.kind === 'answered' ? result.response.status : result.kind)
}
