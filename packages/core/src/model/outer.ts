import type { HeaderList } from './headers.ts'

/** The head of the request that carries a batch. */
export interface OuterRequest {
  readonly method: string
  /** Path as sent, without the query. */
  readonly path: string
  /** Query as sent, without the question mark; empty when there is none. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: HeaderList
  /** `https` or `http`, as the client sees it. */
  readonly scheme: 'http' | 'https'
  /** Address of the client, as far as it is known. */
  readonly remoteAddress?: string
  /** Address of the connection's other end, where that is a proxy which named the client. */
  readonly peerAddress?: string
  /**
   * What the server made of the request, for a backend in the same process: a node:http request, or
   * the arguments of a fetch handler.
   */
  readonly carrier?: object
  /**
   * Who posted the batch: a text that differs between callers and is no secret, where the endpoint
   * tells callers apart. Set by the endpoint, before anything is admitted.
   */
  readonly caller?: string
}

/** The answer to it. */
export interface OuterResponse {
  readonly status: number
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** How large a batch may be, and how long it may take to arrive. */
export interface BodyLimit {
  readonly bytes: number
  /** Milliseconds. */
  readonly time: number
}

/** The body of a request, and what becomes of its sender. */
export interface OuterExchange {
  /**
   * Reads the body and undoes its content coding. Throws a BatchError when it is larger than
   * `bytes`, before or after decoding, or takes longer than `time` milliseconds.
   */
  readBody(limit: BodyLimit): Promise<Uint8Array>
  /** Calls `listener` when the caller goes away before all of the answer has left. */
  onAbort(listener: () => void): void
  /** The `stream` of an answer would reach the caller piece by piece. Default false: there is none. */
  readonly canStream?: boolean
}

/** An answer, and the memory that goes with it. */
export interface OuterAnswer extends OuterResponse {
  /**
   * The content, piece by piece, where the exchange can stream and the batch is answered so; `body`
   * is empty then. Where it throws, the connection is to be broken, so that nobody takes the half of
   * an answer for the whole of it.
   */
  readonly stream?: AsyncIterable<Uint8Array>
  /** To be called once the answer has left, or can't. */
  release(): void
}

/** What an adapter puts into a server: the requests that it takes, and the answers. */
export interface OuterHandler {
  /** Whether a request's path is this handler's. */
  matches(path: string): boolean
  /** Answers a request, whatever its method. Never rejects. */
  handle(outer: OuterRequest, exchange: OuterExchange): Promise<OuterAnswer>
}
