/**
 * One object for equal values: ten thousand tenants on three tiers hold three objects of limits, not ten thousand.
 * Bounded; what falls out is only no longer shared with those who come later.
 */
export class SharedParts {
  readonly #parts = new Map<string, unknown>()
  readonly #max: number

  constructor(max = 2000) {
    this.#max = max
  }

  get<T>(value: T): T {
    const text = JSON.stringify(value)
    const known = this.#parts.get(text)
    if (known !== undefined) return known as T
    if (this.#parts.size >= this.#max) this.#parts.delete(this.#parts.keys().next().value!)
    this.#parts.set(text, value)
    return value
  }
}
