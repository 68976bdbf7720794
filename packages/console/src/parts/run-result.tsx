import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { isJson } from '../lib/format.ts'
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
        <span class={`pill ${toneOf(state)}`} role="status">
          {wordOf(state)}
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

function toneOf(state: RunState): string {
  if (state.kind === 'answered') return state.status < 400 ? 'good' : 'bad'
  return state.kind === 'failed' ? 'bad' : state.kind === 'running' ? 'running' : 'plain'
}

function wordOf(state: RunState): string {
  return state.kind === 'answered'
    ? String(state.status)
    : state.kind === 'none'
      ? 'not run'
      : state.kind
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
  return <p class="empty">{state.kind === 'running' ? 'It runs …' : 'Waiting for its record …'}</p>
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
          <dl class="headers">
            {state.headers.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <CodeView
            class="answer-text"
            text={state.text}
            language={
              isJson(state.headers.find(([name]) => name === 'content-type')?.[1]) ? 'json' : 'http'
            }
            label="Answer to the batch"
          />
        </div>
      )
  }
}

function Failed({ message }: { readonly message: string }): JSX.Element {
  return (
    <p class="note bad" role="alert">
      <b>not sent</b> {message}
    </p>
  )
}
