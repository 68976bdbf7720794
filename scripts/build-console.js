// Builds the console into the gateway's package, packages/gateway/console-app.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../packages/console', import.meta.url))
// It is a dependency of the console alone.
const { build } = await import(createRequire(`${folder}/package.json`).resolve('vite'))
await build({ configFile: `${folder}/vite.config.ts`, configLoader: 'native', logLevel: 'warn' })
