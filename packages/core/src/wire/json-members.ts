import { BatchError, quote } from '../model/error.ts'
import type { HeaderField, HeaderList } from '../model/headers.ts'
import { lowerName, trimFieldValue } from '../model/headers.ts'
import { stringValue } from './json.ts'
import type { JsonArray, JsonDocument, JsonNode, JsonObject } from './json-scanner.ts'

/**
 * The members of an object in a batch's envelope, read by name and type. Whatever is not as asked
 * throws a {@link BatchError} that names the place (`requests[2].headers`).
 */
export class JsonMembers {
  readonly #document: JsonDocument
  readonly #members: JsonObject['members']
  readonly #path: string
  readonly #part: number | undefined

  /** `path` is the object's place for messages, empty for the outermost one. */
  constructor(document: JsonDocument, node: JsonObject, path: string, part?: number) {
    this.#document = document
    this.#path = path
    this.#part = part
    this.#members = node.members
    const twice = findRepeated(node.members)
    if (twice !== undefined) this.fail(twice, 'stands there twice')
  }

  /**
   * Those of a part, whose node must be an object. `path` is its place for messages. With `nulls:
   * 'absent'` a member that is `null` is not there, but for `id`, which must be a name.
   */
  static ofPart(
    document: JsonDocument,
    node: JsonNode,
    { path, part, nulls }: { path: string; part: number; nulls?: 'absent' },
  ): JsonMembers {
    if (node.kind !== 'object') {
      const message = `must be an object, not ${typeName(node)}`
      throw new BatchError('invalid-part', message, { part, where: path })
    }
    if (nulls === undefined) return new JsonMembers(document, node, path, part)
    const members = node.members.filter(({ name, value }) => name === 'id' || value.kind !== 'null')
    return new JsonMembers(document, { ...node, members }, path, part)
  }

  /** The node of a member, or undefined. */
  node(name: string): JsonNode | undefined {
    for (const member of this.#members) if (member.name === name) return member.value
    return undefined
  }

  /** A string member, or undefined when there is none. */
  string(name: string): string | undefined {
    const node = this.node(name)
    if (node === undefined) return undefined
    if (node.kind !== 'string') this.wrongType(name, 'a string')
    return stringValue(this.#document, node)
  }

  /** A string member that must be there. */
  requiredString(name: string): string {
    return this.string(name) ?? this.fail(name, 'is missing')
  }

  /** The required member `method` in upper case: one of `allowed`, in any case of ASCII letters. */
  method(allowed: readonly string[]): string {
    const given = this.requiredString('method')
    if (allowed.includes(given)) return given
    // Only ASCII: a dotless i or a long s would become a letter of another method.
    const method = /^[A-Za-z]+$/.test(given) ? given.toUpperCase() : given
    if (allowed.includes(method)) return method
    return this.fail('method', `must be one of ${allowed.join(', ')}, not ${quote(given)}`)
  }

  /** A boolean member, or undefined when there is none. */
  boolean(name: string): boolean | undefined {
    const node = this.node(name)
    if (node === undefined) return undefined
    if (node.kind !== 'boolean') this.wrongType(name, 'true or false')
    return this.#document.bytes[node.start] === 0x74
  }

  /** An array member, or undefined when there is none. */
  array(name: string): JsonArray | undefined {
    const node = this.node(name)
    if (node === undefined) return undefined
    if (node.kind !== 'array') this.wrongType(name, 'an array')
    return node
  }

  /** An object member, or undefined when there is none. */
  object(name: string): JsonObject | undefined {
    const node = this.node(name)
    if (node === undefined) return undefined
    if (node.kind !== 'object') this.wrongType(name, 'an object')
    return node
  }

  /** An object member whose members are header fields: name to string. Empty when there is none. */
  headers(name: string): HeaderList {
    const node = this.object(name)
    if (node === undefined) return []
    const fields: HeaderField[] = []
    const names = new Set<string>()
    for (const member of node.members) {
      const field = lowerName(member.name)
      if (names.has(field)) this.fail(name, `has ${quote(member.name)} twice`)
      names.add(field)
      if (member.value.kind !== 'string') {
        const found = typeName(member.value)
        this.fail(name, `has ${found} for ${quote(member.name)}; it must be a string`)
      }
      fields.push([field, trimFieldValue(stringValue(this.#document, member.value))])
    }
    return fields
  }

  /** Refuses the batch because of that member's type. */
  wrongType(name: string, wanted: string): never {
    const node = this.node(name)
    return this.fail(
      name,
      `must be ${wanted}, not ${node === undefined ? 'missing' : typeName(node)}`,
    )
  }

  /** Refuses the batch because of that member. The message goes on after its name. */
  fail(name: string, message: string): never {
    const where = this.#path === '' ? name : `${this.#path}.${name}`
    throw new BatchError('invalid-part', message, {
      where,
      ...(this.#part === undefined ? {} : { part: this.#part }),
    })
  }
}

/** The type of a value in words, for messages. */
export function typeName(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object'
    case 'array':
      return 'an array'
    case 'unindexed':
      return node.is === 'object' ? 'an object' : 'an array'
    case 'null':
      return 'null'
    case 'string':
    case 'number':
    case 'boolean':
      return `a ${node.kind}`
  }
}

/** As many members as an envelope has are compared one with the other; more go through a set. */
const few = 12

function findRepeated(members: JsonObject['members']): string | undefined {
  if (members.length > few) {
    const names = new Set<string>()
    return members.find(({ name }) => names.size === names.add(name).size)?.name
  }
  for (let index = 1; index < members.length; index += 1) {
    const name = members[index]?.name
    for (let before = 0; before < index; before += 1) {
      if (members[before]?.name === name) return name
    }
  }
  return undefined
}
