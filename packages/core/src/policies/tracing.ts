import type { Context, Link, Span, SpanContext, Tracer } from '@opentelemetry/api'
import {
  context as contexts,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  trace as traces,
} from '@opentelemetry/api'
import type { Admission } from '../model/admission.ts'
import type { PartOutcome, PartRequest } from '../model/batch.ts'
import type { Dispatch, PartRun, Policy } from '../model/dispatch.ts'
import type { HeaderList } from '../model/headers.ts'
import { headerValue } from '../model/headers.ts'
import type { OuterRequest } from '../model/outer.ts'
import type { TracedBatch, TracedServer } from './trace-attributes.ts'
import {
  batchAttributes,
  methodName,
  partAttributes,
  tellBatch,
  tellError,
  tellPart,
  toServer,
} from './trace-attributes.ts'
import type { Propagator } from './trace-headers.ts'
import { readTrace, writeTrace } from './trace-headers.ts'

/** How an endpoint is traced. */
export interface TracingOptions {
  /** Makes the spans. Default: that of the global provider, with the name `@batchway/core`. */
  readonly tracer?: Tracer
  /** Reads and writes the fields of a trace. Default: the global one. */
  readonly propagator?: Propagator
  /**
   * Scheme, host and port of the API, where it is another server; empty where parts go to several, or to
   * one without a host. Default: it is in this process.
   */
  readonly origin?: string
}

/** The spans around the batches of one endpoint, and around their parts. */
export interface Tracing {
  /** Stands before all other admissions. */
  readonly admission: Admission
  /** Goes around all other policies. */
  readonly policy: Policy
  /** Ends the span of a batch, and those of its parts that are still open. */
  end(traced: TracedBatch): void
}

/** The spans of one batch. */
interface BatchTrace {
  readonly span: Span
  readonly context: Context
  readonly parts: Map<number, Span>
  /** The last list of fields and what was made of it, in a batch whose spans nobody records. */
  plain: { readonly from: HeaderList; readonly to: HeaderList } | undefined
}

const known = new WeakMap<OuterRequest, BatchTrace>()

/** The trace and the span of a batch, where it is traced. */
export function traceOf(outer: OuterRequest): SpanContext | undefined {
  const context = known.get(outer)?.span.spanContext()
  return context !== undefined && traces.isSpanContextValid(context) ? context : undefined
}

/** Makes the spans of an endpoint at the path `route`. */
export function createTracing(
  route: string,
  dialect: string,
  options: TracingOptions = {},
): Tracing {
  return new EndpointTracing(route, dialect, options)
}

class EndpointTracing implements Tracing {
  readonly admission: Admission
  readonly #route: string
  readonly #dialect: string
  readonly #tracer: Tracer
  readonly #propagator: Propagator
  readonly #server: TracedServer | undefined
  readonly #kind: SpanKind
  /** The status from which on an answer to a part is an error: a client's are 4xx too. */
  readonly #errorsFrom: number

  constructor(route: string, dialect: string, { tracer, propagator, origin }: TracingOptions) {
    this.#route = route
    this.#dialect = dialect
    this.#tracer = tracer ?? traces.getTracer('@batchway/core')
    this.#propagator = propagator ?? propagation
    this.#server = origin === undefined ? undefined : toServer(origin)
    this.#kind = origin === undefined ? SpanKind.INTERNAL : SpanKind.CLIENT
    this.#errorsFrom = origin === undefined ? 500 : 400
    this.admission = {
      enter: (outer) => {
        this.#begin(outer)
        return {}
      },
    }
  }

  readonly policy: Policy = (next) => (request, run) => {
    const trace = known.get(run.outer)
    if (trace === undefined) return next(request, run)
    if (!trace.span.isRecording()) {
      const sent = { ...request, headers: this.#plainFields(trace, request.headers) }
      return contexts.with(trace.context, () => next(sent, run))
    }
    return this.#traced(trace, request, run, next)
  }

  end(traced: TracedBatch): void {
    // What was refused by its first line never came to the admission.
    const startTime = Date.now() - traced.duration
    const trace = known.get(traced.outer) ?? this.#begin(traced.outer, startTime)
    if (!trace.span.isRecording()) return
    traced.outcomes.forEach((outcome, index) => this.#endPart(trace, outcome, index))
    tellBatch(trace.span, traced)
    trace.span.end()
  }

  /** A server's own span around the batch, where something else made one already, is its parent. */
  #begin(outer: OuterRequest, startTime?: number): BatchTrace {
    const active = contexts.active()
    const inside = traces.getSpan(active) !== undefined
    const parent = inside ? active : readTrace(outer.headers, this.#propagator, active)
    const span = this.#tracer.startSpan(
      `${methodName(outer.method)} ${this.#route}`,
      {
        kind: inside ? SpanKind.INTERNAL : SpanKind.SERVER,
        attributes: batchAttributes(outer, this.#route),
        ...(startTime === undefined ? {} : { startTime }),
      },
      parent,
    )
    const context = traces.setSpan(parent, span)
    const trace: BatchTrace = { span, context, parts: new Map(), plain: undefined }
    known.set(outer, trace)
    return trace
  }

  #traced(
    trace: BatchTrace,
    request: PartRequest,
    run: PartRun,
    next: Dispatch,
  ): Promise<PartOutcome> {
    const span = this.#tracer.startSpan(
      methodName(request.method),
      {
        kind: this.#kind,
        attributes: partAttributes(request, this.#dialect, this.#server),
        links: this.#linksOf(request),
      },
      trace.context,
    )
    trace.parts.set(request.part.index, span)
    const context = traces.setSpan(trace.context, span)
    const headers = writeTrace(request.headers, this.#propagator, context)
    const outcome = contexts.with(context, () => next({ ...request, headers }, run))
    outcome.then(
      (ended) => this.#tell(span, ended, run),
      // The run makes a failure of it, which the end of the batch knows.
      () => {},
    )
    return outcome
  }

  /** A part that names a trace of its own is linked to it: its parent is the batch. */
  #linksOf({ part }: PartRequest): Link[] {
    if (headerValue(part.headers, 'traceparent') === undefined) return []
    const own = traces.getSpanContext(readTrace(part.headers, this.#propagator, ROOT_CONTEXT))
    return own === undefined ? [] : [{ context: own }]
  }

  #tell(span: Span, outcome: PartOutcome, { givenUp }: PartRun): void {
    if (!span.isRecording()) return
    if (givenUp === undefined) {
      tellPart(span, outcome, this.#errorsFrom)
    } else {
      span.setAttribute('batchway.part.outcome', givenUp)
      tellError(span, givenUp)
    }
    span.end()
  }

  /** Ends a part that is still open, and lets one be seen that never began. */
  #endPart(trace: BatchTrace, outcome: PartOutcome, index: number): void {
    const span = trace.parts.get(index) ?? this.#unsent(trace, index)
    if (!span.isRecording()) return
    tellPart(span, outcome, this.#errorsFrom)
    span.end()
  }

  #unsent(trace: BatchTrace, index: number): Span {
    const attributes = { 'batchway.dialect': this.#dialect, 'batchway.part.index': index }
    const options = { kind: SpanKind.INTERNAL, attributes }
    return this.#tracer.startSpan('part not sent', options, trace.context)
  }

  /** Parts of a batch that have no fields of their own share one list: it is made once. */
  #plainFields(trace: BatchTrace, from: HeaderList): HeaderList {
    if (trace.plain?.from === from) return trace.plain.to
    const to = writeTrace(from, this.#propagator, trace.context)
    trace.plain = { from, to }
    return to
  }
}
