import { computed, signal } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { BatchRecord, BatchSummary, GatewayView } from 'batchway'
import type { Filter } from './lib/filters.ts'
import { mergeBatches } from './lib/filters.ts'
import type { Route } from './lib/route.ts'
import { readRoute } from './lib/route.ts'

/** How the page hears from the gateway. */
export type Connection = 'connecting' | 'live' | 'lost'

const themeKey = 'batchway-console-theme'

/** What the gateway is; undefined until it has told. */
export const gateway: Signal<GatewayView | undefined> = signal<GatewayView>()
/** The last batches, the newest first. */
export const batches: Signal<readonly BatchSummary[]> = signal([])
export const connection: Signal<Connection> = signal('connecting')
export const route: Signal<Route> = signal(readRoute(location.hash))
export const filter: Signal<Filter> = signal({ kind: 'all', slow: 500, text: '' })
export const theme: Signal<'auto' | 'light' | 'dark'> = signal(readTheme())

/** Endpoints that the gateway has. */
export const endpoints: ReadonlySignal<GatewayView['endpoints']> = computed(
  () => gateway.value?.endpoints ?? [],
)

function readTheme(): 'auto' | 'light' | 'dark' {
  const kept = localStorage.getItem(themeKey)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

/** Goes from what the system wants to light, to dark, and back. */
export function nextTheme(): void {
  theme.value = theme.value === 'auto' ? 'light' : theme.value === 'light' ? 'dark' : 'auto'
  localStorage.setItem(themeKey, theme.value)
  showTheme()
}

/** Lets the page have the colours that are wanted. */
export function showTheme(): void {
  document.documentElement.dataset['theme'] = theme.value
}

/** Follows the URL. */
export function followRoute(): void {
  addEventListener('hashchange', () => {
    route.value = readRoute(location.hash)
  })
}

/** Listens to the gateway, and again when the connection was lost. */
export function listen(): void {
  const source = new EventSource('api/events')
  source.addEventListener('open', () => {
    connection.value = 'live'
    // The gateway may be another one than before.
    batches.value = []
  })
  source.addEventListener('error', () => {
    connection.value = 'lost'
    // A browser gives up where the answer was an error, such as while the gateway restarts.
    if (source.readyState !== EventSource.CLOSED) return
    void reloadIfLocked()
    setTimeout(listen, 2000)
  })
  source.addEventListener('gateway', ({ data }: MessageEvent<string>) => {
    gateway.value = JSON.parse(data) as GatewayView
  })
  source.addEventListener('batches', ({ data }: MessageEvent<string>) => {
    const changed = JSON.parse(data) as readonly BatchSummary[]
    batches.value = mergeBatches(batches.value, changed, gateway.value?.kept ?? 200)
  })
}

/** A gateway that was started anew may have another token: the page that asks for it says so. */
async function reloadIfLocked(): Promise<void> {
  const response = await fetch('api/batches', { method: 'HEAD' }).catch(() => undefined)
  if (response?.status === 401) location.reload()
}

/** Fetches a batch with its parts; undefined where it is not kept any more. */
export async function fetchRecord(number: number): Promise<BatchRecord | undefined> {
  const response = await fetch(`api/batches/${number}`)
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`The gateway answered with ${response.status}.`)
  return (await response.json()) as BatchRecord
}
