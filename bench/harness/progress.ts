/** Says on standard error how far the bench is; on a terminal always in the same line. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[2K${text}`)
  else process.stderr.write(`${text}\n`)
}

/** The same for small steps, which only a terminal shows. */
export function progressDetail(text: string): void {
  if (process.stderr.isTTY) progress(text)
}

/** Ends the line on a terminal. */
export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[2K')
}
