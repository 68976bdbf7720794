/** What a process has used, as `probe.js` tells it. Sizes are bytes. */
export interface Usage {
  /** Microseconds of CPU time, in the program and in the system for it. */
  readonly cpu: number
  readonly rss: number
  /** The largest resident size so far. */
  readonly peakRss: number
  readonly heapTotal: number
  readonly heapUsed: number
  readonly external: number
  readonly arrayBuffers: number
}
