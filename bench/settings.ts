// How much is measured, and under which load. What is here is printed with the results.

/** Connections over which batches and single requests come, each busy all the time. */
export const callers = 8

/** Connections to the API of the gateway's lines and of their bounds: the gateway's default. */
export const connections = 256

/** Of the lines with pipelining: requests under way on one connection to the API. */
export const pipelining = 10

/** Connections of their bound: as many as the gateway has for so many requests. */
export const pipelinedConnections: number = Math.ceil(connections / pipelining)

/** Parts that the endpoints of large batches allow. */
export const largeParts = 1000

/** The slow link: milliseconds there and back, connections of the caller, calls. */
export const link = { roundTrip: 40, connections: 6, calls: 50 } as const

/** Milliseconds for a line with a workload. */
export interface CellPace {
  /** In each round. */
  readonly measured: number
  /** Before the first one. */
  readonly warmUp: number
}

/** How long and how often is measured. */
export interface Pace {
  readonly rounds: number
  /** No further round begins after so many of them and so many milliseconds. */
  readonly leastRounds: number
  readonly longest: number
  /** How long a line with a workload is measured in each round, where no goal is about them. */
  readonly usual: CellPace
  /** The same where one is. */
  readonly compared: CellPace
  /**
   * Load before what stands before an API is measured, which does not count: it has not been asked for
   * a while, and has to open its connections to the API anew.
   */
  readonly leadMilliseconds: number
  /** Callers at once in the memory test. */
  readonly memoryCallers: number
}

export const fullPace: Pace = {
  rounds: 7,
  leastRounds: 5,
  longest: 10.5 * 60_000,
  usual: { measured: 200, warmUp: 1000 },
  compared: { measured: 600, warmUp: 3000 },
  leadMilliseconds: 200,
  memoryCallers: 200,
}

/** Shows that everything runs; its numbers mean little. */
export const quickPace: Pace = {
  rounds: 2,
  leastRounds: 2,
  longest: 9 * 60_000,
  usual: { measured: 30, warmUp: 20 },
  compared: { measured: 50, warmUp: 20 },
  leadMilliseconds: 10,
  memoryCallers: 20,
}
