import type { TObject } from 'typebox'
import { Type } from 'typebox'

function file(description: string): ReturnType<typeof Type.String> {
  return Type.String({ minLength: 1, description })
}

const passphrase = Type.Optional(
  Type.String({ description: 'Passphrase of the key. Without it the key is not encrypted.' }),
)

/** The schema of `tls`: how the gateway itself is served. */
export const serverTlsSchema: TObject = Type.Object(
  {
    cert: file('PEM file with the certificate and those between it and its authority.'),
    key: file('PEM file with the private key of the certificate.'),
    passphrase,
    ca: Type.Optional(
      file(
        'PEM file of authorities that sign certificates of clients; with it a client needs one. Without it clients show none.',
      ),
    ),
    requestClientCert: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['required', 'optional'],
        default: 'required',
        description: 'With ca: whether clients without a certificate are served as well.',
      }),
    ),
    minVersion: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        enum: ['TLSv1.2', 'TLSv1.3'],
        default: 'TLSv1.2',
        description: 'The oldest version of TLS.',
      }),
    ),
    hsts: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0 }), Type.Literal(false)], {
        default: 31_536_000,
        description:
          'Seconds for which browsers come back by https only (Strict-Transport-Security), on own answers; 0 makes them forget it, false says nothing.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description:
      'Serves https instead of http. Files are relative to this one and read again when they change.',
  },
)

/** The schema of `upstreams.<name>.tls`: how an https upstream is spoken to. */
export const upstreamTlsSchema: TObject = Type.Object(
  {
    ca: Type.Optional(
      file('PEM file of the authorities that are trusted. Default: those that Node knows.'),
    ),
    cert: Type.Optional(
      file('PEM file with a certificate to show to the upstream. Without it none is shown.'),
    ),
    key: Type.Optional(
      file('PEM file with the private key of that certificate. Without it none is shown.'),
    ),
    passphrase,
    servername: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'Name that is asked for, and that its certificate must have. Default: the host of url.',
      }),
    ),
    rejectUnauthorized: Type.Optional(
      Type.Boolean({
        default: true,
        description:
          'false accepts any certificate: whoever is on the way can read and change everything. For trying out only.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description:
      'TLS to an https upstream. Files are relative to this one and read again when they change.',
  },
)

/** `tls` as written in the configuration. */
export interface ConfigTls {
  readonly cert: string
  readonly key: string
  readonly passphrase?: string
  readonly ca?: string
  readonly requestClientCert?: 'required' | 'optional'
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3'
  readonly hsts?: number | false
}

/** `upstreams.<name>.tls` as written in the configuration. */
export interface ConfigUpstreamTls {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly passphrase?: string
  readonly servername?: string
  readonly rejectUnauthorized?: boolean
}
