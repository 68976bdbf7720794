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

/** How long and how often is measured. */
export interface Pace {
  readonly rounds: number
  /** No further round begins after so many of them and so many milliseconds. */
  readonly leastRounds: number
  readonly longest: number
  /** Milliseconds for a line and a workload in each round. */
  readonly milliseconds: number
  /** The same for the workloads that most goals are about. */
  readonly mainMilliseconds: number
  readonly warmUpMilliseconds: number
  /** Callers at once in the memory test. */
  readonly memoryCallers: number
}

export const fullPace: Pace = {
  rounds: 7,
  leastRounds: 5,
  longest: 9 * 60_000,
  milliseconds: 200,
  mainMilliseconds: 600,
  warmUpMilliseconds: 1000,
  memoryCallers: 200,
}

/** Shows that everything runs; its numbers mean little. */
export const quickPace: Pace = {
  rounds: 2,
  leastRounds: 2,
  longest: 9 * 60_000,
  milliseconds: 30,
  mainMilliseconds: 50,
  warmUpMilliseconds: 20,
  memoryCallers: 20,
}
