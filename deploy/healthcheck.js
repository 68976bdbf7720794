// Ends with 0 if the gateway answers on HEALTHCHECK_URL, whatever its answer: a path of the gateway's
// own, such as that of `metrics` or `openapi`, keeps the API behind out of it.
const url = process.env['HEALTHCHECK_URL'] ?? 'http://127.0.0.1:8080/'
try {
  await fetch(url, { method: 'OPTIONS', signal: AbortSignal.timeout(2500), redirect: 'manual' })
} catch (error) {
  process.stderr.write(`${url}: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
