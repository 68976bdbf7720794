import { readFileSync } from 'node:fs'
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { resolve } from 'node:path'
import type { HeaderField, HeaderList } from '@batchway/core'
import type { ConfigCredentials } from './config/credentials-schema.ts'
import type { Config } from './config/schema.ts'

/** What the gateway shows to one upstream. The values are secrets. */
export interface Credentials {
  /** Names in lower case. */
  readonly onParts: HeaderList
  readonly onForwarded: HeaderList
}

const none: Credentials = { onParts: [], onForwarded: [] }

/**
 * Reads the credentials of all upstreams, by name. `directory` is what file names are relative to.
 * Throws an Error that names the key and the file, and never a value.
 */
export function readCredentials(
  { upstreams }: Config,
  directory: string,
): ReadonlyMap<string, Credentials> {
  return new Map(
    Object.entries(upstreams).map(([name, { credentials }]) => {
      if (credentials === undefined) return [name, none]
      const fields = readFields(credentials, `upstreams.${name}.credentials.headers`, directory)
      return [name, { onParts: fields, onForwarded: credentials.on === 'all' ? fields : [] }]
    }),
  )
}

function readFields({ headers }: ConfigCredentials, place: string, directory: string): HeaderList {
  return Object.entries(headers).map(([name, given]): HeaderField => {
    try {
      const value =
        typeof given === 'string'
          ? given
          : `${given.prefix ?? ''}${readSecret(resolve(directory, given.file))}`
      checkField(name, value)
      return [name.toLowerCase(), value]
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new Error(`${place}.${name}: ${reason}`, { cause })
    }
  })
}

function readSecret(path: string): string {
  let text: string
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const reason = code === 'ENOENT' ? 'there is no such file' : `it can't be read (${code})`
    throw new Error(`${path}: ${reason}`, { cause: error })
  }
  if (text === '') throw new Error(`${path}: it is empty`)
  return text
}

/** Node's own messages would show the value. */
function checkField(name: string, value: string): void {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
  } catch {
    throw new Error("the name or the value can't stand in a header")
  }
}

/** The files that credentials of a configuration are in. */
export function credentialFiles({ upstreams }: Config): readonly string[] {
  return Object.values(upstreams).flatMap(({ credentials }) =>
    Object.values(credentials?.headers ?? {}).flatMap((value) =>
      typeof value === 'string' ? [] : [value.file],
    ),
  )
}
