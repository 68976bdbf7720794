import type { UpstreamView } from 'batchway'

/** How an upstream is, in a word. */
export function healthOf({ breaker, status, inFlight, capacity, waitingParts }: UpstreamView): {
  readonly tone: 'good' | 'bad' | 'running'
  readonly words: string
} {
  if (breaker === 'open') return { tone: 'bad', words: 'breaker open' }
  if (status === 'unreachable') return { tone: 'bad', words: 'unreachable' }
  if (breaker === 'half-open') return { tone: 'running', words: 'probing' }
  if (status === undefined) return { tone: 'running', words: 'checking' }
  if (waitingParts > 0 || inFlight >= capacity) return { tone: 'running', words: 'busy' }
  return { tone: 'good', words: 'ready' }
}

const limitWords: Readonly<Record<string, string>> = {
  parts: 'Parts',
  partsAtOnce: 'Parts at once',
  batchBytes: 'Batch',
  jsonDepth: 'JSON depth',
  urlBytes: 'URL of a part',
  headerFields: 'Headers of a part',
  headerBytes: 'Their size',
  partBytes: 'Body of a part',
  answerBytes: 'Answer of a part',
  batchAnswerBytes: 'All answers',
  referenceBytes: 'Values of references',
  readTime: 'Time to arrive',
  partTime: 'Time of a part',
  batchTime: 'Time of a batch',
}

/** A limit in words, and what its number counts. */
export function describeLimit(name: string): {
  readonly words: string
  readonly kind: 'size' | 'time' | 'count'
} {
  const words = limitWords[name] ?? name
  if (name.endsWith('Bytes')) return { words, kind: 'size' }
  return { words, kind: name.endsWith('Time') ? 'time' : 'count' }
}

/** A rate limit of the configuration, line by line. */
export function rateLines(limit: unknown): readonly (readonly [string, string])[] {
  if (!isRecord(limit)) return []
  const { batches, inFlight, parts, onLimit } = limit
  const routes = Array.isArray(parts) ? parts.filter(isRecord) : []
  return [
    ...(batches === undefined ? [] : [['Batches', rateText(batches)] as const]),
    ...(typeof inFlight === 'number' ? [['At the same time', String(inFlight)] as const] : []),
    ...routes.map(({ match, rate }) => [String(match), rateText(rate)] as const),
    ...(typeof onLimit === 'string' ? [['Over the rate', onLimit] as const] : []),
  ]
}

function rateText(rate: unknown): string {
  if (typeof rate === 'string') return `class ${rate}`
  if (!isRecord(rate)) return ''
  return `${Number(rate['burst'])}/s, ${Number(rate['steady'])}/min`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
