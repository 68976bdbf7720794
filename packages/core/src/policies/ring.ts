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

  /** Puts something at the end, unless it stands here already. */
  append(node: T): void {
    if (node.next !== undefined) return
    const first = this.#first
    if (first === undefined) {
      node.next = node
      node.previous = node
      this.#first = node
      return
    }
    const last = first.previous ?? first
    node.next = first
    node.previous = last
    last.next = node
    first.previous = node
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
