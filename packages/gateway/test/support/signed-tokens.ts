import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CryptoKey, JWK, JWTPayload } from 'jose'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** Who issues the tokens of these tests, and for whom. */
export const issuer = 'https://login.example'
export const audience = 'batches'

/** A key that signs tokens. */
export interface SigningKey {
  readonly jwk: JWK
  /** A token that is accepted, with some changes. */
  sign(changes?: JWTPayload, header?: object): Promise<string>
}

/** Makes a key; without `kid` its tokens name none. */
export async function createKey(kid?: string, alg = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  const named = kid === undefined ? {} : { kid }
  return {
    jwk: { ...(await exportJWK(publicKey)), ...named },
    sign: (changes, header) => signWith(privateKey, changes, { alg, ...named, ...header }),
  }
}

/** A token signed with a key or a secret. */
export function signWith(
  key: CryptoKey | Uint8Array,
  changes: JWTPayload = {},
  header: { readonly alg: string } = { alg: 'HS256' },
): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 600
  const claims = { iss: issuer, aud: audience, sub: 'anna', exp, ...changes }
  return new SignJWT(claims).setProtectedHeader(header).sign(key)
}

/** A file with a set of keys, which can be replaced. */
export interface KeyFile extends AsyncDisposable {
  readonly name: string
  write(keys: readonly SigningKey[]): Promise<void>
  writeText(text: string): Promise<void>
}

export async function openKeyFile(keys: readonly SigningKey[]): Promise<KeyFile> {
  const folder = await mkdtemp(join(tmpdir(), 'batchway-keys-'))
  const name = join(folder, 'jwks.json')
  const writeText = (text: string): Promise<void> => writeFile(name, text)
  const write = (of: readonly SigningKey[]): Promise<void> =>
    writeText(JSON.stringify({ keys: of.map(({ jwk }) => jwk) }))
  await write(keys)
  return {
    name,
    write,
    writeText,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}
