import type { JSX } from 'preact'
import { TopBar } from './parts/top-bar.tsx'
import { route } from './store.ts'
import { ComposeView } from './views/compose-view.tsx'
import { EndpointsView } from './views/endpoints-view.tsx'
import { TrafficView } from './views/traffic-view.tsx'

/** The whole page. */
export function App(): JSX.Element {
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <TopBar />
      <main id="main" tabIndex={-1}>
        <View />
      </main>
    </>
  )
}

function View(): JSX.Element {
  const here = route.value
  switch (here.view) {
    case 'compose':
      return <ComposeView />
    case 'traffic':
      return <TrafficView number={here.batch} />
    case 'endpoints':
      return <EndpointsView />
  }
}

/** The fragment of the URL is the route, so that it can't be a place on the page. */
function skip(event: Event): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('#main')?.focus()
}
