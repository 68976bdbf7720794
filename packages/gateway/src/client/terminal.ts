import { styleText } from 'node:util'

/** Colours that the commands use. */
export type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold'

/**
 * A text in a colour where the stream is a terminal that has colours. `NO_COLOR` and `FORCE_COLOR`
 * decide otherwise.
 */
export function colour(style: Colour, text: string, stream: NodeJS.WriteStream): string {
  return styleText(style, text, { stream })
}

// oxlint-disable-next-line no-control-regex -- what a terminal would obey, or what turns its text round
const unprintable = /[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** A text of somebody else's as it may be shown in a terminal. */
export function printable(text: string): string {
  return text.replace(unprintable, '\ufffd')
}

/** Milliseconds between two pictures. */
const tick = 100

/**
 * Shows on standard error, in one line that changes, that something takes its time; nothing where that
 * is no terminal. The function that it returns takes the line away.
 */
export function showProgress(text: () => string): () => void {
  const stream = process.stderr
  if (!stream.isTTY) return () => {}
  const started = performance.now()
  const draw = (): void => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const line = `${text()} ${seconds} s`.slice(0, (stream.columns || 80) - 1)
    stream.write(`\r\u001B[K${colour('dim', line, stream)}`)
  }
  draw()
  const timer = setInterval(draw, tick)
  return () => {
    clearInterval(timer)
    stream.write('\r\u001B[K')
  }
}
