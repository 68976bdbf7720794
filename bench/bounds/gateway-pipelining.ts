// The bound of a validating gateway that sends safe requests without waiting for those before them.
import { pipelinedConnections, pipelining } from '../settings.ts'
import { serveGatewayBound } from './serve-gateway-bound.ts'

serveGatewayBound({ validate: true, connections: pipelinedConnections, pipelining })
