import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { formatCount, isJson } from '../lib/format.ts'
import { layOut } from '../lib/layout.ts'
import type { RunState } from '../runner.ts'
import { runState } from '../runner.ts'
import { batches } from '../store.ts'
import { useRecord } from '../views/traffic-view.tsx'
import { BatchDetails } from './batch-details.tsx'
import { CodeView } from './code-view.tsx'

/** What became of the batch that was run: its waterfall, and its answer as it came. */
export function RunResult(): JSX.Element {
  const [tab, setTab] = useState<'waterfall' | 'answer'>('waterfall')
  const state = runState.value
  return (
    <section class="panel result" aria-labelledby="result-title">
      <header class="panel-head">
        <h2 id="result-title">Result</h2>
        <span role="status">
          {state.kind !== 'answered' && (
            <span class={`pill ${toneOf(state)}`}>{wordOf(state)}</span>
          )}
        </span>
        <div class="segments" role="group" aria-label="Show">
          {(['waterfall', 'answer'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={tab === one} onClick={() => setTab(one)}>
              {one === 'waterfall' ? 'Waterfall' : 'Answer'}
            </button>
          ))}
        </div>
      </header>
      {tab === 'answer' ? <Answer state={state} /> : <Record state={state} />}
    </section>
  )
}

function toneOf({ kind }: RunState): string {
  return kind === 'failed' ? 'bad' : kind === 'running' ? 'running' : 'plain'
}

function wordOf({ kind }: RunState): string {
  return kind === 'none' ? 'not run' : kind
}

function Record({ state }: { readonly state: RunState }): JSX.Element {
  const number =
    state.kind === 'none' ? undefined : batches.value.find(({ run }) => run === state.run)?.number
  const loaded = useRecord(number)
  if (state.kind === 'none') {
    return (
      <div class="nothing">
        <h3>Run the batch</h3>
        <p>
          Its parts appear here over time: who waited for whom, what was sent when, and what came
          back.
        </p>
      </div>
    )
  }
  if (state.kind === 'failed') return <Failed message={state.message} />
  if (number !== undefined && loaded.kind === 'there' && loaded.record.number === number) {
    return <BatchDetails key={number} record={loaded.record} />
  }
  if (state.kind === 'running') return <p class="empty">It runs …</p>
  return (
    <div class="nothing">
      <h3>Answered with {state.status}, and no record yet</h3>
      <p>
        None comes where the URL is not that of a batch endpoint. “Answer” shows what came back.
      </p>
    </div>
  )
}

function Answer({ state }: { readonly state: RunState }): JSX.Element {
  switch (state.kind) {
    case 'none':
      return <p class="empty">There is no answer yet.</p>
    case 'running':
      return <p class="empty">It has not come yet.</p>
    case 'failed':
      return <Failed message={state.message} />
    case 'answered':
      return (
        <div class="answer">
          <details>
            <summary>
              <span class={`pill ${state.status < 400 ? 'good' : 'bad'}`}>{state.status}</span>
              {formatCount(state.headers.length, 'header')}
            </summary>
            <dl class="headers">
              {state.headers.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </details>
          <AnswerText headers={state.headers} text={state.text} />
        </div>
      )
  }
}

function AnswerText({
  headers,
  text,
}: Pick<Extract<RunState, { kind: 'answered' }>, 'headers' | 'text'>): JSX.Element {
  const json = isJson(headers.find(([name]) => name === 'content-type')?.[1])
  return (
    <CodeView
      class="answer-text"
      text={json ? layOut(text) : text}
      language={json ? 'json' : 'http'}
      label="Answer to the batch"
    />
  )
}

function Failed({ message }: { readonly message: string }): JSX.Element {
  return (
    <p class="note bad" role="alert">
      <b>not sent</b> {message}
    </p>
  )
}
