import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { BatchText } from '../lib/batch-text.ts'
import {
  draft,
  form,
  layOutText,
  looksLike,
  mode,
  notes,
  problem,
  readAs,
  setHead,
  setMode,
  setText,
} from '../composer.ts'
import { endpoints } from '../store.ts'
import { BatchForm } from './batch-form.tsx'
import { CodeView } from './code-view.tsx'
import { Notes } from './notes.tsx'

/** The batch that is being written, as a form or as text. */
export function Composer(): JSX.Element {
  const text = draft.value
  return (
    <section class="panel composer" aria-labelledby="composer-title">
      <header class="panel-head">
        <h2 id="composer-title">Batch</h2>
        <span class="pill plain">{text?.dialect ?? ' '}</span>
        {mode.value === 'text' && text?.text.trimStart().startsWith('--') === false && (
          <button class="button lay-out" type="button" onClick={layOutText}>
            Lay out
          </button>
        )}
        <div class="segments" role="group" aria-label="Write it as">
          {(['form', 'text'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={mode.value === one}
              onClick={() => setMode(one)}
            >
              {one === 'form' ? 'Form' : 'Text'}
            </button>
          ))}
        </div>
      </header>
      {text === undefined ? (
        <p class="empty">
          {endpoints.value.length === 0
            ? 'Waiting for the gateway …'
            : 'No endpoint of this gateway speaks a dialect that the console can write.'}
        </p>
      ) : (
        <>
          <Head text={text} />
          <LooksLike />
          {mode.value === 'form' ? (
            <FormOrProblem />
          ) : (
            <CodeView
              class="composer-text"
              text={text.text}
              language={text.text.trimStart().startsWith('--') ? 'http' : 'json'}
              label="Batch as text"
              onChange={setText}
            />
          )}
          <Problem />
          <Notes notes={notes.value} />
        </>
      )}
    </section>
  )
}

/** What stands before the body: where it goes, and its headers. */
function Head({ text }: { readonly text: BatchText }): JSX.Element {
  const { path, query, headers } = text
  const written = headers.map(([name, value]) => `${name}: ${value}`).join('\n')
  const [edited, setEdited] = useState<string>()
  return (
    <div class="request-head">
      <label class="url">
        <span>POST</span>
        <input
          aria-label="URL of the batch"
          spellcheck={false}
          value={query === '' ? path : `${path}?${query}`}
          onInput={(event) => {
            const [first = '', ...rest] = event.currentTarget.value.split('?')
            setHead({ path: first, query: rest.join('?') })
          }}
        />
      </label>
      <label class="field">
        <span>Headers of the batch</span>
        <textarea
          class="mono"
          rows={Math.min(6, Math.max(2, headers.length))}
          spellcheck={false}
          value={edited ?? written}
          onInput={(event) => {
            setEdited(event.currentTarget.value)
            setHead({ headers: readHeaders(event.currentTarget.value) })
          }}
          onBlur={() => setEdited(undefined)}
        />
      </label>
    </div>
  )
}

/** Lines that are headers; what is none yet waits until it is one. */
function readHeaders(text: string): readonly (readonly [string, string])[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*([!#$%&'*+\-.^_`|~\w]+)\s*:\s*(.*?)\s*$/.exec(line)
    return match === null ? [] : [[(match[1] ?? '').toLowerCase(), match[2] ?? ''] as const]
  })
}

function LooksLike(): JSX.Element | null {
  const dialect = looksLike.value
  if (dialect === undefined) return null
  return (
    <p class="note" role="status">
      This looks like a batch in <b>{dialect}</b>.
      <button class="link" type="button" onClick={() => readAs(dialect)}>
        Read it as {dialect}
      </button>
    </p>
  )
}

function FormOrProblem(): JSX.Element {
  const batch = form.value
  if (batch !== undefined) return <BatchForm batch={batch} />
  return (
    <div class="nothing">
      <h3>The form can't show this batch</h3>
      <p>Mend the text first.</p>
      <button class="button" type="button" onClick={() => setMode('text')}>
        Show the text
      </button>
    </div>
  )
}

/** A line that is always there, so that nothing jumps when something is wrong. */
function Problem(): JSX.Element {
  const wrong = problem.value
  const where = wrong?.part === undefined ? '' : `Request ${wrong.part + 1}: `
  return (
    <p class={`problem ${wrong === undefined ? 'fine' : ''}`} role="status">
      {wrong === undefined ? 'Reads well.' : `${where}${wrong.message}`}
    </p>
  )
}
