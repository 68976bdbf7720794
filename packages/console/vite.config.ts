import { fileURLToPath } from 'node:url'
import type { UserConfig } from 'vite'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Builds the console into the gateway's package. Everything is a file of its own: no inline code. */
const config: UserConfig = {
  root: folder,
  // The gateway may serve it at any path.
  base: './',
  resolve: { conditions: ['batchway-source', 'module', 'browser', 'production', 'default'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: `${folder}../gateway/console-app`,
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { input: [`${folder}index.html`, `${folder}locked.html`] },
  },
}

// oxlint-disable-next-line import/no-default-export -- Vite wants it
export default config
