import { resolve } from 'node:path'
import type { Dialect, DialectServices } from '@batchway/core'
import { findDialect } from '@batchway/core'
import type { Logger } from 'pino'
import type { ConfigEndpoint } from './config/endpoint-schema.ts'
import { openSettingsFile } from './settings-file.ts'
import { createTokenVerifier } from './token-verifier.ts'

/** A dialect of an endpoint, and what has to be closed with it. */
export interface EndpointDialect {
  readonly dialect: Dialect
  close(): void
}

/**
 * Makes the dialect that an endpoint names, with its settings file and its verifier of tokens.
 * `directory` is what file names are relative to. Throws an Error when a file can't be used.
 */
export function createDialect(
  endpoint: ConfigEndpoint,
  directory: string,
  log: Logger,
): EndpointDialect {
  const entry = findDialect(endpoint.dialect)
  const { settings: file, jwt, path, options = {} } = endpoint
  const verifyToken =
    jwt === undefined ? undefined : createTokenVerifier(inDirectory(jwt, directory))
  const services: DialectServices = verifyToken === undefined ? {} : { verifyToken }
  if (entry.readSettings === undefined) {
    return { dialect: entry.create(options, services), close: () => {} }
  }
  if (file === undefined) {
    log.warn({ endpoint: path }, 'no settings file: any client and site is accepted, and no origin')
    return { dialect: entry.create(options, services), close: () => {} }
  }
  const name = resolve(directory, file)
  const settings = openSettingsFile(name, {
    parse: entry.readSettings,
    onChange: () => log.info({ endpoint: path, file }, 'settings read again'),
    onFault: (reason) => {
      log.error(
        { endpoint: path, file, reason },
        'settings can not be used, the old ones stay in force',
      )
    },
  })
  const dialect = entry.create(options, { ...services, settings: () => settings.current })
  return { dialect, close: () => settings.close() }
}

function inDirectory(
  jwt: NonNullable<ConfigEndpoint['jwt']>,
  directory: string,
): NonNullable<ConfigEndpoint['jwt']> {
  const { jwks } = jwt
  if (jwks === undefined || /^https?:\/\//.test(jwks)) return jwt
  return { ...jwt, jwks: resolve(directory, jwks) }
}
