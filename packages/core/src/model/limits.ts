/** The limits of one endpoint. Sizes are bytes, times are milliseconds. */
export interface Limits {
  /** Parts in a batch. Default: the dialect's own number. */
  readonly parts: number
  /** The batch as received and after its content coding was removed. Default: the dialect's, else 4 MiB. */
  readonly batchBytes: number
  /** Nesting of JSON arrays and objects, in the batch and in an answer that is spliced. Default 64. */
  readonly jsonDepth: number
  /** A part's request target. Default 8 KiB. A longer one is that part's 414. */
  readonly urlBytes: number
  /** Header fields that a part may carry. Default 100. More are that part's 431. */
  readonly headerFields: number
  /** Bytes of the fields that a part carries. Default 16 KiB. More are that part's 431. */
  readonly headerBytes: number
  /** A part's request body. Default: what the batch may have. More is that part's 413. */
  readonly partBytes: number
  /** A part's answer, decoded. Default 10 MiB. More is that part's 502. */
  readonly answerBytes: number
  /** All answers of a batch together. Default 64 MiB. The part that goes over it is 502. */
  readonly batchAnswerBytes: number
  /**
   * What references of a batch may use: the answers that are read for them, and the values that they
   * put into other parts. Default 4 MiB. The part that goes over it is 413.
   */
  readonly referenceBytes: number
  /** Time for the batch to arrive, from its head to its last byte. Default 30 s. */
  readonly readTime: number
  /** Time for a part, waiting for its turn not included. Default 30 s. */
  readonly partTime: number
  /** Time for a batch, from the moment it was read. Default 120 s. */
  readonly batchTime: number
  /** Parts of one batch that are under way at a time. Default: the number of parts allowed. */
  readonly partsAtOnce: number
}

const KiB = 1024
const MiB = 1024 * KiB

/** What a timer can wait at most, in milliseconds. */
const longestTime = 2 ** 31 - 1

/** The limits that hold where neither the dialect nor the configuration says otherwise. */
export const defaultLimits: Limits = {
  parts: 50,
  batchBytes: 4 * MiB,
  jsonDepth: 64,
  urlBytes: 8 * KiB,
  headerFields: 100,
  headerBytes: 16 * KiB,
  partBytes: Number.MAX_SAFE_INTEGER,
  answerBytes: 10 * MiB,
  batchAnswerBytes: 64 * MiB,
  referenceBytes: 4 * MiB,
  readTime: 30_000,
  partTime: 30_000,
  batchTime: 120_000,
  partsAtOnce: Number.MAX_SAFE_INTEGER,
}

/**
 * The limits of an endpoint: `options` over the dialect's over the defaults.
 * Throws a RangeError that names the limit when a value is not a positive whole number, or a time is
 * longer than a timer can run.
 */
export function createLimits(dialect: Partial<Limits>, options: Partial<Limits> = {}): Limits {
  const limits = { ...defaultLimits, ...dialect, ...options }
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(defaultLimits, name)) throw new RangeError(`limits.${name} is not a limit`)
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`limits.${name} must be a whole number of at least 1, not ${value}`)
    }
    if (name.endsWith('Time') && value > longestTime) {
      throw new RangeError(
        `limits.${name} must be at most ${longestTime} ms (24 days), not ${value}`,
      )
    }
  }
  return limits
}
