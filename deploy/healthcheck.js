// Ends with 0 if the gateway says at HEALTHCHECK_URL that it is alive. Default: its page on port 8080.
const url = process.env['HEALTHCHECK_URL'] ?? 'http://127.0.0.1:8080/healthz'
try {
  const { status } = await fetch(url, { signal: AbortSignal.timeout(2500), redirect: 'manual' })
  if (status !== 200) throw new Error(`its status is ${status}`)
} catch (error) {
  process.stderr.write(`${url}: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
