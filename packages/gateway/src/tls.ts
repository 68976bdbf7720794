import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SecureContextOptions, TlsOptions } from 'node:tls'
import { createSecureContext } from 'node:tls'
import type { UpstreamTls } from '@batchway/core/upstream'
import type { ConfigTls, ConfigUpstreamTls } from './config/tls-schema.ts'

/** What the gateway's own server needs to speak TLS. */
export interface ServerTls {
  readonly options: TlsOptions
  /** Whether clients without a certificate are served as well as those with a good one. */
  readonly clientsMayBeUnknown: boolean
}

/** Told of what is no reason to refuse a configuration and still worth a line in the log. */
export type Warn = (details: object, message: string) => void

/**
 * Reads the files of `tls`, which are relative to `directory`. Throws an Error that names the key,
 * the file and the cause.
 */
export function readServerTls(tls: ConfigTls, directory: string, warn: Warn): ServerTls {
  const reader = new PemReader('tls', directory, warn)
  const options: TlsOptions = {
    ...reader.readPair(tls),
    ...(tls.ca === undefined ? {} : { ca: reader.readCertificates('ca', tls.ca) }),
    minVersion: tls.minVersion ?? 'TLSv1.2',
    requestCert: tls.ca !== undefined,
    rejectUnauthorized: tls.requestClientCert !== 'optional',
  }
  reader.tryOut(options)
  return { options, clientsMayBeUnknown: tls.requestClientCert === 'optional' }
}

/** Reads the files of `upstreams.<name>.tls`; otherwise as {@link readServerTls}. */
export function readUpstreamTls(
  name: string,
  tls: ConfigUpstreamTls,
  { directory, warn }: { readonly directory: string; readonly warn: Warn },
): UpstreamTls {
  const reader = new PemReader(`upstreams.${name}.tls`, directory, warn)
  const { ca, cert, key, passphrase, servername, rejectUnauthorized } = tls
  const pair =
    cert === undefined || key === undefined
      ? {}
      : reader.readPair({ cert, key, ...(passphrase === undefined ? {} : { passphrase }) })
  const authorities = ca === undefined ? {} : { ca: reader.readCertificates('ca', ca) }
  reader.tryOut({ ...pair, ...authorities })
  if (rejectUnauthorized === false) {
    const message =
      'THE CERTIFICATE OF THIS UPSTREAM IS NOT CHECKED (rejectUnauthorized: false): whoever is on the way can read and change everything'
    warn({ upstream: name }, message)
  }
  return {
    ...pair,
    ...authorities,
    ...(servername === undefined ? {} : { servername }),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  }
}

/** A certificate and its key: names of files, or what is in them. */
interface Pair {
  readonly cert: string
  readonly key: string
  readonly passphrase?: string
}

/** Reads the PEM files of one place in the configuration, and says which of them is wrong and why. */
class PemReader {
  readonly #place: string
  readonly #directory: string
  readonly #warn: Warn

  constructor(place: string, directory: string, warn: Warn) {
    this.#place = place
    this.#directory = directory
    this.#warn = warn
  }

  readPair({ cert: certFile, key: keyFile, passphrase }: Pair): Pair {
    const cert = this.readCertificates('cert', certFile)
    const key = this.#read('key', keyFile)
    const secret = passphrase === undefined ? {} : { passphrase }
    const privateKey = this.#attempt('key', keyFile, () => {
      try {
        return createPrivateKey({ key, ...secret })
      } catch (error) {
        throw new Error(explainKey(error, key, passphrase), { cause: error })
      }
    })
    if (!new X509Certificate(cert).checkPrivateKey(privateKey)) {
      throw new Error(
        `${this.#place}: the key in ${this.#name(keyFile)} does not belong to the certificate in ${this.#name(certFile)}`,
      )
    }
    return { cert, key, ...secret }
  }

  /** Of several certificates in a file the first one is looked at: it is the one that is shown. */
  readCertificates(key: string, file: string): string {
    const text = this.#read(key, file)
    const { validTo } = this.#attempt(key, file, () => {
      if (!text.includes('-----BEGIN CERTIFICATE-----')) {
        throw new Error('it has no certificate in PEM form')
      }
      return new X509Certificate(text)
    })
    if (Date.parse(validTo) < Date.now()) {
      const message = `${this.#place}.${key}: the certificate has expired`
      this.#warn({ file: this.#name(file), expired: validTo }, message)
    }
    return text
  }

  /** What only shows when all of it is put together, such as a key that is too weak. */
  tryOut(options: SecureContextOptions): void {
    try {
      createSecureContext(options)
    } catch (error) {
      throw new Error(`${this.#place} can't be used: ${messageOf(error)}`, { cause: error })
    }
  }

  #read(key: string, file: string): string {
    return this.#attempt(key, file, () => {
      try {
        return readFileSync(this.#name(file), 'utf8')
      } catch (error) {
        throw new Error(explainRead(error), { cause: error })
      }
    })
  }

  #name(file: string): string {
    return resolve(this.#directory, file)
  }

  #attempt<T>(key: string, file: string, make: () => T): T {
    try {
      return make()
    } catch (cause) {
      throw new Error(`${this.#place}.${key}: ${this.#name(file)}: ${messageOf(cause)}`, { cause })
    }
  }
}

function explainRead(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EACCES') return 'this user may not read it'
  return messageOf(error)
}

/** What OpenSSL says of keys is no sentence for anybody who has to find the cause. */
function explainKey(error: unknown, key: string, passphrase: string | undefined): string {
  if (/-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(key)) {
    return passphrase === undefined
      ? 'the key is encrypted, and there is no passphrase'
      : `the passphrase does not open it (${messageOf(error)})`
  }
  return `it has no private key that can be used (${messageOf(error)})`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
