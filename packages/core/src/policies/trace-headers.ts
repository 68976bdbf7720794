import type { Context, TextMapGetter, TextMapPropagator, TextMapSetter } from '@opentelemetry/api'
import type { HeaderList } from '../model/headers.ts'

/** What reads and writes the fields of a trace: the global one, or one of the caller's. */
export type Propagator = Pick<TextMapPropagator, 'inject' | 'extract'>

/** The context that the fields of a request name, within another one. */
export function readTrace(headers: HeaderList, propagator: Propagator, within: Context): Context {
  return propagator.extract(within, headers, getter)
}

/**
 * The fields with those of a context in the place of their own. The same list where the context has
 * no trace.
 */
export function writeTrace(
  headers: HeaderList,
  propagator: Propagator,
  context: Context,
): HeaderList {
  const fields = new Map<string, string>()
  propagator.inject(context, fields, setter)
  if (fields.size === 0) return headers
  const replaced = headers.filter(
    ([name]) => !fields.has(name) && !(name === 'tracestate' && fields.has('traceparent')),
  )
  return [...replaced, ...fields]
}

const getter: TextMapGetter<HeaderList> = {
  keys: (headers) => headers.map(([name]) => name),
  get(headers, key) {
    const values = headers.flatMap(([name, value]) => (name === key ? value : []))
    if (values.length < 2) return values[0]
    // W3C Trace Context 3.2 knows one traceparent, and 3.3.1.1 any number of tracestate fields.
    return key === 'traceparent' ? undefined : values
  },
}

const setter: TextMapSetter<Map<string, string>> = {
  set(fields, key, value) {
    fields.set(key.toLowerCase(), value)
  },
}
