import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { Compartment, EditorState } from '@codemirror/state'
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** What a text is written in. */
export type CodeLanguage = 'json' | 'http' | 'plain'

interface CodeProps {
  readonly text: string
  readonly language: CodeLanguage
  /** What a screen reader calls it. */
  readonly label: string
  /** Told of every change; without it the text can only be read. */
  readonly onChange?: (text: string) => void
  readonly class?: string
}

/**
 * An editor for code, or a view of it. It lives in a shadow tree, where its styles are no inline
 * styles of the page, so that the content security policy stays strict.
 */
export function CodeView({
  text,
  language,
  label,
  onChange,
  class: name = '',
}: CodeProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<{ readonly view: EditorView; readonly language: Compartment }>(undefined)
  const listener = useRef(onChange)
  listener.current = onChange
  const isEditable = onChange !== undefined
  useEffect(() => {
    const element = host.current
    if (element === null) return undefined
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open', delegatesFocus: true })
    const part = new Compartment()
    const changes = EditorView.updateListener.of((update) => {
      if (update.docChanged && !fromOutside.has(update.view)) {
        listener.current?.(update.state.doc.toString())
      }
    })
    const state = EditorState.create({
      doc: text,
      extensions: [
        ...(isEditable ? editing : reading),
        ...common,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        part.of(languages[language]),
        changes,
      ],
    })
    const view = new EditorView({ state, parent: root as unknown as Element, root })
    editor.current = { view, language: part }
    return () => {
      view.destroy()
      editor.current = undefined
    }
    // The text and the language are put in below.
  }, [isEditable, label])
  useEffect(() => {
    const view = editor.current?.view
    if (view === undefined || view.state.doc.toString() === text) return
    fromOutside.add(view)
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
    fromOutside.delete(view)
  }, [text])
  useEffect(() => {
    const { view, language: part } = editor.current ?? {}
    view?.dispatch({ effects: part?.reconfigure(languages[language]) ?? [] })
  }, [language])
  return <div ref={host} class={`code ${isEditable ? 'editable' : ''} ${name}`} />
}

/** Editors that get a text from the page just now, which is no news for the page. */
const fromOutside = new WeakSet<EditorView>()

/** Parts in HTTP and in multipart: lines between boundaries. */
const http = StreamLanguage.define<{ head: boolean }>({
  startState: () => ({ head: true }),
  token(stream, state) {
    if (stream.sol()) {
      if (stream.match(/^--\S.*/)) {
        state.head = true
        return 'meta'
      }
      if (stream.match(/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)(?= )/)) {
        state.head = true
        return 'keyword'
      }
      if (stream.match(/^HTTP\/\d\.\d \d{3}/)) {
        state.head = true
        return 'keyword'
      }
      if (state.head && stream.match(/^[\w-]+(?=:)/)) return 'propertyName'
    }
    stream.skipToEnd()
    return null
  },
})

const languages: Readonly<Record<CodeLanguage, Extension>> = { json: json(), http, plain: [] }

const colours = HighlightStyle.define([
  { tag: [tags.propertyName], color: 'var(--code-name)' },
  { tag: [tags.string], color: 'var(--code-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.keyword], color: 'var(--code-word)', fontWeight: '600' },
  { tag: [tags.meta], color: 'var(--ink-3)' },
])

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'transparent', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px', borderRadius: '8px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--ink)' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--ink-3)',
    border: 'none',
    paddingLeft: '4px',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--line-tint)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--selection)' },
  '.cm-matchingBracket': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--selection)',
    color: 'inherit',
  },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--surface-3)',
    border: 'none',
    color: 'var(--ink-2)',
  },
})

const common: readonly Extension[] = [
  look,
  syntaxHighlighting(colours),
  EditorView.lineWrapping,
  // Tab leaves the editor, as everywhere on the page.
  keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap]),
  // A return before a line feed is a character of the text, and stays.
  EditorState.lineSeparator.of('\n'),
]
const editing: readonly Extension[] = [
  lineNumbers(),
  foldGutter(),
  history(),
  bracketMatching(),
  highlightActiveLine(),
]
const reading: readonly Extension[] = [EditorState.readOnly.of(true)]
