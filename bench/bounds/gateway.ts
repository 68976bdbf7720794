// The bound of a gateway that believes what the API says of its answers.
import { connections } from '../settings.ts'
import { serveGatewayBound } from './serve-gateway-bound.ts'

serveGatewayBound({ validate: false, connections, pipelining: 1 })
