/** One subrequest of an Ocamba batch. */
export interface OcambaPart {
  readonly method?: string
  readonly relative_url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The parts of an Ocamba answer, as far as tests look at them. */
export interface OcambaAnswer {
  readonly parts: readonly {
    readonly code: number
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: unknown
    readonly error?: unknown
  }[]
}

/** The text of an Ocamba batch. */
export function writeOcamba(...parts: readonly OcambaPart[]): string {
  return JSON.stringify(parts.map((part) => ({ method: 'GET', ...part })))
}
