/** Splits `host:port`, `[::1]:port` or `port`. Throws a RangeError when it is none of these. */
export function readAddress(address: string): { readonly host: string; readonly port: number } {
  const match = /^(?:(\[[^\]]+\]|[^:]*):)?(\d{1,5})$/.exec(address)
  const port = Number(match?.[2] ?? Number.NaN)
  if (match === null || port > 65_535) {
    throw new RangeError(`"${address}" is not an address; write 127.0.0.1:8080 or [::1]:8080`)
  }
  const host = (match[1] ?? '').replace(/^\[|\]$/g, '')
  return { host: host === '' ? '127.0.0.1' : host, port }
}
