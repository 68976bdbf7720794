// Plain JavaScript, so that a Node that is too old can still say so.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `Batchway needs Node 22.19 or newer; this is ${process.versions.node}. On 64-bit x86 Linux ` +
      '"npm ci" brings one along (optional dependencies must not be omitted); elsewhere install one.\n',
  )
  process.exit(1)
}
