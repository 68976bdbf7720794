import { resolve } from 'node:path'
import type { Dialect, DialectServices } from '@batchway/core'
import { findDialect } from '@batchway/core'
import type { Logger } from 'pino'
import type { ConfigEndpoint } from './config/endpoint-schema.ts'
import { dialectModule, dialectTitle } from './config/own-modules.ts'
import { createOwnDialect } from './own-modules.ts'
import { openSettingsFile } from './settings-file.ts'
import { isUrl } from './key-set.ts'
import type { OpenTokenVerifier, TokenOptions } from './token-verifier.ts'
import { openTokenVerifier } from './token-verifier.ts'

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
  const own = dialectModule(endpoint.dialect)
  if (own !== undefined) {
    return { dialect: createOwnDialect(own, directory), close: nothing }
  }
  const entry = findDialect(dialectTitle(endpoint.dialect))
  const { settings: file, jwt, path, options = {} } = endpoint
  const verifier = jwt === undefined ? undefined : openVerifier(jwt, { path, directory, log })
  const services: DialectServices = verifier === undefined ? {} : { verifyToken: verifier.verify }
  const closeVerifier = (): void => verifier?.close()
  if (entry.readSettings === undefined) {
    return { dialect: entry.create(options, services), close: closeVerifier }
  }
  if (file === undefined) {
    log.warn({ endpoint: path }, 'no settings file: any client and site is accepted, and no origin')
    return { dialect: entry.create(options, services), close: closeVerifier }
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
  return {
    dialect,
    close() {
      settings.close()
      closeVerifier()
    },
  }
}

function nothing(): void {}

/** Where a verifier is used. */
interface VerifierPlace {
  /** Path of the endpoint, for the log. */
  readonly path: string
  /** What the name of a file is relative to. */
  readonly directory: string
  readonly log: Logger
}

/** Opens a verifier whose keys may be in a file; what becomes of that is logged. */
export function openVerifier(
  options: TokenOptions,
  { path, directory, log }: VerifierPlace,
): OpenTokenVerifier {
  const { jwks } = options
  if (jwks === undefined || isUrl(jwks)) return openTokenVerifier(options)
  return openTokenVerifier(
    { ...options, jwks: resolve(directory, jwks) },
    {
      onChange: () => log.info({ endpoint: path, file: jwks }, 'keys read again'),
      onFault(reason) {
        log.error(
          { endpoint: path, file: jwks, reason },
          'keys can not be used, the old ones stay in force',
        )
      },
    },
  )
}
