import type { BatchErrorCode } from './model/error.ts'

/** Why a batch is refused with a status, and what a caller is told then, for an example. */
export interface Refusal {
  readonly code: BatchErrorCode
  readonly meaning: string
  readonly says: string
}

/** Those of a status of the whole batch. In all these cases but that of 500 nothing has run. */
export const refusals: readonly Refusal[] = [
  {
    code: 'invalid-part',
    meaning:
      'The batch, or a request in it, is not what it must be, or there are too many. Nothing ran.',
    says: '',
  },
  {
    code: 'unauthorized',
    meaning: 'Nobody says who sends the batch, or not in a way that is accepted. Nothing ran.',
    says: 'The batch carries no credentials.',
  },
  {
    code: 'forbidden',
    meaning: 'The sender may not do this. Nothing ran.',
    says: 'A batch with cookies that changes something was sent from another site.',
  },
  {
    code: 'too-slow',
    meaning: 'The batch did not arrive in time. Nothing ran.',
    says: 'The batch did not arrive in time.',
  },
  {
    code: 'batch-too-large',
    meaning: 'The batch has too many bytes. Nothing ran.',
    says: 'The batch is too large.',
  },
  {
    code: 'unsupported-media-type',
    meaning: 'The media type is none of those of a batch. Nothing ran.',
    says: 'The Content-Type is not that of a batch.',
  },
  {
    code: 'too-many-requests',
    meaning: 'Too many batches or requests in this time. Nothing ran.',
    says: 'Too many requests in this time.',
  },
  { code: 'internal', meaning: 'A fault of the server.', says: 'Internal server error.' },
  {
    code: 'unavailable',
    meaning: 'Too much load, or shutting down. Nothing ran.',
    says: 'Too much load; try again later.',
  },
  {
    code: 'timeout',
    meaning: 'The time of the batch ran out before anything was sent.',
    says: 'The time of the batch ran out before any part was sent.',
  },
  {
    code: 'loop',
    meaning: 'The batch came as a part of another batch. Nothing ran.',
    says: 'This batch is itself a part of a batch of this server.',
  },
]
