export type { ConfigKey } from './config/describe-config.ts'
export { listConfigKeys } from './config/describe-config.ts'
export type { Environment } from './config/environment.ts'
export type { Problem } from './config/problem.ts'
export { ConfigError } from './config/problem.ts'
export { checkConfig, readConfig } from './config/read-config.ts'
export type { ConfigConnections } from './config/connections-schema.ts'
export type { ConfigCors } from './config/cors-schema.ts'
export type { ConfigTls, ConfigUpstreamTls } from './config/tls-schema.ts'
export type { ConfigEndpoint, ConfigRate } from './config/endpoint-schema.ts'
export type { Config } from './config/schema.ts'
export type { ConfigUpstream } from './config/upstream-schema.ts'
export type { ConfigConsole } from './config/console-schema.ts'
export { configSchema } from './config/published-schema.ts'
export type {
  BatchRecord,
  BatchSummary,
  EndpointView,
  GatewayView,
  PartRecord,
  PartState,
  PartTimes,
  ShownBody,
  ShownHeader,
  UpstreamView,
} from './console/record.ts'
export type { Gateway, GatewayParts } from './gateway.ts'
export { createGateway } from './gateway.ts'
export { createLog } from './log-output.ts'
export type { ConfigDialect, ConfigModule } from './config/own-modules.ts'
export type { DialectModule, ModuleContext, ModulePlace, PolicyModule } from './own-modules.ts'
export { loadModules } from './own-modules.ts'
