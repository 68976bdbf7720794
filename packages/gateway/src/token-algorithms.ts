/** Signatures by a key pair (RFC 7518 3.1, RFC 8037): the ones that are taken unless others are named. */
export const keyAlgorithms: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
]

/** Signatures by a shared secret. */
export const secretAlgorithms: readonly string[] = ['HS256', 'HS384', 'HS512']
