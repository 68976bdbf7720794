/** Levels of the log, the highest first. At `debug` parts that failed have lines, at `trace` all parts. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Forms of the log. */
export const logFormats = ['json', 'pretty'] as const
