import type { TokenVerifier } from './model/identity.ts'
import type { AccessRuleOptions } from './policies/access-rules.ts'
import type { CallerSource } from './policies/caller-sources.ts'

/** Who may do what at an endpoint, and who is who. */
export interface AccessOptions extends AccessRuleOptions {
  /**
   * Headers that a part may set itself, beside `content-type` and what steers the dialect; a part
   * with another one is 403 and not sent. Default: all but those that no part may set anyway.
   */
  readonly partHeaders?: readonly string[]
  /**
   * Headers that neither callers nor parts can send to the API, whatever the dialect and
   * `inheritHeaders` say: they are dropped, in every spelling that a server might take for them.
   */
  readonly reservedHeaders?: readonly string[]
  /**
   * How callers are told apart: the first source that says something counts. Default: `identity`,
   * then `address`.
   */
  readonly caller?: readonly CallerSource[]
  /**
   * Verifies bearer tokens: that of the batch, and those that parts bring, each distinct one once
   * per batch and before the first part. One that is not accepted refuses the batch with 401.
   */
  readonly verify?: TokenVerifier
}
