import { setTimeout } from 'node:timers/promises'
import type { Tracer } from '@opentelemetry/api'
import { ProxyTracerProvider } from '@opentelemetry/api'
import type { BatchEndpointOptions } from '@batchway/core'
import type { Propagator } from '@batchway/core/opentelemetry'
import { withTracing } from '@batchway/core/opentelemetry'
import type { Logger } from 'pino'
import type { ConfigTracing } from './config/tracing-schema.ts'
import type { OpenedExporter } from './trace-exporter.ts'
import { version } from './version.ts'

/** The traces of one gateway. Nothing of the process is touched, so that several may be in it. */
export interface GatewayTracing {
  /**
   * Puts spans around the batches and parts of an endpoint before the API at `origin`; it is empty where
   * parts go to several servers, or to a socket.
   */
  around(options: BatchEndpointOptions, origin: string): BatchEndpointOptions
  /** Loads what makes and sends spans: only who traces pays for it. Until then none is made. */
  open(): Promise<void>
  /** Sends what is left, for a few seconds at most. */
  close(): Promise<void>
}

/** Milliseconds that an export may take, and that the last one gets. */
const exportTime = 5000
/** Spans that may wait to be sent: a batch has as many as it has parts, and they end together. */
const mostWaiting = 16_384
/** Spans that are sent together. */
const mostTogether = 1024

/** Makes the traces of a configuration. `log` is told when they can't be sent, and when they can again. */
export function createGatewayTracing(config: ConfigTracing, log: Logger): GatewayTracing {
  const proxy = new ProxyTracerProvider()
  const tracer: Tracer = proxy.getTracer('batchway', version)
  let opened: OpenedExporter | undefined
  const propagator: Propagator = {
    inject: (...given) => opened?.propagator.inject(...given),
    extract: (context, ...given) => opened?.propagator.extract(context, ...given) ?? context,
  }
  return {
    around: (options, origin) => withTracing(options, { tracer, propagator, origin }),
    async open() {
      const { openExporter } = await import('./trace-exporter.ts')
      opened = openExporter(config, { log, exportTime, mostWaiting, mostTogether })
      proxy.setDelegate(opened.provider)
    },
    async close() {
      if (opened === undefined) return
      // A collector that does not answer holds up nobody's end for long.
      await Promise.race([
        opened.provider.shutdown().catch(() => {}),
        setTimeout(exportTime, undefined, { ref: false }),
      ])
    },
  }
}
