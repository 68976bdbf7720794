// The real command under more load than it has memory for: many callers at once post the largest
// batches that are allowed, and each part's answer has one megabyte. Prints what became of the batches
// and how much memory the process had at most (Linux). `--callers 200 --rounds 1 --type json|text|binary --budget 256MiB`.
import type { ChildProcess } from 'node:child_process'
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const MiB = 1024 ** 2
const parts = 50
const answerBytes = 1024 ** 2
const path = '/v2/ocamba/batch'
const self = fileURLToPath(import.meta.url)
const command = fileURLToPath(new URL('../packages/gateway/bin/batchway.js', import.meta.url))

const answers: Readonly<Record<string, readonly [type: string, body: Buffer]>> = {
  json: ['application/json', Buffer.from(JSON.stringify('a'.repeat(answerBytes - 2)))],
  text: ['text/plain', Buffer.from('a line of text\n'.repeat(answerBytes / 15))],
  binary: ['application/octet-stream', Buffer.alloc(answerBytes, 0xff)],
}

/** The API, in a process of its own. */
function serve(kind: string): void {
  const [type, body] = answers[kind] ?? ['text/plain', Buffer.from(`there is no type ${kind}`)]
  const server = createServer((incoming, response) => {
    incoming.resume().once('end', () => {
      response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length })
      response.end(body)
    })
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.once('disconnect', () => process.exit())
}

async function startCommand(
  upstream: string,
  budget: string,
): Promise<{ child: ChildProcess; url: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'batchway-load-'))
  const config = join(folder, 'config.json')
  const endpoints = [{ path, dialect: 'ocamba', upstream: 'api' }]
  const upstreams = { api: { url: upstream } }
  await writeFile(config, JSON.stringify({ listen: '127.0.0.1:0', upstreams, endpoints, budget }))
  const child = spawn(
    process.execPath,
    ['--conditions=batchway-source', command, '--config', config],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const said = child.stderr.setEncoding('utf8')
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    said.on('data', (chunk: string) => {
      text += chunk
      const [, found] = /listens on (http:\/\/\S+)\n/.exec(text) ?? []
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`the command did not start: ${text}`)))
  })
  await rm(folder, { recursive: true })
  return { child, url }
}

/** A line of `/proc/<pid>/status`, in MiB; 0 where there is none. */
async function memoryOf(child: ChildProcess, line: 'VmHWM' | 'VmRSS'): Promise<number> {
  const text = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  const [, kilobytes = '0'] = new RegExp(`${line}:\\s+(\\d+) kB`).exec(text) ?? []
  return Math.round(Number(kilobytes) / 1024)
}

function largestBatch(): Buffer {
  const room = Math.floor((4 * MiB) / parts) - 100
  const batch = Array.from({ length: parts }, (_, index) => ({
    method: 'POST',
    relative_url: `/large/${index}`,
    body: { text: 'b'.repeat(room) },
  }))
  return Buffer.from(JSON.stringify(batch))
}

const counts = new Map<string, number>()

function count(name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Posts a batch and looks whether the answer is a whole one. */
async function post(url: string, body: Buffer, agent: Agent): Promise<void> {
  const outgoing = request(`${url}${path}`, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json', 'content-length': body.length },
  })
  // A connection may end while the rest of a refused batch is still on its way.
  let answered = false
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    count(
      `${error.code} ${answered ? 'after' : 'before'} the answer, ${outgoing.reusedSocket ? 'used' : 'fresh'} connection`,
    )
  })
  outgoing.end(body)
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  answered = true
  const text = Buffer.concat(chunks).toString()
  const answer = JSON.parse(text) as { parts?: readonly { code: number; body?: unknown }[] }
  count(`batch ${incoming.statusCode}`)
  if (incoming.statusCode !== 200) return
  if (answer.parts?.length !== parts) throw new Error('an answer lacks parts')
  for (const part of answer.parts) count(`part ${part.code}`)
}

async function drive(): Promise<void> {
  const { values } = parseArgs({
    options: {
      callers: { type: 'string', default: '200' },
      rounds: { type: 'string', default: '1' },
      type: { type: 'string', default: 'json' },
      budget: { type: 'string', default: '256MiB' },
    },
  })
  const api = fork(self, ['serve', values.type], { execArgv: ['--conditions=batchway-source'] })
  const [port] = (await once(api, 'message')) as [number]
  const { child, url } = await startCommand(`http://127.0.0.1:${port}`, values.budget)
  child.once('exit', (code, signal) => count(`the command ended: ${code ?? signal}`))
  const body = largestBatch()
  const agent = new Agent({ keepAlive: true })
  const idle = await memoryOf(child, 'VmRSS')
  const began = performance.now()
  const caller = async (): Promise<void> => {
    for (let round = 0; round < Number(values.rounds); round += 1) {
      await post(url, body, agent).catch((error: unknown) => count(`lost: ${String(error)}`))
    }
  }
  await Promise.all(Array.from({ length: Number(values.callers) }, caller))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const load = new Map(counts)
  console.log(
    `${values.callers} callers, ${values.rounds} batches of ${body.length} bytes each, ${seconds} s`,
  )
  console.log(Object.fromEntries(load))
  console.log(
    `memory: ${idle} MiB idle, ${await memoryOf(child, 'VmHWM')} MiB at most, budget 256 MiB`,
  )
  agent.destroy()
  child.kill()
  api.disconnect()
}

if (process.argv[2] === 'serve') serve(process.argv[3] ?? 'json')
else await drive()
