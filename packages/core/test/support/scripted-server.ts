import type { Socket } from 'node:net'

/** Answers each request on a connection with the text for its number; `undefined` closes it. */
export function answerWith(answers: readonly (string | undefined)[]): (socket: Socket) => void {
  return (socket) => {
    let count = 0
    socket.on('data', () => {
      const answer = answers[count]
      count += 1
      if (answer === undefined) socket.destroy()
      else socket.write(answer)
    })
  }
}

/** An answer after which the connection stays open. */
export const fineAnswer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

/** Answers the first request on a connection with a text, and closes it. */
export function closeWith(answer: string): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => socket.end(answer))
  }
}
