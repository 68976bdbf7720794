import multifetch from 'multifetch'
import { serve } from '../servers/serve.ts'
import { createExpress4Api } from './express4-api.js'

serve(createExpress4Api((app) => app.post('/api/batch', multifetch())))
