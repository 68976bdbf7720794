#!/usr/bin/env node
// Plain JavaScript, so that a Node that is too old can still say so.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `batchway needs Node 22.19 or newer; this is ${process.versions.node}. ` +
      'Install a newer one, or run it with: npx -p node@24 batchway\n',
  )
  process.exit(1)
}
const { main } = await import('batchway/cli')
await main(process.argv)
