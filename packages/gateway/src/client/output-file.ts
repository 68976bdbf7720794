import { open, writeFile } from 'node:fs/promises'
import { explainFile } from '../explain-file.ts'
import { UsageError } from './batch-file.ts'

/** Stands for standard input, or standard output, where a file is named. */
export const standardStream = '-'

/**
 * Makes sure that a file can be written, and leaves what is in it. To be called before something is
 * done that can't be undone. Rejects with a {@link UsageError}.
 */
export async function checkOutput(file: string | undefined): Promise<void> {
  if (file === undefined || file === standardStream) return
  try {
    await (await open(file, 'a')).close()
  } catch (error) {
    throw new UsageError(explainFile(file, error))
  }
}

/** Writes a file, or standard output. Resolves to why it can't be. */
export async function writeOutput(
  file: string | undefined,
  bytes: Uint8Array,
): Promise<string | undefined> {
  if (file === undefined) return undefined
  if (file === standardStream) {
    process.stdout.write(bytes)
    return undefined
  }
  try {
    await writeFile(file, bytes)
    return undefined
  } catch (error) {
    return explainFile(file, error)
  }
}
