import { withBatch } from '@batchway/core/fetch'
import { fetchApi } from './fetch-api.ts'
import { optionsFor } from './options.ts'
import { serveFetch } from './serve-fetch.ts'

serveFetch(withBatch(fetchApi, optionsFor('ocamba')))
