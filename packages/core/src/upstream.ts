export type { Upstream, UpstreamOptions } from './dispatch/upstream.ts'
export { createUpstream } from './dispatch/upstream.ts'
export type { UpstreamTls } from './dispatch/upstream-tls.ts'
export { createPseudonym, viaNames, viaValue } from './dispatch/via.ts'
