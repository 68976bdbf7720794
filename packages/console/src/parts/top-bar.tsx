import type { JSX } from 'preact'
import type { Route } from '../lib/route.ts'
import { writeRoute } from '../lib/route.ts'
import type { Connection } from '../store.ts'
import { connection, gateway, nextTheme, route, theme } from '../store.ts'
import { Icon } from './icon.tsx'

const views: readonly (readonly [Route['view'], string])[] = [
  ['compose', 'Compose'],
  ['traffic', 'Traffic'],
  ['endpoints', 'Endpoints'],
]

const words: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Reconnecting',
}

const themeNames = { auto: 'as the system', light: 'light', dark: 'dark' } as const

/** The name, the views, and how the page hears from the gateway. */
export function TopBar(): JSX.Element {
  return (
    <header class="top">
      <a class="brand" href="#/compose" aria-label="Batchway console">
        <Icon name="brand" />
        <span>Batchway</span>
      </a>
      <nav aria-label="Views">
        {views.map(([view, title]) => (
          <a
            key={view}
            href={writeRoute({ view })}
            aria-current={route.value.view === view ? 'page' : undefined}
          >
            {title}
          </a>
        ))}
      </nav>
      <div class="top-end">
        <span class={`connection ${connection.value}`} role="status">
          <i aria-hidden="true" />
          <span>{words[connection.value]}</span>
        </span>
        <span class="version">
          {gateway.value === undefined ? '' : `v${gateway.value.version}`}
        </span>
        <button
          class="button icon"
          type="button"
          onClick={nextTheme}
          aria-label={`Colours: ${themeNames[theme.value]}`}
          title={`Colours: ${themeNames[theme.value]}`}
        >
          <Icon name={theme.value} />
        </button>
      </div>
    </header>
  )
}
