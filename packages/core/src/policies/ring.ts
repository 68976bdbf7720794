/** What can stand in a ring, in one at a time. */
export interface RingNode<T> {
  next: T | undefined
  previous: T | undefined
}

/**
 * A circle with a place where it begins. Adding, turning and taking something out of its middle are
 * done at once and make nothing, however many stand in it.
 */
export class Ring<T extends RingNode<T>> {
  #first: T | undefined

  get first(): T | undefined {
    return this.#first
  }

  /** Puts something at the end. False where it stands here already. */
  append(node: T): boolean {
    if (node.next !== undefined) return false
    const first = this.#first
    if (first === undefined) {
      node.next = node
      node.previous = node
      this.#first = node
      return true
    }
    const last = first.previous ?? first
    node.next = first
    node.previous = last
    last.next = node
    first.previous = node
    return true
  }

  /** All of them, the first one in front. The ring must not change meanwhile. */
  *[Symbol.iterator](): Generator<T, void> {
    let node = this.#first
    while (node !== undefined) {
      yield node
      node = node.next === this.#first ? undefined : node.next
    }
  }

  /** Lets the next one be the first, and the first the last. */
  turn(): void {
    this.#first = this.#first?.next
  }

  /** Takes something out. False where it does not stand here any more. */
  remove(node: T): boolean {
    const { next, previous } = node
    if (next === undefined || previous === undefined) return false
    if (next === node) {
      this.#first = undefined
    } else {
      previous.next = next
      next.previous = previous
      if (this.#first === node) this.#first = next
    }
    node.next = undefined
    node.previous = undefined
    return true
  }
}
