// Packs each package as it will be published, into .cache/pack: without the condition by which this
// repository runs from source, and with the licence.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = `${root}.cache/pack`

rmSync(target, { recursive: true, force: true })
for (const name of ['core', 'sandbox', 'gateway']) {
  const source = `${root}packages/${name}`
  const staged = `${target}/${name}`
  mkdirSync(staged, { recursive: true })
  const manifest = JSON.parse(readFileSync(`${source}/package.json`, 'utf8'))
  for (const file of [...manifest.files, 'README.md']) {
    if (existsSync(`${source}/${file}`)) {
      cpSync(`${source}/${file}`, `${staged}/${file}`, { recursive: true })
    }
  }
  cpSync(`${root}LICENSE`, `${staged}/LICENSE`)
  for (const entry of Object.values(manifest.exports)) {
    if (typeof entry === 'object') delete entry['batchway-source']
  }
  writeFileSync(`${staged}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`)
  const result = spawnSync('npm', ['pack', '--silent', '--pack-destination', target], {
    cwd: staged,
    encoding: 'utf8',
  })
  if (result.status !== 0) {
    process.stderr.write(result.stderr)
    process.exit(1)
  }
  process.stdout.write(`${result.stdout.trim()}\n`)
}
