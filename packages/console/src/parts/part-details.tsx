import type { PartRecord, ShownBody, ShownHeader } from 'batchway'
import type { ComponentChildren, JSX } from 'preact'
import { formatSize, formatTime, isJson } from '../lib/format.ts'
import { nameOf, timesOf, toneOf } from '../lib/parts.ts'
import { useState } from 'preact/hooks'
import { layOut } from '../lib/layout.ts'
import { CodeView } from './code-view.tsx'

/** A part's request and answer, and what became of it. */
export function PartDetails({ part }: { readonly part: PartRecord }): JSX.Element {
  const { method, target, request, response, status } = part
  return (
    <section class="part-details" aria-label={`Part ${nameOf(part)}`}>
      <header>
        <h3>
          <span class={`pill ${toneOf(part)}`}>{status ?? 'running'}</span>
          <span class="method">{method}</span>
          <code>{target}</code>
        </h3>
        <Facts part={part} />
      </header>
      <Verdict part={part} />
      <div class="messages">
        <Message title="Request" headers={request.headers} body={request.body}>
          <code>
            {request.method} {request.path}
          </code>
        </Message>
        {response === undefined ? (
          <div class="message">
            <h4>Answer</h4>
            <p class="empty">{part.state === 'sent' ? 'It has not come yet.' : 'There is none.'}</p>
          </div>
        ) : (
          <Message title="Answer" headers={response.headers} body={response.body}>
            <code>{status}</code>
          </Message>
        )}
      </div>
    </section>
  )
}

function Facts({ part }: { readonly part: PartRecord }): JSX.Element {
  const facts: readonly (readonly [string, string])[] = [
    ...timesOf(part).map(({ name, time }) => [name, formatTime(time)] as const),
    ...(part.attempts === undefined ? [] : [['Tries', String(part.attempts)] as const]),
    ...(part.needs.length === 0
      ? []
      : [['Waits for', part.needs.map((index) => String(index + 1)).join(', ')] as const]),
    ...(part.group === undefined ? [] : [['Group', part.group] as const]),
  ]
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Why a part has no answer of the API's. */
function Verdict({ part }: { readonly part: PartRecord }): JSX.Element | null {
  const { failure, because, resent } = part
  if (failure !== undefined) {
    return (
      <p class="note bad" role="note">
        <b>{failure.reason}</b> {failure.message}
      </p>
    )
  }
  if (because !== undefined) {
    return (
      <p class="note" role="note">
        <b>skipped</b> It was not sent, because part {because + 1} failed.
      </p>
    )
  }
  if (resent !== true) return null
  return (
    <p class="note" role="note">
      <b>sent twice</b> Its first connection ended before an answer.
    </p>
  )
}

interface MessageProps {
  readonly title: string
  readonly headers: readonly ShownHeader[]
  readonly body: ShownBody | undefined
  readonly children: ComponentChildren
}

function Message({ title, headers, body, children }: MessageProps): JSX.Element {
  return (
    <div class="message">
      <h4>
        {title} <span class="first-line">{children}</span>
      </h4>
      <details>
        <summary>{headers.length === 1 ? '1 header' : `${headers.length} headers`}</summary>
        <dl class="headers">
          {headers.map(([name, value], index) => (
            <div key={`${index} ${name}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Body title={title} headers={headers} body={body} />
    </div>
  )
}

function Body({
  title,
  headers,
  body,
}: Pick<MessageProps, 'title' | 'headers' | 'body'>): JSX.Element {
  const [isRaw, setRaw] = useState(false)
  if (body === undefined) return <p class="empty">No body.</p>
  const type = headers.find(([name]) => name === 'content-type')?.[1]
  const text = body.text ?? body.base64 ?? ''
  const size = formatSize(body.size)
  const json = isJson(type) && body.text !== undefined
  return (
    <>
      <CodeView
        text={json && !isRaw ? layOut(text) : text}
        language={json ? 'json' : 'plain'}
        label={`${title}: body`}
      />
      <p class="size">
        <span>{size}</span>
        {json && (
          <button class="link" type="button" onClick={() => setRaw(!isRaw)}>
            {isRaw ? 'Lay it out' : 'As it came'}
          </button>
        )}
        {body.text === undefined && <span>not text: shown in base64</span>}
        {body.cut === true && <span>only the beginning is kept</span>}
      </p>
    </>
  )
}
