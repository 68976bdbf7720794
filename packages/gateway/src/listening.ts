import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readAddress } from './address.ts'

/** Begins to listen and resolves to the address and port. Rejects when they can't be had. */
export function listen(server: Server, address: string): Promise<string> {
  const { host, port } = readAddress(address)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const bound = server.address() as AddressInfo
      const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
      resolve(`${name}:${bound.port}`)
    })
  })
}

/** Resolves when no connection is left; those that are not idle get the grace time (milliseconds). */
export function closeServer(server: Server, grace: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
