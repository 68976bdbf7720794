import type { CarryNote } from '@batchway/core/translate'
import { describeNote } from '@batchway/core/translate'
import type { JSX } from 'preact'

const words = { changed: 'otherwise', lost: 'lost', impossible: 'impossible' } as const

/** What a dialect says in another way, or not at all. */
export function Notes({ notes }: { readonly notes: readonly CarryNote[] }): JSX.Element | null {
  if (notes.length === 0) return null
  return (
    <ul class="notes" aria-label="What is carried otherwise">
      {notes.map((note, index) => (
        <li key={index} class={note.kind}>
          <span class="tag">{words[note.kind]}</span> {describeNote(note)}
        </li>
      ))}
    </ul>
  )
}
