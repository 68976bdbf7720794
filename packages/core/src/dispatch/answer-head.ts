import type { HeaderField, HeaderList } from '../model/headers.ts'
import { connectionNames, endToEndHeaders, headerValue, isHopByHop } from '../model/headers.ts'

/** The head of an answer, as far as anybody asks for it. */
export interface AnswerHead {
  /** Those fields that go on to the caller. */
  readonly headers: HeaderList
  /** `Content-Length` as it is. */
  readonly length: string | undefined
  /** `Content-Encoding` as it is. */
  readonly coding: string | undefined
}

/** The head that a list of all fields makes; names in lower case. */
export function toAnswerHead(headers: HeaderList): AnswerHead {
  return {
    headers: endToEndHeaders(headers),
    length: headerValue(headers, 'content-length'),
    coding: headerValue(headers, 'content-encoding'),
  }
}

/** Fields as undici tells them: names in lower case, the values of repeated ones in an array. */
export type AnswerFields = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Reads the heads of a server's answers. These have much in common: where the fields are those of the
 * answer before, so is their list, and whoever has made something of that need not do it again.
 */
export class AnswerHeads {
  #last: HeaderList = []

  /** The head that those fields make. Repeated ones stand together, where the first of them stood. */
  read(fields: AnswerFields): AnswerHead {
    const last = this.#last
    /** Undefined while all fields are the first ones of the last answer. */
    let headers: HeaderField[] | undefined
    let same = 0
    let connection: string | undefined
    let length: string | undefined
    let coding: string | undefined
    for (const name of Object.keys(fields)) {
      const given = fields[name] ?? []
      const value = typeof given === 'string' ? given : given[0]
      if (name === 'content-length') length = value
      else if (name === 'content-encoding') coding = value
      else if (name === 'connection') connection = String(given)
      else if (isHopByHop(name)) continue
      else if (headers === undefined && last[same]?.[0] === name && last[same]?.[1] === given) {
        same += 1
      } else {
        headers ??= last.slice(0, same)
        if (typeof given === 'string') headers.push([name, given])
        else for (const one of given) headers.push([name, one])
      }
    }
    const list = headers ?? (same === last.length ? last : last.slice(0, same))
    this.#last = list
    return { headers: withoutNamed(list, connection), length, coding }
  }
}

/** Without the fields that `Connection` names (RFC 9110 7.6.1), where it names any. */
function withoutNamed(headers: HeaderList, connection: string | undefined): HeaderList {
  if (connection === undefined || connection === 'keep-alive' || connection === 'close') {
    return headers
  }
  const named = connectionNames([['connection', connection]])
  return headers.filter(([name]) => !named.has(name))
}
