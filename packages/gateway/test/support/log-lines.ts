import type { LogLine, RunningGateway } from './running-gateway.ts'

/** The lines of a gateway's log that have a message. */
export function linesOf({ log }: RunningGateway, message: string): readonly LogLine[] {
  return log.lines.filter((line) => line['msg'] === message)
}
