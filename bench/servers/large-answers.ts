// An API whose every answer is as large as the first argument says, in bytes, and of the type that
// the second one names: json, text or binary.
import { serve } from './serve.ts'

const [, , size = '', kind = ''] = process.argv
const bytes = Number(size)

function createAnswer(): readonly [type: string, body: Buffer] {
  if (kind === 'json') {
    return ['application/json', Buffer.from(JSON.stringify('a'.repeat(bytes - 2)))]
  }
  if (kind === 'text') return ['text/plain', Buffer.alloc(bytes, 'a line of text\n')]
  if (kind === 'binary') return ['application/octet-stream', Buffer.alloc(bytes, 0xff)]
  throw new RangeError(`there is no kind "${kind}" of answers`)
}

const [type, body] = createAnswer()

serve((request, response) => {
  request.resume().once('end', () => {
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length })
    response.end(body)
  })
})
