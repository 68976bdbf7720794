import { okBody } from './faulty-upstream.ts'
import type { Ending } from './quick-faults.ts'

/** Whether and how a part failed, in the words of a test. */
export interface PartFailure {
  readonly code: number
  readonly message: string
}

const fields = '{"Content-Type":"application/json"}'

/** What a decent part is in the answer to an Ocamba batch, byte for byte. */
export function ocambaOk(number: number): string {
  return `{"code":200,"headers":${fields},"body":${okBody(number)}}`
}

/** The same in a Journyx batch. */
export function journyxOk(number: number): string {
  return `{"response_code":200,"headers":${fields},"body":${okBody(number)}}`
}

/** An Ocamba batch: a decent part, the fault with a safe and an unsafe method, a decent part. */
export function ocambaFaultBatch(fault: string, body: unknown = {}): object {
  return [
    { method: 'GET', relative_url: '/ok/0' },
    { method: 'GET', relative_url: `/fault/${fault}` },
    { method: 'POST', relative_url: `/fault/${fault}`, body },
    { method: 'POST', relative_url: '/ok/3', body: {} },
  ]
}

/** The same as a Journyx batch, whose parts run in order. */
export function journyxFaultBatch(fault: string): object {
  return {
    requests: [
      { method: 'GET', url: '/api/v1/ok/0' },
      { method: 'GET', url: `/api/v1/fault/${fault}` },
      { method: 'POST', url: `/api/v1/fault/${fault}`, body: {} },
      { method: 'POST', url: '/api/v1/ok/3', body: {} },
    ],
  }
}

/**
 * Cuts the two middle parts out of the answer to such a batch; undefined if what stands around them
 * is not what it must be, byte for byte.
 */
export function middleOf(dialect: 'ocamba' | 'journyx', text: string): string | undefined {
  const ok = dialect === 'ocamba' ? ocambaOk : journyxOk
  const head =
    dialect === 'ocamba'
      ? /^\{"total_counter":4,"success_counter":[24],"parts":\[/
      : /^\{"success":(?:true|false),"results":\[/
  const [start] = head.exec(text) ?? []
  if (start === undefined) return undefined
  const before = `${start}${ok(0)},`
  const after = `,${ok(3)}]}`
  if (!text.startsWith(before) || !text.endsWith(after)) return undefined
  return text.slice(before.length, -after.length)
}

/** The two middle parts, when both failed. */
export function failuresIn(
  dialect: 'ocamba' | 'journyx',
  text: string,
): readonly PartFailure[] | undefined {
  const middle = middleOf(dialect, text)
  if (middle === undefined) return undefined
  if (dialect === 'ocamba') {
    const parts = JSON.parse(`[${middle}]`) as readonly { code: number; error: PartFailure }[]
    return parts.map(({ code, error }) => ({ code, message: error.message }))
  }
  const parts = JSON.parse(`[${middle}]`) as readonly {
    response_code: number
    error: { errors: readonly string[] }
  }[]
  return parts.map(({ response_code: code, error }) => ({
    code,
    message: error.errors.join(),
  }))
}

/** A part that was answered after all, as it stands in the answer to an Ocamba batch. */
export function ocambaAnswered(ending: Extract<Ending, { code: number }>): string {
  return answered('code', ending)
}

/** The same in a Journyx batch. */
export function journyxAnswered(ending: Extract<Ending, { code: number }>): string {
  return answered('response_code', ending)
}

function answered(
  name: string,
  { code, content, fields: given = {} }: Extract<Ending, { code: number }>,
): string {
  const member = code < 400 ? 'body' : 'error'
  const text = content === '"ok"' ? ',"body_encoding":"text"' : ''
  const body = content === '' ? '' : `,"${member}":${content}${text}`
  return `{"${name}":${code},"headers":${JSON.stringify(given)}${body}}`
}
