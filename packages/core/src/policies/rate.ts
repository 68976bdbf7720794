/** How many requests a caller may make: in one second and in one minute, in fixed windows. */
export interface Rate {
  /** Requests per second. */
  readonly burst: number
  /** Requests per minute. */
  readonly steady: number
}

/** Rates by the names that some platforms give them. */
export const rateClasses: Readonly<Record<'A' | 'B' | 'C' | 'D' | 'E', Rate>> = {
  A: { burst: 1, steady: 15 },
  B: { burst: 3, steady: 60 },
  C: { burst: 10, steady: 150 },
  D: { burst: 75, steady: 700 },
  E: { burst: 350, steady: 3500 },
}
