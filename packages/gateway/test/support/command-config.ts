import { mkdtempSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

/** A folder for the configuration files of one test file. */
export interface ConfigFolder {
  readonly folder: string
  /** Writes a file and gives its path. */
  readonly file: (name: string, text: string) => Promise<string>
}

/** Makes such a folder; called at the top of a test file, it is removed after the tests of that. */
export function makeConfigFolder(): ConfigFolder {
  const folder = mkdtempSync(join(tmpdir(), 'batchway-command-'))
  after(() => rm(folder, { recursive: true }))
  return {
    folder,
    file: async (name, text) => {
      const path = join(folder, name)
      await writeFile(path, text)
      return path
    },
  }
}

/** A configuration with an endpoint of each dialect, and more at its end. */
export function configFor(upstream: string, more = ''): string {
  return `listen: 127.0.0.1:0
upstreams:
  api: { url: '${upstream}' }
endpoints:
  - { path: /v2/ocamba/batch, dialect: ocamba, upstream: api }
  - { path: /api/v1/batch, dialect: journyx, upstream: api }
${more}`
}
