import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PartOutcome, PartRequest } from '../model/batch.ts'
import type { Backend, Dispatch, PartRun } from '../model/dispatch.ts'
import { headerValue } from '../model/headers.ts'
import { failure } from './answer-collector.ts'
import { PartConnection } from './part-connection.ts'
import { createInProcessBackend } from './part-context.ts'
import type { MessageMaker } from './part-messages.ts'
import { createMessageMaker } from './part-messages.ts'

/** A listener as `http.createServer` takes it. A promise that it returns may reject. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => unknown

/**
 * A backend that calls a node:http listener in this process, once per part. Each part gets a
 * request and a response of its own; no socket and no HTTP text is involved.
 */
export function createNodeBackend(listener: NodeListener): Backend {
  const maker = createMessageMaker(listener)
  const dispatch: Dispatch = (request, run) =>
    new Promise((settle) => {
      runListener({ listener, maker, request, run }, settle)
    })
  return createInProcessBackend(dispatch, isPartMessage)
}

/** Whether a request of node:http is a part of a batch, whoever handed it on. */
function isPartMessage(carrier: object): boolean {
  return PartConnection.isOne(Reflect.get(carrier, 'socket'))
}

interface Call {
  readonly listener: NodeListener
  readonly maker: MessageMaker
  readonly request: PartRequest
  readonly run: PartRun
}

function runListener(
  { listener, maker, request: part, run }: Call,
  settle: (outcome: PartOutcome | Promise<PartOutcome>) => void,
): void {
  const connection = new PartConnection(run, settle)
  const host = headerValue(run.outer.headers, 'host') ?? 'localhost'
  const request = maker.request(part, host, connection)
  const response = maker.response(request, connection)
  run.onCancel((reason) => connection.giveUp(reason))
  run.sent()
  try {
    const returned = listener(request, response)
    if (returned instanceof Promise) awaitHandler(returned, connection)
  } catch (cause) {
    fail(connection, cause)
  }
}

/** An async handler that has returned is done with a part that was given up. */
function awaitHandler(returned: Promise<unknown>, connection: PartConnection): void {
  returned.then(
    () => connection.handlerEnded(),
    (cause: unknown) => {
      fail(connection, cause)
      connection.handlerEnded()
    },
  )
}

function fail(connection: PartConnection, cause: unknown): void {
  const message = 'The API failed while it answered this part.'
  connection.fail(failure('handler-failed', message, cause))
}
