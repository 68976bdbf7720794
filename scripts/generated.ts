import { Ajv } from 'ajv'
import { default as standalone } from 'ajv/dist/standalone/index.js'
import { listConfigKeys } from '../packages/gateway/src/config/describe-config.ts'
import { configSchema } from '../packages/gateway/src/config/schema.ts'
import { latestResult, performancePage } from './performance-page.ts'
import { readmePage } from './readme-numbers.ts'

/** Files that are made from the code; `npm run generate` writes them, and a test compares them. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:batchway:config.schema.json',
    ...configSchema,
  }
  return new Map([
    ['packages/gateway/config.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
    ['packages/gateway/config.check.cjs', configCheck(schema)],
    ['docs/configuration.md', configurationPage()],
    ['docs/performance.md', performancePage(latestResult())],
    ['README.md', readmePage(latestResult())],
  ])
}

/** The schema as a function (docs/decisions/014). */
function configCheck(schema: object): string {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strict: false,
    code: { source: true, lines: true },
  })
  return `// Made by "npm run generate" of config.schema.json.\n${standalone.default(ajv, ajv.compile(schema))}\n`
}

function configurationPage(): string {
  // Not the published one, which may be about to be written.
  const rows = listConfigKeys(configSchema).map(({ key, meaning }) => {
    return `| \`${key}\` | ${meaning.replaceAll('|', '\\|')} |`
  })
  return `# Configuration

The gateway reads one YAML or JSON file: \`batchway --config FILE\`. \`batchway check FILE\` checks it, reads the files that it names, and opens no connection. Unknown keys are refused, with the nearest known one. \`\${NAME}\` and \`\${NAME:-default}\` in a value are replaced from the environment; \`$\${NAME}\` is the literal text. Editors complete and check the file with [config.schema.json](../packages/gateway/config.schema.json), which comes with the package. Editors with the YAML language server find it by a first line:

\`\`\`yaml
# yaml-language-server: $schema=node_modules/batchway/config.schema.json
upstreams:
  api: { url: 'http://127.0.0.1:3000' }
endpoints:
  - { path: /v1/batch, dialect: ocamba, upstream: api }
\`\`\`

In a file of JSON it is \`"$schema": "node_modules/batchway/config.schema.json"\`.

Times are milliseconds, or a number with \`ms\`, \`s\` or \`m\`. Sizes are bytes, or a number with \`B\`, \`KiB\`, \`MiB\` or \`GiB\`.

The library takes the same limits (\`limits\` of \`withBatch\`), as numbers: milliseconds and bytes.

| key | meaning |
| --- | --- |
${rows.join('\n')}

## Exit codes

0: served until it was told to stop, or the file is valid. 1: the file or the address can't be used. 2: the command line is wrong.

## What is logged

One line per batch on standard output, and more at \`debug\` and \`trace\`; see [Metrics, traces and logs](observability.md). Header values, query strings and bodies are never logged. \`caller\` is the claim, the client or the address that tells callers apart; where a secret does, it is a hash that means nothing outside this process. See [Access](access.md).

${sharedCounters}
## At the edges

- Requests for an endpoint's path, in any spelling that a lenient server might accept, are never forwarded.
- WebSocket and other upgrades, and tunnels (CONNECT), are answered with 501.
- What is no valid HTTP, or could be read in two ways (a length and chunks, two hosts, an unknown transfer coding), is answered with 400, 431 or 501 and never forwarded. A head of a request may have 1000 fields.
- Answers of the gateway itself carry \`X-Content-Type-Options\`, \`Cache-Control: no-store\`, \`Content-Security-Policy\`, \`Referrer-Policy\` and \`Cross-Origin-Resource-Policy\`, and over TLS \`Strict-Transport-Security\`. Forwarded answers pass as they are.
- With \`cors\`, preflights for the endpoint are answered by the gateway, and every answer there, errors included, has the fields. Origins with \`credentials\` may also post batches with cookies ([why](decisions/007-one-list-of-origins.md)).
- Certificates and keys are read again when they change ([Operations](operations.md#reload)). Certificates of upstreams are always checked unless \`rejectUnauthorized: false\` says otherwise, which the log warns of; the environment variable NODE_TLS_REJECT_UNAUTHORIZED has no say.
- A forwarded request whose body stands still for \`forwardIdleTime\` is answered with 408, or with 504 if it is the API that does not take it.
- \`/healthz\` and \`/readyz\` are pages of the gateway (\`health\`) and not forwarded, unless \`admin\` has them elsewhere; no endpoint may have such a path. See [Operations](operations.md#health).
- At SIGTERM or SIGINT the gateway is not ready for \`shutdownDelay\`, stops accepting, lets running requests finish within \`shutdownTime\`, and exits with 0. A second signal ends it at once.
- Behind a proxy that ends TLS, list it in \`trustedProxies\`: from it the gateway learns the scheme and address of the client, by which it tells own pages from foreign ones and callers apart.
`
}

const sharedCounters = `## Shared counters

Without \`stateStore\` the counters of rate limits are in the memory of the process: several gateways count separately. With it they are in one Redis (6 or newer), and gateways whose endpoints have equal paths and routes count together:

\`\`\`yaml
stateStore: redis://127.0.0.1:6379
# or, with more to say:
stateStore:
  url: 'rediss://gateway:\${REDIS_PASSWORD}@redis.internal:6379/0'
  onFailure: closed
  commandTimeout: 500ms
\`\`\`

- Together they never grant more than the limit in a window; nothing that was refused is counted. Windows begin with the first request that they count and end by the clock of Redis.
- \`onFailure: closed\`: while Redis can't be asked, a batch that would be counted is refused with 503 and \`Retry-After\` in its dialect, and nothing else is. With \`onLimit: pace\` it is the part. \`open\`: it is let through, counted by each gateway for itself, so that each grants the limit once more.
- An outage is one warning in the log and one line at its end. A gateway starts without Redis, and tries again until it is there. While it is away no request waits for it.
- When a restart or failover of Redis has lost counts, \`closed\` refuses for up to a minute, until what was lost is over; \`open\` goes on with what is left. With its data saved (\`appendonly yes\`, \`appendfsync always\`) nothing is lost. Set \`maxmemory-policy noeviction\`. Not for Redis Cluster.
- Callers are hashes in Redis, never tokens. Passwords with \`@\`, \`/\`, \`?\`, \`#\` or \`%\` are percent-encoded in the URL. A private CA for \`rediss:\` is given by \`NODE_EXTRA_CA_CERTS\`.
- \`inFlight\` is counted by each gateway for itself.

[Why it is made like this](decisions/008-one-script-charges-all-windows.md). An app with the library gives \`createRateLimit\` the same counters: \`store: createRedisRates(client)\`, with a client of ioredis.
`
