import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import {
  begin,
  chooseEndpoint,
  draft,
  endpointOf,
  loadExample,
  problem,
  target,
} from '../composer.ts'
import { Icon } from '../parts/icon.tsx'
import { Composer } from '../parts/composer.tsx'
import { OtherDialects } from '../parts/other-dialects.tsx'
import { RunResult } from '../parts/run-result.tsx'
import { isClientDialect } from '../lib/batch-text.ts'
import { examplesFor } from '../lib/examples.ts'
import { runBatch, runState, stopRun } from '../runner.ts'
import { endpoints } from '../store.ts'

/** Writes a batch, shows it in every dialect, and runs it. */
export function ComposeView(): JSX.Element {
  const isThere = endpoints.value.length > 0
  useEffect(() => {
    if (isThere) begin()
  }, [isThere])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      run()
    }
    // Before an editor takes it for a line break.
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [])
  return (
    <div class="compose">
      <Toolbar />
      <div class="compose-columns">
        <Composer />
        <RunResult />
      </div>
      <OtherDialects />
    </div>
  )
}

function run(): void {
  if (canRun() && draft.value !== undefined) void runBatch(draft.value)
}

/** A batch that the console can't read is sent all the same: what is wrong with it, the gateway says. */
function canRun(): boolean {
  return (
    draft.value !== undefined && target.value !== undefined && problem.value?.field === undefined
  )
}

function Toolbar(): JSX.Element {
  const endpoint = endpointOf(target.value)
  const isRunning = runState.value.kind === 'running'
  return (
    <div class="toolbar">
      <label class="field endpoint-field">
        <span>Endpoint</span>
        <select
          value={target.value ?? ''}
          onChange={(event) => void chooseEndpoint(event.currentTarget.value)}
        >
          {target.value === undefined && <option value="">none of this dialect</option>}
          {endpoints.value.map(({ path, dialect }) => (
            <option key={path} value={path} disabled={!isClientDialect(dialect)}>
              {path} ({dialect})
            </option>
          ))}
        </select>
      </label>
      <label class="field example-field">
        <span>Example</span>
        <select
          value=""
          disabled={endpoint === undefined}
          onChange={(event) => {
            const example = listExamples()[Number(event.currentTarget.value)]
            event.currentTarget.value = ''
            if (endpoint !== undefined && example !== undefined) loadExample(endpoint, example)
          }}
        >
          <option value="">Begin with …</option>
          {listExamples().map(({ title }, index) => (
            <option key={title} value={index}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <div class="toolbar-run">
        <button
          class="button primary"
          type="button"
          disabled={!canRun()}
          onClick={isRunning ? stopRun : run}
          title="Ctrl + Enter"
        >
          {isRunning ? (
            'Stop'
          ) : (
            <>
              <Icon name="play" /> Run
            </>
          )}
        </button>
        <kbd>Ctrl Enter</kbd>
      </div>
    </div>
  )
}

function listExamples(): ReturnType<typeof examplesFor> {
  const endpoint = endpointOf(target.value)
  if (endpoint === undefined || !isClientDialect(endpoint.dialect)) return []
  return examplesFor(endpoint, endpoint.dialect)
}
