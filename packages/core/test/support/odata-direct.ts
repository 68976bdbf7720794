import type {
  Batch,
  HeaderField,
  OuterRequest,
  OuterResponse,
  PartOutcome,
  WriteContext,
} from '@batchway/core'
import { createOdata, defaultLimits } from '@batchway/core'
import { createOuter } from './model.ts'

/** A batch that was read by the dialect alone, and how its outcomes are written. */
export interface ReadBatch {
  readonly batch: Batch
  readonly warnings: readonly string[]
  readonly write: (outcomes: readonly PartOutcome[]) => Promise<OuterResponse>
}

/** Reads a batch without an engine. */
export async function readDirectly(
  outer: OuterRequest,
  body: Uint8Array,
  createBoundary: () => string = () => '1',
): Promise<ReadBatch> {
  const dialect = createOdata({ createBoundary })
  const base = outer.path.slice(0, outer.path.lastIndexOf('/'))
  const limits = { ...defaultLimits, ...dialect.limits }
  const batch = await dialect.readBatch(outer, body, { limits, base, checkTarget: () => {} })
  const warnings: string[] = []
  const writing: WriteContext = { outer, id: 'x', limits, warn: (text) => warnings.push(text) }
  return {
    batch,
    warnings,
    write: async (outcomes) => dialect.writeResults(batch, outcomes, writing),
  }
}

/** The head of a batch in JSON. */
export function jsonOuter(...more: readonly HeaderField[]): OuterRequest {
  const headers: HeaderField[] = [['content-type', 'application/json'], ...more]
  return createOuter({ path: '/svc/$batch', headers })
}

/** The head of a batch in multipart, with the boundary `b`. */
export function multipartOuter(...more: readonly HeaderField[]): OuterRequest {
  const headers: HeaderField[] = [['content-type', 'multipart/mixed; boundary=b'], ...more]
  return createOuter({ path: '/svc/$batch', headers })
}

/** A change set of so many POSTs, with their numbers for names. */
export function writeChangeSet(count: number, first = 1): string {
  const members = Array.from({ length: count }, (_, index) => {
    const id = first + index
    return `--cs\r\nContent-Type: application/http\r\nContent-ID: ${id}\r\n\r\nPOST Orders HTTP/1.1\r\n\r\n{}\r\n`
  })
  const head = '--b\r\nContent-Type: multipart/mixed; boundary=cs\r\n\r\n'
  return `${head}${members.join('')}--cs--\r\n`
}

/** A read on its own. */
export function writeRead(url: string): string {
  return `--b\r\nContent-Type: application/http\r\n\r\nGET ${url} HTTP/1.1\r\n\r\n\r\n`
}
