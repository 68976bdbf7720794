import { inspect } from 'node:util'

/** Something that a handler may do with its request, and what it finds. */
export type Observe = (request: Request) => unknown

/** The name of the error of something that may fail, or its result. */
async function outcome(work: () => unknown): Promise<unknown> {
  try {
    return { is: await work() }
  } catch (error) {
    return { fails: error instanceof Error ? error.constructor.name : String(error) }
  }
}

async function bytesOf(buffer: ArrayBuffer | Promise<ArrayBuffer>): Promise<readonly number[]> {
  return [...new Uint8Array(await buffer)]
}

async function readForm(form: FormData): Promise<unknown> {
  return Promise.all(
    [...form].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : [value.name, value.type, await value.text()],
    ]),
  )
}

async function drain(stream: ReadableStream<Uint8Array> | null): Promise<unknown> {
  if (stream === null) return null
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('latin1')
}

async function drainOwnBuffer(stream: ReadableStream<Uint8Array> | null): Promise<unknown> {
  if (stream === null) return null
  const reader = stream.getReader({ mode: 'byob' })
  let text = ''
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one chunk after the other
    const { done, value } = await reader.read(new Uint8Array(8))
    text += Buffer.from(value ?? new Uint8Array(0)).toString('latin1')
    if (done) return text
  }
}

/** Fields of the test's own; what a server adds is left out. */
function ownFields(headers: Headers): readonly (readonly [string, string])[] {
  return [...headers].filter(([name]) => name.startsWith('x-') || name === 'content-type')
}

const readers: Readonly<Record<string, Observe>> = {
  text: (request) => request.text(),
  json: (request) => request.json(),
  arrayBuffer: (request) => bytesOf(request.arrayBuffer()),
  bytes: async (request) => [...(await request.bytes())],
  blob: async (request) => {
    const blob = await request.blob()
    return [blob.type, blob.size, await blob.text()]
  },
  formData: async (request) => readForm(await request.formData()),
  body: (request) => drain(request.body),
  'body with a buffer of the reader': (request) => drainOwnBuffer(request.body),
}

/** What it is like before, while and after it is read. */
function readOnce(read: Observe): Observe {
  return async (request) => {
    const state = (): unknown => [request.bodyUsed, request.body === null, request.body?.locked]
    const before = [request.bodyUsed]
    const reading = outcome(() => read(request))
    const during = request.bodyUsed
    return { before, during, read: await reading, after: state() }
  }
}

/** Everything that may be done after it was read. */
function readTwice(read: Observe): Observe {
  return async (request) => {
    await outcome(() => read(request))
    const again: unknown[] = []
    for (const next of Object.values(readers)) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what is looked at
      again.push(await outcome(() => next(request)))
    }
    again.push(await outcome(() => typeof request.clone()))
    again.push(await outcome(() => typeof new Request(request)))
    again.push(await outcome(() => new Request(request, { method: 'POST', body: 'new' }).text()))
    return again
  }
}

const reads = Object.entries(readers).flatMap(([name, read]): [string, Observe][] => [
  [`${name} once`, readOnce(read)],
  [`${name} and then whatever there is`, readTwice(read)],
])

/** Everything that may be taken of it without it. */
const readThrough: Observe = async (request) => {
  const { body, headers, method } = request
  return [await drain(new Response(body).body), ownFields(new Headers(headers)), method]
}

