import type { AnswerValue } from '../model/reference.ts'
import { ReferenceProblem } from '../model/reference.ts'
import { readJson, sliceOf } from '../wire/json.ts'
import type { JsonNode } from '../wire/json-scanner.ts'
import { JsonSyntaxError } from '../wire/json-scanner.ts'

/** An array or object of an answer: what its names or indexes stand for. */
type Level = (name: string) => AnswerValue | undefined

/**
 * The values of a JSON text, found by paths. Only what paths lead through is looked at, each array
 * and object once and one level at a time; no value is parsed.
 */
export class AnswerValues {
  readonly #root: Uint8Array
  readonly #maxDepth: number
  readonly #claim: (bytes: number) => void
  readonly #levels = new Map<string, Level>()

  /** `claim` is told how many bytes are going to be read, and may throw to prevent it. */
  constructor(root: Uint8Array, maxDepth: number, claim: (bytes: number) => void) {
    this.#root = root
    this.#maxDepth = maxDepth
    this.#claim = claim
  }

  /** The value at a path, or undefined. Throws a ReferenceProblem where the text is no JSON. */
  valueAt(path: readonly string[]): AnswerValue | undefined {
    // The text itself is the only value of a level around it.
    let value = this.#level('', this.#root, true)('')
    let place = ''
    for (const name of path) {
      if (value === undefined || (value.kind !== 'object' && value.kind !== 'array'))
        return undefined
      value = this.#level(`${place}/`, value.bytes, false)(name)
      // With its length, so that no other path has the same key.
      place += `/${name.length}:${name}`
    }
    return value
  }

  #level(place: string, bytes: Uint8Array, isRoot: boolean): Level {
    const known = this.#levels.get(place)
    if (known !== undefined) return known
    this.#claim(bytes.length)
    const level = this.#read(bytes, isRoot)
    this.#levels.set(place, level)
    return level
  }

  #read(bytes: Uint8Array, isRoot: boolean): Level {
    try {
      const document = readJson(bytes, { maxDepth: this.#maxDepth, indexDepth: isRoot ? 0 : 1 })
      const toValue = (node: JsonNode): AnswerValue => ({
        kind: node.kind === 'unindexed' ? node.is : node.kind,
        bytes: sliceOf(document, node),
      })
      return isRoot ? () => toValue(document.root) : readLevel(document.root, toValue)
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error
      throw new ReferenceProblem(`the answer is not JSON that can be read (${error.message})`)
    }
  }
}

function readLevel(node: JsonNode, toValue: (node: JsonNode) => AnswerValue): Level {
  if (node.kind === 'array') {
    return (name) => {
      const item = arrayIndex.test(name) ? node.items[Number(name)] : undefined
      return item === undefined ? undefined : toValue(item)
    }
  }
  const members = new Map<string, JsonNode>()
  // As most readers of JSON do: the last one of the same name counts.
  if (node.kind === 'object') for (const { name, value } of node.members) members.set(name, value)
  return (name) => {
    const value = members.get(name)
    return value === undefined ? undefined : toValue(value)
  }
}

const arrayIndex = /^(?:0|[1-9]\d{0,9})$/
