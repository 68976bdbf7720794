import { connect } from 'node:net'

const patience = 2000

/** Tries to connect to the host and port of a URL. Resolves to what went wrong, or undefined. */
export function probe(url: string): Promise<string | undefined> {
  const { hostname, port, protocol } = new URL(url)
  const byScheme = protocol === 'https:' ? 443 : 80
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? byScheme : Number(port),
    })
    const end = (problem: string | undefined): void => {
      socket.destroy()
      resolve(problem)
    }
    socket.setTimeout(patience, () => end('no connection within 2 s'))
    socket.once('connect', () => end(undefined))
    socket.once('error', (error) => {
      end('code' in error && typeof error.code === 'string' ? error.code : error.message)
    })
  })
}