/** All that a handler may do. */
export const observations: readonly (readonly [name: string, observe: Observe])[] = [
  [
    'its plain properties',
    (request) => {
      const { method, cache, credentials, destination, integrity, keepalive, mode } = request
      const { redirect, referrer, referrerPolicy, duplex, bodyUsed } = request
      const url = new URL(request.url)
      const plain = { method, cache, credentials, destination, integrity, keepalive, mode }
      const rest = { redirect, referrer, referrerPolicy, duplex, bodyUsed }
      return { ...plain, ...rest, url: url.pathname + url.search, href: url.href === request.url }
    },
  ],
  [
    'its class',
    (request) => [
      request instanceof Request,
      Object.prototype.toString.call(request),
      request.signal instanceof AbortSignal,
      request.headers instanceof Headers,
      request.body === null || request.body instanceof ReadableStream,
      // Where H3 keeps what belongs to it.
      Object.keys(request).filter((name) => name !== 'context'),
      'url' in request && 'formData' in request,
    ],
  ],
  [
    'what belongs to it',
    (request) => [
      request.headers === request.headers,
      request.signal === request.signal,
      request.body === request.body,
    ],
  ],
  ['a structured clone', (request) => outcome(() => structuredClone(request))],
  [
    'a look at it',
    (request) => [
      typeof inspect(request),
      typeof inspect(request, { depth: 5, showHidden: true }),
      JSON.stringify(request, []),
    ],
  ],
  [
    'a property that is written',
    (request) => outcome(() => Object.assign(request, { url: 'http://other/' }).url),
  ],
  [
    'something of one’s own on it',
    (request) => outcome(() => Reflect.get(Object.assign(request, { own: 1 }), 'own')),
  ],
  [
    'all of its fields',
    (request) => [ownFields(request.headers), [...request.headers.keys()].includes('x-one')],
  ],
  [
    'fields that are changed',
    (request) => {
      request.headers.set('x-one', 'changed')
      request.headers.append('x-new', 'a')
      request.headers.append('x-new', 'b')
      request.headers.delete('x-two')
      return [
        ownFields(request.headers),
        request.headers.get('X-NEW'),
        request.headers.has('x-two'),
      ]
    },
  ],
  [
    'fields that are changed before a request is made of it',
    (request) => {
      request.headers.set('x-one', 'changed')
      const copy = new Request(request)
      copy.headers.set('x-copy', '1')
      return [ownFields(copy.headers), ownFields(request.headers)]
    },
  ],
  [
    'fields that are changed after its body was looked at',
    (request) => {
      const { headers } = request
      void request.body
      headers.set('x-one', 'changed')
      headers.delete('x-two')
      return [ownFields(request.clone().headers), ownFields(new Request(request).headers)]
    },
  ],
  [
    'a clone',
    async (request) => {
      const clone = request.clone()
      const read = [await clone.text(), request.bodyUsed, await request.text(), clone.bodyUsed]
      return [clone.url === request.url, clone.method, ownFields(clone.headers), read]
    },
  ],
  ['a clone of a clone', async (request) => request.clone().clone().text()],
  [
    'a request of it',
    async (request) => {
      const copy = new Request(request)
      const text = await copy.text()
      return [
        copy.url === request.url,
        copy.method,
        ownFields(copy.headers),
        text,
        request.bodyUsed,
      ]
    },
  ],
  [
    'a request of it with other fields',
    async (request) => {
      const copy = new Request(request, { headers: { 'x-other': '1' } })
      return [
        copy.method,
        ownFields(copy.headers).filter(([name]) => name !== 'content-type'),
        await copy.text(),
      ]
    },
  ],
  [
    'a request of it with another body',
    async (request) => new Request(request, { method: 'PUT', body: 'other' }).text(),
  ],
  [
    'a request like it',
    async (request) => {
      const copy = new Request('http://other/', request)
      return [copy.url, copy.method, ownFields(copy.headers), await copy.text()]
    },
  ],
  ['a response of its body', readThrough],
  [
    'its body, given back',
    async (request) => new Response(request.body, { headers: request.headers }).text(),
  ],
  [
    'a part of its body',
    async (request) => {
      const reader = request.body?.getReader()
      const locked = await outcome(() => request.text())
      reader?.releaseLock()
      return [locked, await outcome(() => request.text())]
    },
  ],
  [
    'a body that is cancelled',
    async (request) => {
      await request.body?.cancel()
      return [request.bodyUsed, await outcome(() => request.text())]
    },
  ],
  [
    'two readers at once',
    (request) => Promise.all([outcome(() => request.text()), outcome(() => request.json())]),
  ],
  ...reads,
]

/** What comes of one of them. */
export function observeOutcome(observe: Observe, request: Request): Promise<unknown> {
  return outcome(() => observe(request))
}
