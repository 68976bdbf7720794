import { withBatch } from '@batchway/core/node'
import { nodeApi } from './node-api.ts'
import { optionsFor } from './options.ts'
import { serve } from './serve.ts'

serve(withBatch(nodeApi, optionsFor('ocamba')))
