import multifetch from 'multifetch'
import { serve } from '../servers/serve.ts'
import { createExpress4Api } from './express4-api.js'

// With headers and statuses it ends the process: it reads a property that Node 24 has no more.
const options = { headers: false }

serve(createExpress4Api((app) => app.post('/api/batch', multifetch(options))))
