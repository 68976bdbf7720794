import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8 from making what belongs to a batch among its old objects at once. It does that where most
 * of what is made in some place outlives a collection of the young ones, as the parts of the first
 * batches do while the young generation is small; all later ones are then kept, with whatever they
 * refer to, until the old generation is collected (docs/decisions/012).
 */
export function collectYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}
