import { connect } from 'node:net'

/**
 * Tries to connect to a target: an http or https URL, or `unix:` and a path. Resolves to what went
 * wrong, or to undefined. `patience` is in milliseconds.
 */
export function probe(target: string, patience = 2000): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(addressOf(target))
    const end = (problem: string | undefined): void => {
      socket.destroy()
      resolve(problem)
    }
    socket.setTimeout(patience, () => end(`no connection within ${patience / 1000} s`))
    socket.once('connect', () => end(undefined))
    socket.once('error', (error) => {
      end('code' in error && typeof error.code === 'string' ? error.code : error.message)
    })
  })
}

function addressOf(target: string): { host: string; port: number } | { path: string } {
  if (target.startsWith('unix:')) return { path: target.slice('unix:'.length) }
  const { hostname, port, protocol } = new URL(target)
  const byScheme = protocol === 'https:' ? 443 : 80
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? byScheme : Number(port),
  }
}
