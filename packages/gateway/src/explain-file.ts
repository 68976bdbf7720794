/** Why a file can't be read or written. */
export function explainFile(name: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return `${name}: there is no such file or folder`
  if (code === 'EISDIR') return `${name}: it is a folder, and not a file`
  if (code === 'EACCES') return `${name}: this user may not open it`
  return `${name}: ${error instanceof Error ? error.message : String(error)}`
}
