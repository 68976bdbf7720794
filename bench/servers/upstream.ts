// The API behind every gateway.
import { nodeApi } from './node-api.ts'
import { serve } from './serve.ts'

serve(nodeApi)
