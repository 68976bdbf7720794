import { Command, InvalidArgumentError, Option } from 'commander'
import { builtInDialects } from '@batchway/core'
import { addClientCommands } from './client-commands.ts'
import type { OpenApiOptions } from './commands/openapi.ts'
import type { ServeOptions } from './commands/serve-options.ts'
import { describeConfig } from './config/describe-config.ts'
import { logFormats, logLevels } from './config/log-choices.ts'
import { version } from './version.ts'

const misuse = 2

/** Where all options of a command are explained. */
function hintFor(command: string): string {
  return `(run "${command} --help" for all options)`
}

/**
 * Runs the command line; what a command needs is loaded when it is called. Sets the exit code: 0 good,
 * 1 failed, 2 used wrongly.
 */
export async function main(argv: readonly string[]): Promise<void> {
  outliveReaders()
  const program = new Command('batchway')
    .description('Puts a batch endpoint before any HTTP API.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError(hintFor('batchway'))
    .exitOverride((error) => {
      process.exitCode = error.exitCode === 0 ? 0 : misuse
      throw error
    })
    .option('-c, --config <file>', 'YAML or JSON file with the whole configuration')
    .option('-u, --upstream <url>', 'origin of the API, such as http://127.0.0.1:3000', checkUrl)
    .addOption(
      new Option('-d, --dialect <name>', 'wire protocol of the batches').choices(
        builtInDialects.map(({ name }) => name),
      ),
    )
    .option('-p, --path <path>', 'path where batches are posted, such as /v2/ocamba/batch')
    .option('-b, --base <path>', 'path below which parts must stay (default: the parent of --path)')
    .option('-l, --listen <address>', 'host and port to listen on (default: 127.0.0.1:8080)')
    .option('--console', 'serve web pages that show what passes, at /console')
    .addOption(
      new Option('--log-level <level>', 'lowest level of log lines (default: info)').choices(
        logLevels,
      ),
    )
    .addOption(
      new Option(
        '--log-format <format>',
        'how they look (default: pretty on a terminal, else json)',
      ).choices(logFormats),
    )
    .option(
      '-w, --workers <number>',
      'processes that serve (default: 1); bounds are divided among them',
      readCount,
    )
    .option(
      '--no-forward',
      'answer 404 to requests that are no batches, instead of forwarding them',
    )
    .helpCommand('help [command]', 'print the help of a command')
    .action(async (options: ServeOptions) => {
      const [unknown] = program.args
      if (unknown !== undefined) program.error(`error: ${noSuchCommand(unknown, program)}`)
      const { serveCommand } = await import('./commands/serve.ts')
      await serveCommand(options)
    })
    .addHelpText('after', () => `\n${examples}\n${describeConfig()}`)
  program
    .command('check')
    .description('check a configuration file and open nothing')
    .argument('<file>', 'YAML or JSON file')
    .action(async (file: string) => {
      const { checkCommand } = await import('./commands/check.ts')
      await checkCommand(file)
    })
  program
    .command('openapi')
    .description('print the OpenAPI document of all batch endpoints')
    .requiredOption('-c, --config <file>', 'YAML or JSON file with the whole configuration')
    .option('-s, --server <url>', 'origin under which callers know the gateway', checkServer)
    .action(async (options: OpenApiOptions) => {
      const { openApiCommand } = await import('./commands/openapi.ts')
      await openApiCommand(options)
    })
  addClientCommands(program)
  // So that a word that is no command is told from one argument too many.
  program.allowExcessArguments()
  for (const command of program.commands) {
    command.showHelpAfterError(hintFor(`batchway ${command.name()}`))
  }
  try {
    await program.parseAsync(argv)
  } catch (error) {
    if (process.exitCode === undefined) throw error
  }
}

/** A reader may have had enough and gone, as `head` does: the command goes on without it. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}

function noSuchCommand(name: string, { commands }: Command): string {
  const names = commands.map((command) => command.name()).join(', ')
  return `there is no command '${name}'. Commands are ${names}; without one a gateway is served.`
}

const examples = `Examples:
  batchway --upstream http://127.0.0.1:3000 --dialect ocamba --path /v2/ocamba/batch
  batchway --config batchway.yaml
  batchway init batchway.yaml
  batchway check batchway.yaml
  batchway send batch.json --to http://127.0.0.1:8080/v2/ocamba/batch --dialect ocamba
  batchway convert batch.json --from ocamba --to odata
`

function readCount(value: string): number {
  if (/^[1-9][0-9]{0,2}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It must be a whole number of at least 1.')
}

function isWebUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}

function checkServer(value: string): string {
  if (isWebUrl(value)) return value
  throw new InvalidArgumentError('It must be an http or https URL, such as https://api.example.')
}

function checkUrl(value: string): string {
  if (value.startsWith('unix:/') || isWebUrl(value)) return value
  throw new InvalidArgumentError('It must be an http or https URL, or unix: and an absolute path.')
}
