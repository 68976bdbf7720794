import { render } from 'preact'
import { App } from './app.tsx'
import { followRoute, listen, showTheme } from './store.ts'

showTheme()
followRoute()
listen()
const root = document.querySelector('#app')
if (root !== null) render(<App />, root)
