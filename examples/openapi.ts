import { describeEndpoint } from '@batchway/core'

const document = describeEndpoint(
  { path: '/v1/batch', dialect: 'ocamba', limits: { parts: 10 }, identity: 'required' },
  { title: 'Orders, in batches', version: '2', server: 'https://api.example.com' },
)
console.log(JSON.stringify(document, null, 2))
