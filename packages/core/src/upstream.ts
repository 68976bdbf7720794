export type { Upstream, UpstreamOptions } from './dispatch/upstream.ts'
export { createPseudonym, createUpstream, viaNames, viaValue } from './dispatch/upstream.ts'
