// The bound of a validating gateway that sends safe requests without waiting for those before them.
import { pipelined } from '../settings.ts'
import { serveGatewayBound } from './serve-gateway-bound.ts'

serveGatewayBound({ validate: true, ...pipelined })
