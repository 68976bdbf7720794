import type { Order } from '@batchway/core/translate'
import type { ComponentChildren, JSX } from 'preact'
import { problem, setForm } from '../composer.ts'
import type { FormBatch, FormPart } from '../lib/form-batch.ts'
import { emptyPart } from '../lib/form-batch.ts'
import { Icon } from './icon.tsx'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

const orders: readonly (readonly [Order, string])[] = [
  ['parallel', 'All at once'],
  ['serial', 'One after the other'],
  ['keep-effects', 'In order, reads side by side'],
]

/** The batch as a form: how its requests follow each other, and the requests. */
export function BatchForm({ batch }: { readonly batch: FormBatch }): JSX.Element {
  const { parts } = batch
  const change = (index: number, next: Partial<FormPart>): void => {
    setForm({
      ...batch,
      parts: parts.map((part, at) => (at === index ? { ...part, ...next } : part)),
    })
  }
  const move = (index: number, by: number): void => {
    const moved = [...parts]
    const [part] = moved.splice(index, 1)
    if (part !== undefined) moved.splice(index + by, 0, part)
    setForm({ ...batch, parts: moved })
  }
  return (
    <div class="form">
      <Rules batch={batch} />
      <ol class="form-parts">
        {parts.map((part, index) => (
          <PartFields
            key={part.key}
            part={part}
            index={index}
            count={parts.length}
            onChange={(next) => change(index, next)}
            onMove={(by) => move(index, by)}
            onRemove={() => setForm({ ...batch, parts: parts.filter((one) => one !== part) })}
          />
        ))}
      </ol>
      <button
        class="button"
        type="button"
        onClick={() => setForm({ ...batch, parts: [...parts, emptyPart()] })}
      >
        <Icon name="plus" /> Add a request
      </button>
    </div>
  )
}

function Rules({ batch }: { readonly batch: FormBatch }): JSX.Element {
  return (
    <div class="rules">
      <label class="inline">
        Requests run
        <select
          value={batch.order}
          onChange={(event) => setForm({ ...batch, order: event.currentTarget.value as Order })}
        >
          {orders.map(([order, words]) => (
            <option key={order} value={order}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label class="inline">
        <input
          type="checkbox"
          checked={batch.stopOnError}
          onChange={(event) => setForm({ ...batch, stopOnError: event.currentTarget.checked })}
        />
        Stop at the first failure
      </label>
    </div>
  )
}

interface PartProps {
  readonly part: FormPart
  readonly index: number
  readonly count: number
  readonly onChange: (next: Partial<FormPart>) => void
  readonly onMove: (by: number) => void
  readonly onRemove: () => void
}

function PartFields({ part, index, count, onChange, onMove, onRemove }: PartProps): JSX.Element {
  const number = index + 1
  const wrong = problem.value?.part === index ? problem.value.field : undefined
  const { method, target, id, after, group, headers, body, bytes } = part
  return (
    <li class="form-part">
      <div class="form-line">
        <b>{number}</b>
        <select
          aria-label={`Method of request ${number}`}
          value={method}
          onChange={(event) => onChange({ method: event.currentTarget.value })}
        >
          {[...new Set([...methods, method])].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <input
          class="mono"
          aria-label={`URL of request ${number}`}
          aria-invalid={wrong === 'target'}
          placeholder="/orders/1"
          spellcheck={false}
          value={target}
          onInput={(event) => onChange({ target: event.currentTarget.value })}
        />
        <span class="form-buttons">
          <Act label={`Move request ${number} up`} isOff={index === 0} onClick={() => onMove(-1)}>
            <Icon name="up" />
          </Act>
          <Act
            label={`Move request ${number} down`}
            isOff={number === count}
            onClick={() => onMove(1)}
          >
            <Icon name="down" />
          </Act>
          <Act label={`Remove request ${number}`} isOff={count === 1} onClick={onRemove}>
            <Icon name="remove" />
          </Act>
        </span>
      </div>
      <div class="form-more">
        <Short
          label="Name"
          value={id}
          isWrong={wrong === 'id'}
          onInput={(value) => onChange({ id: value })}
        />
        <Short
          label="After requests"
          placeholder="1, 2"
          value={after}
          isWrong={wrong === 'after'}
          onInput={(value) => onChange({ after: value })}
        />
        <Short label="Group" value={group} onInput={(value) => onChange({ group: value })} />
      </div>
      <div class="form-texts">
        <Long
          label="Headers"
          value={headers}
          isWrong={wrong === 'headers'}
          onInput={(value) => onChange({ headers: value })}
        />
        {bytes === undefined ? (
          <Long label="Body" value={body} onInput={(value) => onChange({ body: value })} />
        ) : (
          <p class="empty">The body is no text; it is kept as it is.</p>
        )}
      </div>
    </li>
  )
}

interface ActProps {
  readonly label: string
  readonly isOff: boolean
  readonly onClick: () => void
  readonly children: ComponentChildren
}

function Act({ label, isOff, onClick, children }: ActProps): JSX.Element {
  return (
    <button
      class="button icon"
      type="button"
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

interface TextProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly isWrong?: boolean
  readonly onInput: (value: string) => void
}

function Short({ label, value, placeholder, isWrong = false, onInput }: TextProps): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        value={value}
        placeholder={placeholder}
        aria-invalid={isWrong}
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  )
}

function Long({ label, value, isWrong = false, onInput }: TextProps): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <textarea
        class="mono"
        rows={Math.min(10, Math.max(2, value.split('\n').length))}
        value={value}
        aria-invalid={isWrong}
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  )
}
