import type { Config } from '../config/schema.ts'

/** What an address that can't be had means to whoever chose it. */
export function explainListen(
  error: unknown,
  { listen = '127.0.0.1:8080', admin }: Pick<Config, 'listen' | 'admin'>,
): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  const port = 'port' in error ? String(error.port) : ''
  const isAdmin = admin !== undefined && admin !== listen && admin.endsWith(`:${port}`)
  const address = isAdmin ? admin : listen
  const key = isAdmin ? '"admin"' : '--listen'
  if (code === 'EADDRINUSE')
    return `${address} is taken by another program; choose another with ${key}`
  if (code === 'EACCES') return `${address} may not be used by this user; choose a port above 1023`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${address} is no address of this machine`
  return error.message
}
