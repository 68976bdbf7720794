import type { ClientDialect } from '@batchway/core/translate'

/** A batch to begin with. */
export interface Example {
  readonly title: string
  /** Path and query that it is posted to. */
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly text: string
}

/** JSON with a line for each request. */
function json(value: unknown): string {
  const inner = Array.isArray(value) ? value : (value as { readonly requests: unknown[] }).requests
  const lines = inner.map((part) => JSON.stringify(part, undefined, 1).replace(/\n\s*/g, ' '))
  const list = `[\n${lines.map((line) => `    ${line}`).join(',\n')}\n`
  return Array.isArray(value)
    ? `${list.replaceAll('\n    ', '\n  ')}]`
    : `{\n  "requests": ${list}  ]\n}`
}

/** What the sandbox of `npm start` answers, by the path of the endpoint. */
const ofSandbox: Readonly<Record<string, readonly Example[]>> = {
  '/odata/$batch': [
    {
      title: 'Create, use, list: references',
      url: '/odata/$batch',
      headers: [],
      text: json({
        requests: [
          { id: 'new', method: 'post', url: 'Customers', body: { Name: 'Ada' } },
          { id: 'order', method: 'post', url: '$new/Orders', body: { Item: 'Lamp' } },
          { id: 'list', method: 'get', url: '$new/Orders?$select=Item', dependsOn: ['order'] },
          { id: 'all', method: 'get', url: 'Customers?$top=2' },
        ],
      }),
    },
    {
      title: 'A failure and what depends on it',
      url: '/odata/$batch',
      headers: [['prefer', 'continue-on-error']],
      text: json({
        requests: [
          { id: 'missing', method: 'get', url: 'Customers(404)' },
          { id: 'orders', method: 'get', url: '$missing/Orders', dependsOn: ['missing'] },
          { id: 'fine', method: 'get', url: 'Customers(1)' },
        ],
      }),
    },
  ],
  '/v2/ocamba/batch': [
    {
      title: 'Three reads and a write, in parallel',
      url: '/v2/ocamba/batch',
      headers: [['authorization', 'Bearer token']],
      text: json([
        { method: 'GET', relative_url: '/members/10' },
        { method: 'GET', relative_url: '/members/10/roles' },
        { method: 'GET', relative_url: '/roles' },
      ]),
    },
  ],
  '/api/v1/batch': [
    {
      title: 'Users and a code, with ETags',
      url: '/api/v1/batch',
      headers: [['authorization', 'Basic YWRtaW46c2VjcmV0']],
      text: json({
        requests: [
          { method: 'GET', url: '/api/v1/users', params: { $top: 2 } },
          {
            method: 'GET',
            url: '/api/v1/entry_codes/codes_bill_types/5CD9A1B20E3F4C5D8A6B7C8D9E0F1A2B',
          },
        ],
      }),
    },
  ],
  '/v2/ocamba/$batch': [
    {
      title: 'A member, then its roles',
      url: '/v2/ocamba/$batch',
      headers: [['authorization', 'Bearer token']],
      text: json({
        requests: [
          { id: '1', method: 'GET', url: '/members/10' },
          { id: '2', method: 'GET', url: '/members/10/roles', dependsOn: ['1'] },
        ],
      }),
    },
  ],
  '/s/:site/dw/batch': [
    {
      title: 'Two products of two sites',
      url: '/s/SiteGenesis/dw/batch',
      headers: [
        ['x-dw-client-id', '11111111-1111-4111-8111-111111111111'],
        ['x-dw-http-method', 'GET'],
        ['x-dw-resource-path', '/dw/shop/v24_5/'],
        ['content-type', 'multipart/mixed; boundary=b'],
      ],
      text: [
        '--b',
        'x-dw-content-id: one',
        'x-dw-resource-path-extension: products/apple-ipod-nano?expand=prices',
        '',
        '--b',
        'x-dw-content-id: other-site',
        'x-dw-resource-path: /s/RefArch/dw/shop/v24_5/',
        'x-dw-resource-path-extension: products/creative-zen-v',
        '',
        '--b--',
        '',
      ].join('\n'),
    },
  ],
  '/batch/ocamba/v2': [
    {
      title: 'A member and its roles',
      url: '/batch/ocamba/v2',
      headers: [
        ['authorization', 'Bearer token'],
        ['content-type', 'multipart/mixed; boundary=b'],
      ],
      text: googleText(['/v2/ocamba/members/10', '/v2/ocamba/members/10/roles']),
    },
  ],
}

/** Batches to begin with at an endpoint: those that the sandbox answers, or a bare one. */
export function examplesFor(
  endpoint: { readonly path: string; readonly base: string },
  dialect: ClientDialect,
): readonly Example[] {
  return ofSandbox[endpoint.path] ?? [bareExample(endpoint, dialect)]
}

function bareExample(
  { path, base }: { readonly path: string; readonly base: string },
  dialect: ClientDialect,
): Example {
  const target = `${base === '/' ? '' : base}/`
  const common = { title: 'One read', url: path, headers: [] }
  switch (dialect) {
    case 'odata':
    case 'graph':
      return { ...common, text: json({ requests: [{ id: '1', method: 'GET', url: '/' }] }) }
    case 'ocamba':
      return { ...common, text: json([{ method: 'GET', relative_url: '/' }]) }
    case 'journyx':
      return { ...common, text: json({ requests: [{ method: 'GET', url: target }] }) }
    case 'google':
      return {
        ...common,
        headers: [['content-type', 'multipart/mixed; boundary=b']],
        text: googleText([target]),
      }
    case 'ocapi':
      return {
        ...common,
        headers: [['content-type', 'multipart/mixed; boundary=b']],
        text: `--b\nx-dw-content-id: one\nx-dw-http-method: GET\nx-dw-resource-path: ${target}\n\n--b--\n`,
      }
  }
}

function googleText(targets: readonly string[]): string {
  const parts = targets.map((target, index) =>
    [
      '--b',
      'Content-Type: application/http',
      `Content-ID: <${index + 1}>`,
      '',
      `GET ${target}`,
      '',
      '',
    ].join('\n'),
  )
  return `${parts.join('\n')}\n--b--\n`
}
