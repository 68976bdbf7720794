import expressBatch from 'express-batch'
import { serve } from '../servers/serve.ts'
import { createExpress4Api } from './express4-api.js'

serve(createExpress4Api((app) => app.get('/api/batch', expressBatch(app))))
