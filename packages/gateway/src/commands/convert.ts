import type { BatchRequest, ClientDialect, Translation } from '@batchway/core/translate'
import { translate, writeRequestText } from '@batchway/core/translate'
import {
  asUsage,
  checkBase,
  checkForm,
  note,
  parentOf,
  readBatchFile,
  showNotes,
  UsageError,
} from '../client/batch-file.ts'
import { standardStream, writeOutput } from '../client/output-file.ts'
import { printable } from '../client/terminal.ts'

/** Options of `batchway convert`, as the command line gives them. */
export interface ConvertOptions {
  readonly from?: ClientDialect
  readonly to: ClientDialect
  readonly form?: 'json' | 'multipart'
  readonly base?: string
  readonly output?: string
  readonly strict?: boolean
  /** Only the body, without what stands before it. */
  readonly bodyOnly?: boolean
}

const misuse = 2

/** `batchway convert FILE`: exit code 0, or 2 where the batch can't be read or written. */
export async function convertCommand(file: string, options: ConvertOptions): Promise<void> {
  try {
    await convert(file, options)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`batchway: ${printable(error.message)}\n`)
    process.exitCode = misuse
  }
}

async function convert(file: string, options: ConvertOptions): Promise<void> {
  const { to, form, output = standardStream, strict = false, bodyOnly = false } = options
  checkForm(form, to)
  const { name, request, dialect: from } = await readBatchFile(file, options.from)
  const known = request.path === undefined ? '' : parentOf(request.path)
  const base = options.base === undefined ? known : checkBase(options.base)
  let translated: Translation
  try {
    const more = form === undefined ? {} : { form }
    translated = await translate(request, { from, to, base, strict, ...more })
  } catch (error) {
    throw asUsage(name, error)
  }
  showNotes(translated.notes)
  const isBelow = translated.notes.every(({ feature }) => feature !== 'base')
  if (!isBelow && options.base === undefined && base !== '') {
    note('note', `The base "${base}" is that of the file's own path; --base says where parts lie.`)
  }
  const target = targetOf(translated, request, { to, from, base })
  const { headers, body } = translated
  const bytes =
    bodyOnly || !needsHead(translated, request) ? body : writeRequestText(target, headers, body)
  const problem = await writeOutput(output, bytes)
  if (problem !== undefined) throw new UsageError(problem)
}

/** Whether something that the batch needs stands outside of its body. */
function needsHead({ query, headers }: Translation, { path }: BatchRequest): boolean {
  return path !== undefined || query !== '' || headers.length > 1
}

function targetOf(
  { query }: Translation,
  { path }: BatchRequest,
  place: { readonly to: ClientDialect; readonly from: ClientDialect; readonly base: string },
): string {
  const { to, from, base } = place
  const usual = `${base}/${to === 'odata' || to === 'graph' ? '$batch' : 'batch'}`
  const kept = to === from && path !== undefined ? path : usual
  return query === '' ? kept : `${kept}?${query}`
}
