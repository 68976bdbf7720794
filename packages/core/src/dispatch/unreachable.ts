/**
 * Whether a request that never left failed because its server can't be reached, and not by what it is
 * itself, or because it was given up.
 */
export function isUnreachable(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code === 'UND_ERR_CONNECT_TIMEOUT' || (code !== '' && !code.startsWith('UND_ERR_'))
}
