/**
 * What pino's `isoTime` writes, of which all but the milliseconds is printed once in a second. `now`
 * tells the milliseconds since 1970.
 */
export function createIsoTime(now: () => number = Date.now): () => string {
  let second = Number.NaN
  let printed = ''
  return () => {
    const time = now()
    const milliseconds = time % 1000
    if (time - milliseconds !== second) {
      second = time - milliseconds
      printed = new Date(second).toISOString().slice(0, -'000Z'.length)
    }
    return `,"time":"${printed}${String(milliseconds).padStart(3, '0')}Z"`
  }
}
