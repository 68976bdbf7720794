// The bound of a gateway that looks whether every answer is JSON before it splices it.
import { connections } from '../settings.ts'
import { serveGatewayBound } from './serve-gateway-bound.ts'

serveGatewayBound({ validate: true, connections, pipelining: 1 })
