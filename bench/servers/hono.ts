import { withBatch } from '@batchway/core/fetch'
import { honoApi } from './hono-api.ts'
import { optionsFor } from './options.ts'
import { serveFetch } from './serve-fetch.ts'

serveFetch(withBatch((request) => honoApi.fetch(request), optionsFor('ocamba')))
