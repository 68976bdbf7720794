import { listConfigKeys } from 'batchway'

const keys = new Map(listConfigKeys().map(({ key, meaning }) => [key, meaning]))

/** The default of a key of the gateway's configuration, as its documentation says. */
export function configDefault(key: string): string {
  const found = /\[(?:.*; )?default ([^\]]+)\]$/.exec(keys.get(key) ?? '')?.[1]
  if (found === undefined) throw new RangeError(`the key ${key} has no default`)
  return found
}

/** The default of a size, in bytes. */
export function sizeDefault(key: string): number {
  const text = configDefault(key)
  const [, number = '', unit = ''] = /^(\d+)(|B|KiB|MiB|GiB)$/.exec(text) ?? []
  if (number === '') throw new RangeError(`the default of ${key} is no size: ${text}`)
  return Number(number) * 1024 ** Math.max(0, ['B', 'KiB', 'MiB', 'GiB'].indexOf(unit))
}
