// Loaded before the program of every measured process: it tells what the process has used so far,
// and ends the process with the one that started it. It is no TypeScript, so that a process that
// needs no compiler has none in its memory.
process.on('message', (message) => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  const peakRss = process.resourceUsage().maxRSS * 1024
  process.send?.({ usage: { cpu: user + system, peakRss, ...process.memoryUsage() } })
})
process.on('disconnect', () => process.exit())
