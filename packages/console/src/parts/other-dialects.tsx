import type { CarryNote, ClientDialect } from '@batchway/core/translate'
import { clientDialects } from '@batchway/core/translate'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import {
  chooseEndpoint,
  draft,
  messageOf,
  problem,
  siblingOf,
  target,
  translateTo,
} from '../composer.ts'
import type { BatchText } from '../lib/batch-text.ts'
import { endpoints } from '../store.ts'
import { layOut } from '../lib/layout.ts'
import { CodeView } from './code-view.tsx'
import { Icon } from './icon.tsx'
import { Notes } from './notes.tsx'

/** A dialect, in one of its forms. */
interface Form {
  readonly dialect: ClientDialect
  readonly form?: 'multipart'
}

type Written =
  | { readonly kind: 'written'; readonly batch: BatchText; readonly notes: readonly CarryNote[] }
  | { readonly kind: 'impossible'; readonly message: string }

const forms: readonly Form[] = clientDialects.flatMap((dialect): Form[] =>
  dialect === 'odata' ? [{ dialect }, { dialect, form: 'multipart' }] : [{ dialect }],
)

/** How long the reader must have stopped writing, in milliseconds. */
const pause = 200

/** The same batch in every other dialect, side by side. */
export function OtherDialects(): JSX.Element {
  const text = draft.value
  const written = useTranslations(text)
  return (
    <section class="others" aria-labelledby="others-title">
      <h2 id="others-title">The same batch in every other dialect</h2>
      {text !== undefined && problem.value !== undefined && (
        <div class="panel nothing">
          <h3>It can't be read yet</h3>
          <p>As soon as the batch reads well, it stands here in every other dialect.</p>
        </div>
      )}
      <div class="others-grid" hidden={problem.value !== undefined}>
        {forms
          .filter(({ dialect, form }) => dialect !== text?.dialect || isOtherForm(text, form))
          .map((form) => (
            <Other key={titleOf(form)} form={form} written={written.get(titleOf(form))} />
          ))}
      </div>
    </section>
  )
}

function isOtherForm(text: BatchText, form: Form['form']): boolean {
  return text.text.trimStart().startsWith('--') !== (form === 'multipart')
}

function titleOf({ dialect, form }: Form): string {
  return form === undefined ? dialect : `${dialect}, ${form}`
}

function useTranslations(text: BatchText | undefined): ReadonlyMap<string, Written> {
  const [written, setWritten] = useState<ReadonlyMap<string, Written>>(new Map())
  useEffect(() => {
    if (text === undefined) return undefined
    let isCurrent = true
    const show = async (): Promise<void> => {
      const all = forms.map(async (form) => [titleOf(form), await write(text, form)] as const)
      const done = new Map(await Promise.all(all))
      if (isCurrent) setWritten(done)
    }
    const timer = setTimeout(() => void show(), pause)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [text])
  return written
}

async function write(text: BatchText, { dialect, form }: Form): Promise<Written> {
  try {
    const { batch, notes } = await translateTo(text, dialect, siblingOf(dialect), form)
    return { kind: 'written', batch, notes }
  } catch (error) {
    return { kind: 'impossible', message: messageOf(error) }
  }
}

function Other({
  form,
  written,
}: {
  readonly form: Form
  readonly written: Written | undefined
}): JSX.Element {
  const endpoint =
    siblingOf(form.dialect) ?? endpoints.value.find(({ dialect }) => dialect === form.dialect)
  const canGo = endpoint !== undefined && form.form === undefined && endpoint.path !== target.value
  return (
    <article class="panel other">
      <header class="panel-head">
        <h3>{titleOf(form)}</h3>
        {written?.kind === 'written' && <Copy batch={written.batch} />}
        {canGo && (
          <button
            class="button"
            type="button"
            disabled={written?.kind !== 'written'}
            onClick={() => void chooseEndpoint(endpoint.path)}
          >
            Use
          </button>
        )}
      </header>
      {written === undefined && <p class="empty">…</p>}
      {written?.kind === 'impossible' && (
        <p class="note bad" role="note">
          {written.message}
        </p>
      )}
      {written?.kind === 'written' && (
        <>
          <pre class="other-head">{headOf(written.batch)}</pre>
          <CodeView
            class="other-text"
            text={layOut(written.batch.text)}
            language={written.batch.text.startsWith('--') ? 'http' : 'json'}
            label={`Batch in ${titleOf(form)}`}
          />
          <Notes notes={written.notes} />
        </>
      )}
    </article>
  )
}

function headOf({ path, query, headers }: BatchText): string {
  const fields = headers.map(([name, value]) => `${name}: ${value}`)
  return [`POST ${query === '' ? path : `${path}?${query}`}`, ...fields].join('\n')
}

/** Browsers let a page write to the clipboard only over TLS or from this machine. */
function Copy({ batch }: { readonly batch: BatchText }): JSX.Element | null {
  const [isDone, setDone] = useState(false)
  if (!isSecureContext) return null
  const label = isDone ? 'Copied' : `Copy the batch in ${batch.dialect}`
  return (
    <button
      class="button icon"
      type="button"
      aria-label={label}
      title={label}
      onClick={() => {
        void navigator.clipboard.writeText(batch.text).then(() => setDone(true))
      }}
      onBlur={() => setDone(false)}
    >
      <Icon name="copy" />
    </button>
  )
}
