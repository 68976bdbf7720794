// Loaded before the program of every measured process: it tells what the process has used so far,
// and ends the process with the one that started it.

/** What a process has used. Sizes are bytes. */
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

process.on('message', (message: unknown) => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  const peakRss = process.resourceUsage().maxRSS * 1024
  process.send?.({ usage: { cpu: user + system, peakRss, ...process.memoryUsage() } })
})
process.on('disconnect', () => process.exit())
