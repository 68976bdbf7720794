import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import type { HeaderField } from '@batchway/core/translate'
import { clientDialects } from '@batchway/core/translate'
import { isFieldValue, isToken } from '@batchway/core'
import type { ConvertOptions } from './commands/convert.ts'
import type { InitOptions } from './commands/init.ts'
import type { SendOptions } from './commands/send.ts'
import { readTime, timePattern } from './config/units.ts'

/** Adds the commands of those who post batches: `send`, `convert` and `init`. */
export function addClientCommands(program: Command): void {
  addSend(program)
  addConvert(program)
  program
    .command('init')
    .description('write a configuration file to begin with')
    .argument('[file]', 'YAML file to write; - is standard output', 'batchway.yaml')
    .option('-f, --force', 'overwrite a file that is there')
    .addHelpText('after', '\nExample:\n  batchway init && batchway check batchway.yaml\n')
    .action(async (file: string, options: InitOptions) => {
      const { initCommand } = await import('./commands/init.ts')
      await initCommand(file, options)
    })
}

const sendHelp = `
Exit code: 0 all requests succeeded, 1 some failed, 2 the file or an option can't be used,
3 the batch was refused or could not be sent, 130 stopped by Ctrl-C.
NO_COLOR=1 takes the colours away.

Examples:
  batchway send batch.json --to http://127.0.0.1:8080/v2/ocamba/batch --dialect ocamba
  batchway send batch.http --to https://api.example/$batch -H 'Authorization: Bearer token' --json
`

function addSend(program: Command): void {
  program
    .command('send')
    .description('send a batch file to an endpoint and show the results')
    .argument('<file>', 'batch: a body, or a request with its head; - is standard input')
    .requiredOption('-t, --to <url>', 'URL where the endpoint takes batches', readUrl)
    .addOption(
      dialectOption('-d, --dialect <name>', 'dialect of the endpoint (default: that of the file)'),
    )
    .addOption(
      dialectOption('--from <name>', 'dialect of the file (default: found out by its look)'),
    )
    .addOption(formOption())
    .option('-b, --base <path>', 'path below which the requests of the file lie')
    .option(
      '-H, --header <field>',
      "field of the request, such as 'Name: value'; may be repeated",
      addHeader,
    )
    .option(
      '--timeout <time>',
      'time for the whole answer, such as 500ms, 30s or 5m (default: 2m)',
      readTimeout,
    )
    .option('--json', 'print the results as JSON')
    .option(
      '-o, --output <file>',
      'file for the answer as it came; - is standard output, in place of the results',
    )
    .option('--strict', 'send nothing if the translation would lose something')
    .addHelpText('after', sendHelp)
    .action(async (file: string, options: SendOptions) => {
      const { sendCommand } = await import('./commands/send.ts')
      await sendCommand(file, options)
    })
}

const convertHelp = `
What is changed or lost is said on standard error. The result has a head where the batch needs more
than its body (a query or header), or where the file has one.

Exit code: 0 written, 2 the file or an option can't be used, or the batch can't be written.

Example:
  batchway convert batch.json --from ocamba --to odata --output batch-odata.json
`

function addConvert(program: Command): void {
  program
    .command('convert')
    .description('translate a batch file from one dialect to another')
    .argument('<file>', 'batch: a body, or a request with its head; - is standard input')
    .addOption(
      dialectOption('--from <name>', 'dialect of the file (default: found out by its look)'),
    )
    .addOption(dialectOption('--to <name>', 'dialect to write').makeOptionMandatory())
    .addOption(formOption())
    .option('-b, --base <path>', 'path below which the requests lie, such as /v2/ocamba')
    .option('-o, --output <file>', 'file to write; - is standard output (default: -)')
    .option('--body-only', 'write the body alone, without a head')
    .option('--strict', 'write nothing if something would be lost')
    .addHelpText('after', convertHelp)
    .action(async (file: string, options: ConvertOptions) => {
      const { convertCommand } = await import('./commands/convert.ts')
      await convertCommand(file, options)
    })
}

function dialectOption(flags: string, description: string): Option {
  return new Option(flags, description).choices(clientDialects)
}

function formOption(): Option {
  const description = 'form of a batch in OData: multipart keeps the order of its requests'
  return new Option('--form <form>', description).choices(['json', 'multipart'])
}

function readUrl(value: string): URL {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return new URL(value)
  throw new InvalidArgumentError('It must be an http or https URL, with its scheme.')
}

function readTimeout(value: string): number {
  const time = new RegExp(timePattern).test(value) ? readTime(value) : 0
  if (time >= 1 && time <= 2 ** 31 - 1) return time
  throw new InvalidArgumentError('It must be a time such as 500ms, 30s or 2m.')
}

function addHeader(value: string, fields: readonly HeaderField[] = []): readonly HeaderField[] {
  const colon = value.indexOf(':')
  const name = value.slice(0, Math.max(0, colon)).trim().toLowerCase()
  const content = value.slice(colon + 1).trim()
  if (isToken(name) && isFieldValue(content)) return [...fields, [name, content]]
  throw new InvalidArgumentError("It must be of the form 'Name: value'.")
}
