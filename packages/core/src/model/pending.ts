/**
 * Whether a value is still to come. To await what is there already costs a promise and a turn of its
 * queue, which is much where most is there.
 */
export function isPending<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value
}
