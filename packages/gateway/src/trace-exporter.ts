import type { TracerProvider as Provider } from '@opentelemetry/api'
import { ExportResultCode, W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import type { SpanExporter } from '@opentelemetry/sdk-trace'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Propagator } from '@batchway/core/opentelemetry'
import type { Logger } from 'pino'
import type { ConfigTracing } from './config/tracing-schema.ts'
import { defaultTraceEndpoint } from './config/trace-endpoint.ts'
import { version } from './version.ts'

/** Bounds of what is sent, and who is told of it. */
export interface ExporterOptions {
  readonly log: Logger
  /** Milliseconds. */
  readonly exportTime: number
  /** Spans. */
  readonly mostWaiting: number
  /** Spans. */
  readonly mostTogether: number
}

/** What makes spans and sends them. */
export interface OpenedExporter {
  readonly provider: Provider & { shutdown(): Promise<void> }
  readonly propagator: Propagator
}

/** Makes it. This module is loaded where traces are configured, and nowhere else. */
export function openExporter(config: ConfigTracing, options: ExporterOptions): OpenedExporter {
  const { endpoint = defaultTraceEndpoint, serviceName = 'batchway', sampling = 1 } = config
  const { log, exportTime, mostWaiting, mostTogether } = options
  const exporter = new OTLPTraceExporter({
    url: endpoint,
    timeoutMillis: exportTime,
    ...(config.headers === undefined ? {} : { headers: { ...config.headers } }),
  })
  const provider = new TracerProvider({
    // What the caller has decided counts, so that a trace is whole or not there.
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampling) }),
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    ),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: telling(exporter, log),
        exportTimeoutMillis: exportTime,
        maxQueueSize: mostWaiting,
        maxExportBatchSize: mostTogether,
      }),
    ],
  })
  return { provider, propagator: new W3CTraceContextPropagator() }
}

/** Logs the beginning and the end of a time in which spans can't be sent. The SDK drops them silently. */
function telling(exporter: SpanExporter, log: Logger): SpanExporter {
  let failing = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.code !== ExportResultCode.SUCCESS
        if (failed && !failing) log.warn({ cause: result.error?.message }, 'traces are lost')
        if (!failed && failing) log.info('traces are sent again')
        failing = failed
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}
