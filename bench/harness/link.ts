// A slow link: a TCP proxy that hands everything on unchanged, each way half a round trip later.
// Arguments: the port behind it, and the milliseconds there and back.
import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

const [, , port, roundTrip] = process.argv

function later(action: () => void): void {
  setTimeout(action, Number(roundTrip) / 2)
}

function pass(from: Socket, to: Socket): void {
  from.on('data', (chunk) => later(() => to.write(chunk)))
  from.on('end', () => later(() => to.end()))
  from.on('error', () => to.destroy())
  from.on('close', () => later(() => to.destroy()))
}

const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
  const far = connect({ port: Number(port), host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
  pass(near, far)
  pass(far, near)
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
