import * as fc from 'fast-check'

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 2 })

const character = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
)
const plain = character.map((text) => JSON.stringify(text).slice(1, -1))
const escape = fc.constantFrom('\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t')
const unicodeEscape = fc
  .integer({ min: 0, max: 0xffff })
  .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)

/** A JSON string as text, in any spelling: plain characters, escapes, lone surrogates by escape. */
const stringText = fc
  .array(fc.oneof({ weight: 5, arbitrary: plain }, escape, unicodeEscape), { maxLength: 6 })
  .map((pieces) => `"${pieces.join('')}"`)

const numberText = fc.oneof(
  fc.constantFrom('0', '-0', '0.0', '1e400', '-1E+3', '9.007199254740993e15', '0.1e-999'),
  fc.bigInt().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
)

const { value } = fc.letrec<{ value: string }>((tie) => {
  const spaced = fc.tuple(space, tie('value'), space).map((pieces) => pieces.join(''))
  const name = fc.oneof(fc.constantFrom('"a"', '"a"', '"__proto__"'), stringText)
  const member = fc.tuple(space, name, space, spaced)
  return {
    value: fc.oneof(
      { maxDepth: 6, depthSize: 'small' },
      fc.oneof(stringText, numberText, fc.constantFrom('true', 'false', 'null')),
      fc.array(spaced, { maxLength: 4 }).map((items) => `[${items.join(',') || ' '}]`),
      fc
        .array(member, { maxLength: 4 })
        .map((members) => members.map(([a, b, c, d]) => `${a}${b}${c}:${d}`).join(','))
        .map((members) => `{${members}}`),
    ),
  }
})

/** Valid JSON texts in spellings that no printer makes, and those of `JSON.stringify`. */
export const jsonText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(space, value, space).map((pieces) => pieces.join('')) },
  fc.json({ maxDepth: 4 }),
)

interface Mutation {
  readonly kind: 'flip' | 'insert' | 'delete'
  readonly at: number
  readonly byte: number
}

const interestingByte = fc.oneof(
  fc.constantFrom(...Buffer.from('{}[]":,\\u0e.-+ \n\t\0')),
  fc.integer({ min: 0, max: 255 }),
)

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('flip', 'insert', 'delete'),
  at: fc.nat(),
  byte: interestingByte,
})

/** A few changes to single bytes; apply them with {@link mutate}. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(mutation, {
  minLength: 1,
  maxLength: 3,
})

/** The bytes after the changes. */
export function mutate(bytes: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  const changed = [...bytes]
  for (const { kind, at, byte } of changes) {
    const place = at % (changed.length + 1)
    if (kind === 'insert') changed.splice(place, 0, byte)
    else if (kind === 'delete') changed.splice(place, 1)
    else if (place < changed.length) changed.splice(place, 1, byte)
  }
  return Uint8Array.from(changed)
}
