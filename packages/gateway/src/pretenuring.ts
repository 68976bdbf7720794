import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8 from making the parts of batches among its old objects at once, where they stay, with
 * whatever they refer to, until the old generation is collected. What it brings: docs/decisions/012.
 */
export function disablePretenuring(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}
