/** Milliseconds for people: `0.42 ms`, `12.3 ms`, `1.25 s`, `2 min 5 s`. */
export function formatTime(milliseconds: number): string {
  if (milliseconds < 1) return `${Number(milliseconds.toFixed(2))} ms`
  if (milliseconds < 100) return `${Number(milliseconds.toFixed(1))} ms`
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${Number((milliseconds / 1000).toFixed(2))} s`
  const seconds = Math.round(milliseconds / 1000)
  const rest = seconds % 60
  return rest === 0
    ? `${Math.floor(seconds / 60)} min`
    : `${Math.floor(seconds / 60)} min ${rest} s`
}

const units = ['B', 'KiB', 'MiB', 'GiB']

/** Bytes for people: `512 B`, `4 KiB`, `1.5 MiB`. */
export function formatSize(bytes: number): string {
  let amount = bytes
  let unit = 0
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024
    unit += 1
  }
  return `${Number(amount.toFixed(amount < 10 ? 1 : 0))} ${units[unit]}`
}

/** A count with its noun: `1 part`, `3 parts`. */
export function formatCount(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : noun.endsWith('ch') ? 'es' : 's'}`
}

/** The time of day, to the second. */
export function formatClock(time: number): string {
  return new Date(time).toLocaleTimeString('en-GB')
}

/** Whether a media type is one of JSON. */
export function isJson(type: string | undefined): boolean {
  return /^[^;]*\bjson\b/i.test(type ?? '')
}
